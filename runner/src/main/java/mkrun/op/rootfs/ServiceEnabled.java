package mkrun.op.rootfs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mkrun.target.TargetException;
import mkrun.target.rootfs.Entry;
import mkrun.target.rootfs.RootfsChange;
import mkrun.target.rootfs.RootfsProbe;
import mkrun.task.Plan;

/**
 * An OpenRC service in a runlevel, or not in it: the link {@code /etc/runlevels/LEVEL/NAME -> /etc/init.d/NAME} that
 * {@code rc-update add} makes.
 *
 * @param name the service, as its script in {@code /etc/init.d} is called
 * @param runlevel an existing runlevel, usually {@code default}
 * @param enabled whether it is wanted there
 */
public record ServiceEnabled(String name, String runlevel, boolean enabled)
        implements RootfsOperation<ServiceEnabled.Seen> {

    /** What is there: whether the script exists, the runlevels, the names of services, the inode in the runlevel. */
    public record Seen(boolean script, List<String> runlevels, List<String> services, Optional<Entry> link) {}

    public ServiceEnabled {
        Checks.name("service", name);
        Checks.name("runlevel", runlevel);
    }

    @Override
    public String type() {
        return "service";
    }

    @Override
    public Seen inspect(RootfsProbe probe) {
        return new Seen(
                probe.follow(script()).filter(Entry::isFile).isPresent(),
                probe.list("/etc/runlevels"),
                probe.list("/etc/init.d"),
                probe.stat(link()));
    }

    @Override
    public Plan diff(Seen seen) throws TargetException {
        if (!enabled) {
            return Plan.of(
                    seen.link().map(e -> (RootfsChange) new Remove(link(), "service link")).stream()
                            .toList(),
                    name + " is not in runlevel " + runlevel);
        }
        if (!seen.script()) {
            throw new TargetException("no service '" + name + "': " + script() + " does not exist in the image"
                    + " (the script is often in a package of its own, " + name + "-openrc); there are: "
                    + String.join(" ", seen.services()));
        }
        if (!seen.runlevels().contains(runlevel)) {
            throw new TargetException(
                    "no runlevel '" + runlevel + "' in the image; there are: " + String.join(" ", seen.runlevels()));
        }
        if (seen.link().filter(e -> e.link().equals(script())).isPresent()) {
            return Plan.nothing(name + " is in runlevel " + runlevel);
        }
        List<RootfsChange> changes = new ArrayList<>();
        String summary = "add service " + name + " to runlevel " + runlevel;
        changes.add(new Put(link(), Entry.symlink(script()), summary, List.of(summary)));
        return Plan.of(changes, "");
    }

    private String script() {
        return "/etc/init.d/" + name;
    }

    private String link() {
        return "/etc/runlevels/" + runlevel + "/" + name;
    }
}
