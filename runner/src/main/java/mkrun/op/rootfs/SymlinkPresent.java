package mkrun.op.rootfs;

import java.util.List;
import java.util.Optional;
import mkrun.target.TargetException;
import mkrun.target.rootfs.Entry;
import mkrun.target.rootfs.RootfsProbe;
import mkrun.task.Plan;

/**
 * A symbolic link. Another link in its place is replaced, anything else is refused.
 *
 * @param path absolute
 * @param target what the link says, absolute or relative to its directory; need not exist
 */
public record SymlinkPresent(String path, String target) implements RootfsOperation<SymlinkPresent.Seen> {

    /** What is there: the inode at the path, and the parents that are missing. */
    public record Seen(Optional<Entry> entry, List<String> missingParents) {}

    public SymlinkPresent {
        Checks.path(path);
        Checks.oneLine("a link's target", target);
        if (target.isEmpty()) {
            throw new IllegalArgumentException("symlink '" + path + "' has no target");
        }
    }

    @Override
    public String type() {
        return "symlink";
    }

    @Override
    public Seen inspect(RootfsProbe probe) throws TargetException {
        return new Seen(probe.stat(path), Parents.missing(probe, path));
    }

    @Override
    public Plan diff(Seen seen) throws TargetException {
        Optional<Entry> before = seen.entry();
        if (before.isPresent() && !before.get().isSymlink()) {
            throw new TargetException(path + " is a " + Kinds.of(before.get())
                    + " in the image, a symbolic link is wanted; remove it in an earlier task");
        }
        if (before.isPresent() && before.get().link().equals(target)) {
            return Plan.nothing(path + " leads to " + target);
        }
        String was = before.map(e -> " (was " + e.link() + ")").orElse("");
        String summary = "link " + path + " -> " + target + was;
        return Parents.then(seen.missingParents(), new Put(path, Entry.symlink(target), summary, List.of(summary)));
    }
}
