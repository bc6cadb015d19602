package mkrun.op.rootfs;

import mkrun.target.rootfs.RootfsChange;
import mkrun.target.rootfs.RootfsTree;

/**
 * Another owner for what is there.
 *
 * @param path absolute, of no symbolic link
 */
record SetOwner(String path, Owner before, Owner after) implements RootfsChange {
    @Override
    public String summary() {
        return "chown %s: %s -> %s".formatted(path, before, after);
    }

    @Override
    public void applyTo(RootfsTree tree) {
        tree.update(path, e -> e.withOwner(after.uid(), after.gid()));
    }
}
