package mkrun.op.rootfs;

import mkrun.target.rootfs.RootfsChange;
import mkrun.target.rootfs.RootfsTree;

/**
 * Other permission bits for what is there.
 *
 * @param path absolute, of no symbolic link
 */
record SetMode(String path, int before, int after) implements RootfsChange {
    @Override
    public String summary() {
        return "chmod %s: %04o -> %04o".formatted(path, before, after);
    }

    @Override
    public void applyTo(RootfsTree tree) {
        tree.update(path, e -> e.withMode(after));
    }
}
