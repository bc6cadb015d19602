package mkrun.op.rootfs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mkrun.target.TargetException;
import mkrun.target.rootfs.Entry;
import mkrun.target.rootfs.RootfsProbe;
import mkrun.task.Plan;

/** The directories above a path that is to be made. */
final class Parents {
    private Parents() {}

    /**
     * Those that are missing, outermost first.
     *
     * @throws TargetException if one of them is there but is no directory
     */
    static List<String> missing(RootfsProbe probe, String path) throws TargetException {
        List<String> missing = new ArrayList<>();
        for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
            String parent = path.substring(0, slash);
            Optional<Entry> entry = probe.follow(parent);
            if (entry.isEmpty()) {
                missing.add(parent);
            } else if (!entry.get().isDirectory()) {
                throw new TargetException(path + " cannot be made: " + parent + " is no directory");
            }
        }
        return missing;
    }

    /** Makes these, then what is wanted below them. */
    static Plan then(List<String> missing, Put wanted) {
        return Plan.of(
                Stream.concat(missing.stream().map(Put::parent), Stream.of(wanted))
                        .toList(),
                "");
    }
}
