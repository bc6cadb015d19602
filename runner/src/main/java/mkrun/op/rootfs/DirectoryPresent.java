package mkrun.op.rootfs;

import java.util.List;
import mkrun.target.TargetException;
import mkrun.target.rootfs.Entry;
import mkrun.target.rootfs.RootfsProbe;
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
        implements RootfsOperation<PlaceSeen> {

    public DirectoryPresent {
        Checks.path(path);
        Checks.mode(mode);
    }

    @Override
    public String type() {
        return "directory";
    }

    @Override
    public PlaceSeen inspect(RootfsProbe probe) throws TargetException {
        return PlaceSeen.at(path, owner, group, probe);
    }

    @Override
    public Plan diff(PlaceSeen seen) throws TargetException {
        Owner wanted = seen.wanted();
        if (seen.entry().isPresent()) {
            return existing(seen.entry().get(), wanted);
        }
        String summary = "create directory %s (%04o %s)".formatted(path, mode, wanted);
        return Parents.then(
                seen.missingParents(),
                new Put(path, Entry.directory(mode).withOwner(wanted.uid(), wanted.gid()), summary, List.of(summary)));
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
