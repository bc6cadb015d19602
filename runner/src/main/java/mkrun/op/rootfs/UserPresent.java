package mkrun.op.rootfs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import mkrun.target.TargetException;
import mkrun.target.rootfs.Accounts;
import mkrun.target.rootfs.Accounts.NewUser;
import mkrun.target.rootfs.Accounts.User;
import mkrun.target.rootfs.Entry;
import mkrun.target.rootfs.RootfsChange;
import mkrun.target.rootfs.RootfsProbe;
import mkrun.target.rootfs.RootfsTree;
import mkrun.task.Plan;

/**
 * A user in the image, without a password. Of a user that is there already, description, home and shell are changed and
 * groups added; another number or primary group is refused, since files of packages may belong to it.
 *
 * @param name its name
 * @param uid its number; empty for whatever it has, or the first free one
 * @param group primary group, which must exist; empty for a new one of the user's name, or {@code nogroup} for a
 *     system user
 * @param home its directory, made (0755, its own) if missing; empty for {@code /home/NAME}, none for a system user
 * @param shell empty for {@code /bin/sh}, {@code /sbin/nologin} for a system user
 * @param gecos free text, may be empty
 * @param system whether a new one's number is looked for from 100 on rather than from 1000
 * @param groups further groups, which must exist
 */
public record UserPresent(
        String name,
        OptionalInt uid,
        String group,
        String home,
        String shell,
        String gecos,
        boolean system,
        List<String> groups)
        implements RootfsOperation<UserPresent.Seen> {
    private static final String NO_HOME = "/dev/null";

    /** What is there: the user, its primary group's name, the wanted groups that it is no member of, those that are missing. */
    public record Seen(Optional<User> user, String primary, List<String> notMemberOf, List<String> missingGroups) {}

    public UserPresent {
        Checks.name("user", name);
        groups = List.copyOf(groups);
    }

    @Override
    public String type() {
        return "user";
    }

    @Override
    public Seen inspect(RootfsProbe probe) {
        Accounts accounts = Accounts.of(probe);
        Optional<User> user = accounts.user(name);
        String primary = user.flatMap(
                        u -> accounts.groups().filter(g -> g.gid() == u.gid()).findFirst())
                .map(Accounts.Group::name)
                .orElse("");
        List<String> needed = new ArrayList<>(groups);
        if (!group.isEmpty()) {
            needed.add(group);
        }
        return new Seen(
                user,
                primary,
                groups.stream().filter(g -> !isMember(accounts, g)).toList(),
                needed.stream().filter(g -> accounts.group(g).isEmpty()).toList());
    }

    private boolean isMember(Accounts accounts, String groupName) {
        return accounts.group(groupName).filter(g -> g.members().contains(name)).isPresent();
    }

    @Override
    public Plan diff(Seen seen) throws TargetException {
        if (!seen.missingGroups().isEmpty()) {
            throw new TargetException("the image has no group " + String.join(", ", seen.missingGroups())
                    + "; create it in an earlier task");
        }
        List<RootfsChange> changes = new ArrayList<>();
        if (seen.user().isPresent()) {
            changes.addAll(described(seen.user().get(), seen.primary()));
        } else {
            changes.add(new AccountChange("add user " + name + words(), this::add));
        }
        for (String more : seen.notMemberOf()) {
            changes.add(
                    new AccountChange("add user " + name + " to group " + more, (a, tree) -> a.addMember(name, more)));
        }
        return Plan.of(changes, "user " + name + " is as wanted");
    }

    private List<RootfsChange> described(User user, String primary) throws TargetException {
        refuse("uid", Integer.toString(user.uid()), uid.isPresent() ? Integer.toString(uid.getAsInt()) : "");
        refuse("group", primary, group);
        User wanted = new User(
                name,
                user.uid(),
                user.gid(),
                gecos.isEmpty() ? user.gecos() : gecos,
                home.isEmpty() ? user.home() : home,
                shell.isEmpty() ? user.shell() : shell);
        String summary = "change user %s: %s -> %s".formatted(name, line(user), line(wanted));
        return wanted.equals(user) ? List.of() : List.of(new AccountChange(summary, (a, tree) -> a.describe(wanted)));
    }

    private static String line(User user) {
        return String.join(":", user.gecos(), user.home(), user.shell());
    }

    private void refuse(String what, String has, String wanted) throws TargetException {
        if (!wanted.isEmpty() && !wanted.equals(has)) {
            throw new TargetException(
                    "user '" + name + "' has the " + what + " " + has + " in the image, " + wanted + " is wanted");
        }
    }

    private String words() {
        List<String> parts = new ArrayList<>();
        uid.ifPresent(number -> parts.add("uid " + number));
        if (!group.isEmpty()) {
            parts.add("group " + group);
        }
        parts.add("home " + wantedHome());
        parts.add("shell " + wantedShell());
        return " (" + String.join(", ", parts) + ")";
    }

    private void add(Accounts accounts, RootfsTree tree) {
        accounts.addUser(new NewUser(name, uid, group, system, gecos, wantedHome(), wantedShell()));
        User user = accounts.user(name).orElseThrow();
        if (!wantedHome().equals(NO_HOME) && tree.follow(wantedHome()).isEmpty()) {
            tree.mkdirs(wantedHome());
            tree.put(wantedHome(), Entry.directory(0755).withOwner(user.uid(), user.gid()));
        }
    }

    private String wantedHome() {
        if (!home.isEmpty()) {
            return home;
        }
        return system ? NO_HOME : "/home/" + name;
    }

    private String wantedShell() {
        if (!shell.isEmpty()) {
            return shell;
        }
        return system ? "/sbin/nologin" : "/bin/sh";
    }
}
