package mkrun.op.rootfs;

import java.util.List;
import mkrun.target.rootfs.Entry;
import mkrun.target.rootfs.RootfsChange;
import mkrun.target.rootfs.RootfsTree;

/**
 * A new inode at a path, in the place of what was there.
 *
 * @param path absolute
 * @param entry the inode
 * @param summary one line for people
 * @param diff what {@code --diff} shows
 */
record Put(String path, Entry entry, String summary, List<String> diff) implements RootfsChange {
    Put {
        diff = List.copyOf(diff);
    }

    /** A new directory of root's, 0755: a missing parent. */
    static Put parent(String path) {
        String summary = "create directory " + path;
        return new Put(path, Entry.directory(0755), summary, List.of(summary));
    }

    @Override
    public void applyTo(RootfsTree tree) {
        tree.put(path, entry);
    }
}
