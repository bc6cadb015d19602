package mkrun.op.rootfs;

import java.util.List;
import java.util.Optional;
import mkrun.target.TargetException;
import mkrun.target.rootfs.Entry;
import mkrun.target.rootfs.RootfsProbe;

/**
 * What is there where somebody's file or directory is wanted.
 *
 * @param entry the inode at the path
 * @param uid the number behind the wanted owner's name
 * @param gid the number behind the wanted group's name
 * @param missingParents the directories above that are missing, outermost first
 */
public record PlaceSeen(Optional<Entry> entry, int uid, int gid, List<String> missingParents) {
    /**
     * @throws TargetException if the image has no such user or group, or something above the path is no directory
     */
    static PlaceSeen at(String path, String owner, String group, RootfsProbe probe) throws TargetException {
        Owner wanted = Owner.lookUp(probe, owner, group);
        return new PlaceSeen(probe.stat(path), wanted.uid(), wanted.gid(), Parents.missing(probe, path));
    }

    /** Who is to own it. */
    Owner wanted() {
        return new Owner(uid, gid);
    }
}
