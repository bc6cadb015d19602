package mkrun.target.rootfs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/**
 * The users and groups of a root file system ({@code /etc/passwd}, {@code group}, {@code shadow}), changed as busybox's
 * adduser and addgroup change them. A working copy: nothing is written before {@link #writeTo}.
 *
 * <p>Changes that those programs refuse are refused with their words as {@link RootfsException}.
 */
public final class Accounts {
    /** The group of system users that name no other. */
    public static final String NOGROUP = "nogroup";

    private static final int FIRST_SYSTEM_ID = 100;
    private static final int LAST_SYSTEM_ID = 999;
    private static final int LAST_ID = 60_000;

    private final AccountFile passwd;
    private final AccountFile group;
    private final AccountFile shadow;
    private final OptionalLong day;

    /** A line of {@code /etc/passwd}. */
    public record User(String name, int uid, int gid, String gecos, String home, String shell) {}

    /** A line of {@code /etc/group}. */
    public record Group(String name, int gid, List<String> members) {
        public Group {
            members = List.copyOf(members);
        }
    }

    /**
     * A user to be made.
     *
     * @param uid the number wanted; empty for the first free one (system users from 100, others from 1000)
     * @param group the primary group, which must exist; empty for {@link #NOGROUP} (system users) or a new group of the
     *     user's name and number (others)
     * @param gecos free text; {@code Linux User,,,} is busybox's default
     * @param home absolute path; it is only recorded here, see {@link #createHome}
     */
    public record NewUser(
            String name, OptionalInt uid, String group, boolean system, String gecos, String home, String shell) {
        /** What busybox writes for a user without a description. */
        public static final String DEFAULT_GECOS = "Linux User,,,";
    }

    private Accounts(RootfsProbe probe, OptionalLong day) {
        this.passwd = new AccountFile(probe, "/etc/passwd");
        this.group = new AccountFile(probe, "/etc/group");
        this.shadow = new AccountFile(probe, "/etc/shadow");
        this.day = day;
    }

    /** The accounts as they are; new passwords get no day of change, so they do not age. */
    public static Accounts of(RootfsProbe probe) {
        return new Accounts(probe, OptionalLong.empty());
    }

    /**
     * The accounts as they are, at a given time.
     *
     * @param epochSeconds the image's time: new users' passwords count as changed on that day
     */
    public static Accounts of(RootfsProbe probe, long epochSeconds) {
        return new Accounts(probe, OptionalLong.of(Math.floorDiv(epochSeconds, 86_400L)));
    }

    /** The user of that name. */
    public Optional<User> user(String name) {
        return users().filter(user -> user.name().equals(name)).findFirst();
    }

    /** The group of that name. */
    public Optional<Group> group(String name) {
        return groups().filter(g -> g.name().equals(name)).findFirst();
    }

    /** The number of the user of that name. */
    public OptionalInt uid(String name) {
        return user(name).map(user -> OptionalInt.of(user.uid())).orElse(OptionalInt.empty());
    }

    /** The number of the group of that name. */
    public OptionalInt gid(String name) {
        return group(name).map(g -> OptionalInt.of(g.gid())).orElse(OptionalInt.empty());
    }

    /** All users in the file's order; lines that do not parse are left out. */
    public Stream<User> users() {
        return passwd.records(7).filter(r -> isId(r[2]) && isId(r[3])).map(Accounts::toUser);
    }

    /** All groups in the file's order; lines that do not parse are left out. */
    public Stream<Group> groups() {
        return group.records(4).filter(r -> isId(r[2])).map(Accounts::toGroup);
    }

    /**
     * Adds a group at the end of the file.
     *
     * @param gid the number wanted; empty for the first free one
     * @param system whether the first free number is looked for from 100 on rather than from 1000
     * @return its number
     */
    public int addGroup(String name, OptionalInt gid, boolean system) {
        checkName("group", name);
        if (group(name).isPresent()) {
            throw new RootfsException("group '" + name + "' in use");
        }
        int id = freeId("gid", gid, system, candidate -> groups().anyMatch(g -> g.gid() == candidate));
        require(group).append(name + ":x:" + id + ":");
        return id;
    }

    /**
     * Adds a user at the end of the files and to the members of the group it names.
     *
     * @return its number
     */
    public int addUser(NewUser user) {
        String name = user.name();
        checkName("user", name);
        Stream.of(user.gecos(), user.home(), user.shell()).forEach(Accounts::checkField);
        String primary = user.group().isEmpty() && user.system() ? NOGROUP : user.group();
        OptionalInt gid = primary.isEmpty() ? OptionalInt.empty() : OptionalInt.of(existingGroup(primary));
        if (user(name).isPresent()) {
            throw new RootfsException("user '" + name + "' in use");
        }
        int uid = freeId(
                "uid",
                user.uid(),
                user.system(),
                candidate -> users().anyMatch(u -> u.uid() == candidate)
                        || (gid.isEmpty() && groups().anyMatch(g -> g.gid() == candidate)));
        if (gid.isEmpty() && group(name).isPresent()) {
            throw new RootfsException("group '" + name + "' in use");
        }
        require(passwd)
                .append(String.join(
                        ":",
                        List.of(
                                name,
                                "x",
                                Integer.toString(uid),
                                Integer.toString(gid.orElse(uid)),
                                user.gecos(),
                                user.home(),
                                user.shell())));
        if (shadow.exists()) {
            shadow.append(name + ":!:" + (day.isPresent() ? day.getAsLong() : "") + ":0:99999:7:::");
        }
        if (gid.isPresent()) {
            addMember(name, primary);
        } else {
            addGroup(name, OptionalInt.of(uid), false);
        }
        return uid;
    }

    /** Adds a user to the members of a group; nothing happens if it is one already. Both must exist. */
    public void addMember(String user, String groupName) {
        if (user(user).isEmpty()) {
            throw new RootfsException("unknown user " + user);
        }
        existingGroup(groupName);
        Group found = group(groupName).orElseThrow();
        if (found.members().contains(user)) {
            return;
        }
        String[] record = group.record(groupName, 4).orElseThrow();
        String members = record[3].isEmpty() ? user : record[3] + "," + user;
        group.replace(groupName, groupName + ":" + record[1] + ":" + record[2] + ":" + members);
    }

    /**
     * Changes what a user's line says beside name and numbers; the home directory itself is not moved.
     *
     * @param user an existing user with the wanted description, home and shell
     */
    public void describe(User user) {
        if (user(user.name()).isEmpty()) {
            throw new RootfsException("unknown user " + user.name());
        }
        Stream.of(user.gecos(), user.home(), user.shell()).forEach(Accounts::checkField);
        String[] record = passwd.record(user.name(), 7).orElseThrow();
        record[4] = user.gecos();
        record[5] = user.home();
        record[6] = user.shell();
        passwd.replace(user.name(), String.join(":", record));
    }

    /** The texts of the files that have changed, by absolute path, without their backups. */
    public Map<String, String> changedFiles() {
        Map<String, String> changed = new LinkedHashMap<>();
        Stream.of(passwd, group, shadow).filter(AccountFile::changed).forEach(f -> changed.put(f.path(), f.text()));
        return changed;
    }

    /** Writes the changed files, each with the state before the last change beside it ({@code passwd-}, …). */
    public void writeTo(RootfsTree tree) {
        Stream.of(passwd, group, shadow).forEach(f -> f.writeTo(tree));
    }

    /**
     * Makes a user's home as adduser does: mode 02755 and the user's own, also if the directory was there before; no
     * home below {@code /dev} or where the parent directory is missing.
     *
     * @throws RootfsException if {@code /etc/skel} has files, which mkrun does not copy
     */
    public static void createHome(RootfsTree tree, User user) {
        if (user.home().startsWith("/dev/")) {
            return; // /dev/null is a home for nobody, and its nodes are the runtime's
        }
        Optional<Entry> home = tree.follow(user.home());
        if (home.isEmpty()) {
            int slash = user.home().lastIndexOf('/');
            if (tree.follow(user.home().substring(0, Math.max(slash, 0)))
                    .filter(Entry::isDirectory)
                    .isEmpty()) {
                return;
            }
            if (!tree.list("/etc/skel").isEmpty()) {
                throw new RootfsException("/etc/skel has files for the home of " + user.name()
                        + ", which mkrun does not copy: empty it, or make the home with a task");
            }
            tree.put(user.home(), Entry.directory(0755));
        }
        tree.update(user.home(), e -> e.withOwner(user.uid(), user.gid()).withMode(02755));
    }

    private int existingGroup(String name) {
        return gid(name).orElseThrow(() -> new RootfsException("unknown group " + name));
    }

    private static int freeId(String what, OptionalInt wanted, boolean system, IntPredicate taken) {
        if (wanted.isPresent()) {
            if (taken.test(wanted.getAsInt())) {
                throw new RootfsException(what + " '" + wanted.getAsInt() + "' in use");
            }
            return wanted.getAsInt();
        }
        int last = system ? LAST_SYSTEM_ID : LAST_ID;
        for (int id = system ? FIRST_SYSTEM_ID : LAST_SYSTEM_ID + 1; id <= last; id++) {
            if (!taken.test(id)) {
                return id;
            }
        }
        throw new RootfsException("no " + what + "s left");
    }

    private static AccountFile require(AccountFile file) {
        if (!file.exists()) {
            throw new RootfsException(file.path() + " does not exist");
        }
        return file;
    }

    private static void checkName(String what, String name) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_.-]*[$]?")) {
            throw new RootfsException("illegal " + what + " name '" + name + "'");
        }
    }

    private static void checkField(String value) {
        if (value.chars().anyMatch(c -> c == ':' || c < ' ')) {
            throw new RootfsException("'" + value + "' holds a colon or a control character");
        }
    }

    private static User toUser(String[] r) {
        return new User(r[0], Integer.parseInt(r[2]), Integer.parseInt(r[3]), r[4], r[5], r[6]);
    }

    private static Group toGroup(String[] r) {
        return new Group(
                r[0],
                Integer.parseInt(r[2]),
                r[3].isEmpty() ? List.of() : Stream.of(r[3].split(",")).toList());
    }

    private static boolean isId(String text) {
        return text.matches("\\d{1,9}");
    }
}
