package mkrun.op.rootfs;

import java.util.List;
import java.util.Optional;
import mkrun.target.rootfs.Entry;
import mkrun.target.rootfs.RootfsProbe;
import mkrun.task.Plan;

/**
 * Nothing at this path: a file or link goes, a directory with all below it.
 *
 * @param path absolute
 */
public record FileAbsent(String path) implements RootfsOperation<Optional<Entry>> {
    public FileAbsent {
        Checks.path(path);
    }

    @Override
    public String type() {
        return "file";
    }

    @Override
    public Optional<Entry> inspect(RootfsProbe probe) {
        return probe.stat(path);
    }

    @Override
    public Plan diff(Optional<Entry> seen) {
        List<Remove> changes =
                seen.map(e -> new Remove(path, Kinds.of(e))).stream().toList();
        return Plan.of(changes, path + " does not exist");
    }
}
