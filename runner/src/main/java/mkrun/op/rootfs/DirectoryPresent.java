package mkrun.op.rootfs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mkrun.target.TargetException;
import mkrun.target.rootfs.Entry;
import mkrun.target.rootfs.RootfsChange;
import mkrun.target.rootfs.RootfsProbe;
import mkrun.task.Operation;
import mkrun.task.Plan;

/**
 * A directory with this mode and owner. Missing parents are made (0755, root's).
 *
 * @param path absolute
 * @param mode permission bits, e.g. {@code 0755}
 * @param owner name of a user of the image, or a number
 * @param group name of a group of the image, or a number
 */
public record DirectoryPresent(String path, int mode, String owner, String group)
        implements Operation<RootfsProbe, DirectoryPresent.Seen> {

    /** What is there: the inode at the path, the numbers behind the owner's names, the parents that are missing. */
    public record Seen(Optional<Entry> entry, int uid, int gid, List<String> missingParents) {}

    public DirectoryPresent {
        Checks.path(path);
        Checks.mode(mode);
    }

    @Override
    public String type() {
        return "directory";
    }

    @Override
    public Class<RootfsProbe> probe() {
        return RootfsProbe.class;
    }

    @Override
    public Seen inspect(RootfsProbe probe) throws TargetException {
        Owner wanted = Owner.lookUp(probe, owner, group);
        return new Seen(probe.stat(path), wanted.uid(), wanted.gid(), Parents.missing(probe, path));
    }

    @Override
    public Plan diff(Seen seen) throws TargetException {
        Owner wanted = new Owner(seen.uid(), seen.gid());
        if (seen.entry().isPresent()) {
            return existing(seen.entry().get(), wanted);
        }
        List<RootfsChange> changes = new ArrayList<>();
        seen.missingParents().forEach(parent -> changes.add(Put.parent(parent)));
        String summary = "create directory %s (%04o %s)".formatted(path, mode, wanted);
        changes.add(
                new Put(path, Entry.directory(mode).withOwner(wanted.uid(), wanted.gid()), summary, List.of(summary)));
        return Plan.of(changes, "");
    }

    private Plan existing(Entry entry, Owner wanted) throws TargetException {
        if (entry.isSymlink()) {
            throw new TargetException(
                    path + " is a symbolic link to " + entry.link() + "; name that directory instead");
        }
        if (!entry.isDirectory()) {
            throw new TargetException(path + " is a " + Kinds.of(entry) + " in the image, a directory is wanted");
        }
        return Plan.of(Attributes.changes(path, entry, mode, wanted), path + " is as wanted");
    }
}
