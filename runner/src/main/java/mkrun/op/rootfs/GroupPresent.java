package mkrun.op.rootfs;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import mkrun.target.TargetException;
import mkrun.target.rootfs.Accounts;
import mkrun.target.rootfs.RootfsProbe;
import mkrun.task.Plan;

/**
 * A group in the image's {@code /etc/group}.
 *
 * @param name its name
 * @param gid its number; empty for whatever it has, or the first free one
 * @param system whether a new one's number is looked for from 100 on rather than from 1000
 */
public record GroupPresent(String name, OptionalInt gid, boolean system)
        implements RootfsOperation<Optional<Accounts.Group>> {
    public GroupPresent {
        Checks.name("group", name);
    }

    @Override
    public String type() {
        return "group";
    }

    @Override
    public Optional<Accounts.Group> inspect(RootfsProbe probe) {
        return Accounts.of(probe).group(name);
    }

    @Override
    public Plan diff(Optional<Accounts.Group> seen) throws TargetException {
        if (seen.isEmpty()) {
            String number = gid.isPresent() ? " (gid " + gid.getAsInt() + ")" : "";
            return Plan.of(
                    List.of(new AccountChange(
                            "add group " + name + number, (a, tree) -> a.addGroup(name, gid, system))),
                    "");
        }
        if (gid.isPresent() && gid.getAsInt() != seen.get().gid()) {
            throw new TargetException(
                    "group '" + name + "' has gid " + seen.get().gid() + " in the image, " + gid.getAsInt()
                            + " is wanted; files of packages may belong to it, so it is not renumbered");
        }
        return Plan.nothing("group " + name + " exists");
    }
}
