package mkrun.op.rootfs;

import mkrun.target.rootfs.RootfsChange;
import mkrun.target.rootfs.RootfsTree;

/**
 * A path that goes, and of a directory all below it.
 *
 * @param path absolute
 * @param what the kind of thing, for people
 */
record Remove(String path, String what) implements RootfsChange {
    @Override
    public String summary() {
        return "remove " + what + " " + path;
    }

    @Override
    public void applyTo(RootfsTree tree) {
        tree.remove(path);
    }
}
