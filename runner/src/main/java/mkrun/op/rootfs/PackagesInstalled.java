package mkrun.op.rootfs;

import java.util.ArrayList;
import java.util.List;
import mkrun.target.TargetException;
import mkrun.target.rootfs.RootfsProbe;
import mkrun.task.Plan;

/**
 * Alpine packages that are in the image because it wants them. The packages of all tasks of an image are solved
 * together and installed before its first task, as one {@code apk add} does, so this finds them there.
 *
 * @param names as in {@code /etc/apk/world}: a name, with {@code =}, {@code <}, {@code >}, {@code ~} and a version if
 *     wanted, or {@code !name}
 */
public record PackagesInstalled(List<String> names) implements RootfsOperation<List<String>> {
    public PackagesInstalled {
        names = List.copyOf(names);
        for (String name : names) {
            if (!name.matches("!?[A-Za-z0-9][^\\s]*")) {
                throw new IllegalArgumentException("'" + name + "' is not a package, format is name([<>~=]version)");
            }
        }
    }

    @Override
    public String type() {
        return "packages";
    }

    @Override
    public List<String> inspect(RootfsProbe probe) {
        String world = probe.text("/etc/apk/world").orElse("");
        return world.lines().flatMap(line -> List.of(line.split(" ")).stream()).toList();
    }

    @Override
    public Plan diff(List<String> seen) throws TargetException {
        List<String> missing = new ArrayList<>(names);
        missing.removeAll(seen);
        if (!missing.isEmpty()) {
            throw new TargetException("not installed: " + String.join(" ", missing)
                    + "; packages are installed when the image is built, before its first task");
        }
        return Plan.nothing(names.isEmpty() ? "no packages wanted" : String.join(" ", names) + ": installed");
    }
}
