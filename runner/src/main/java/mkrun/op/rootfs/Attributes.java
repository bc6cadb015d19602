package mkrun.op.rootfs;

import java.util.ArrayList;
import java.util.List;
import mkrun.target.rootfs.Entry;
import mkrun.target.rootfs.RootfsChange;

/** Mode and owner of what is there already. */
final class Attributes {
    private Attributes() {}

    /** The changes that give an inode this mode and owner; none if it has them. The owner comes first, as chown drops setuid bits. */
    static List<RootfsChange> changes(String path, Entry entry, int mode, Owner owner) {
        List<RootfsChange> changes = new ArrayList<>();
        if (!Owner.of(entry).equals(owner)) {
            changes.add(new SetOwner(path, Owner.of(entry), owner));
        }
        if (entry.mode() != mode) {
            changes.add(new SetMode(path, entry.mode(), mode));
        }
        return changes;
    }
}
