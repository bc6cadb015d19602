package mkrun.op.rootfs;

import java.util.function.BiConsumer;
import mkrun.target.rootfs.Accounts;
import mkrun.target.rootfs.RootfsChange;
import mkrun.target.rootfs.RootfsTree;

/**
 * A change of users or groups.
 *
 * @param summary one line for people
 * @param edit makes the change in a working copy of the accounts, which is written back to the tree afterwards
 */
record AccountChange(String summary, BiConsumer<Accounts, RootfsTree> edit) implements RootfsChange {
    @Override
    public void applyTo(RootfsTree tree) {
        Accounts accounts = Accounts.of(tree);
        edit.accept(accounts, tree);
        accounts.writeTo(tree);
    }
}
