package mkrun.op.rootfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Stream;
import mkrun.target.Change;
import mkrun.target.Content;
import mkrun.target.Progress;
import mkrun.target.TargetException;
import mkrun.target.rootfs.Entry;
import mkrun.target.rootfs.RootfsProbe;
import mkrun.target.rootfs.RootfsTarget;
import mkrun.target.rootfs.RootfsTree;
import mkrun.task.Operation;
import mkrun.task.Plan;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class RootfsOperationsTest {
    private static final String INITTAB = """
            # /etc/inittab
            ::sysinit:/sbin/openrc sysinit
            tty1::respawn:/sbin/getty 38400 tty1
            tty2::respawn:/sbin/getty 38400 tty2
            ::shutdown:/sbin/openrc shutdown
            """;

    private final RootfsTree tree = tree();

    private record Case(String name, Operation<RootfsProbe, ?> operation, List<String> summaries) {}

    private static List<Case> cases() {
        Content hello = Content.text("hello\n");
        return List.of(
                new Case(
                        "new file",
                        new FilePresent("/etc/motd.d/hello", hello, 0640, "root", "www"),
                        List.of("create directory /etc/motd.d", "create /etc/motd.d/hello (0640 0:82, 6 bytes)")),
                new Case(
                        "other content",
                        new FilePresent("/etc/motd", hello, 0644, "root", "root"),
                        List.of("write /etc/motd (0644 0:0, 6 bytes)")),
                new Case(
                        "other mode and owner",
                        new FilePresent("/etc/motd", Content.text("welcome\n"), 04755, "www", "82"),
                        List.of("chown /etc/motd: 0:0 -> 82:82", "chmod /etc/motd: 0644 -> 4755")),
                new Case(
                        "file in place of a link",
                        new FilePresent("/bin/sh", hello, 0755, "root", "root"),
                        List.of("replace the symbolic link /bin/sh (0755 0:0, 6 bytes)")),
                new Case("file away", new FileAbsent("/etc/motd"), List.of("remove file /etc/motd")),
                new Case("directory away", new FileAbsent("/etc/init.d"), List.of("remove directory /etc/init.d")),
                new Case(
                        "new directory",
                        new DirectoryPresent("/srv/www/htdocs", 0750, "www", "www"),
                        List.of(
                                "create directory /srv",
                                "create directory /srv/www",
                                "create directory /srv/www/htdocs (0750 82:82)")),
                new Case(
                        "other directory mode",
                        new DirectoryPresent("/etc", 0700, "root", "root"),
                        List.of("chmod /etc: 0755 -> 0700")),
                new Case(
                        "new link",
                        new SymlinkPresent("/usr/local/bin/now", "../../bin/date"),
                        List.of(
                                "create directory /usr",
                                "create directory /usr/local",
                                "create directory /usr/local/bin",
                                "link /usr/local/bin/now -> ../../bin/date")),
                new Case(
                        "other link",
                        new SymlinkPresent("/bin/sh", "/bin/bash"),
                        List.of("link /bin/sh -> /bin/bash (was /bin/busybox)")),
                new Case(
                        "line appended",
                        new LineInFile("/etc/motd", "bye", "", true, false),
                        List.of("edit /etc/motd")),
                new Case(
                        "line replaced",
                        new LineInFile("/etc/motd", "WELCOME", "^wel", true, false),
                        List.of("edit /etc/motd")),
                new Case("line away", new LineInFile("/etc/motd", "", "^wel", false, false), List.of("edit /etc/motd")),
                new Case(
                        "line in a new file",
                        new LineInFile("/etc/hostname", "alp", "", true, true),
                        List.of("create /etc/hostname")),
                new Case(
                        "rc.conf",
                        new RcConf(Map.of("rc_sys", "vserver"), List.of("unset -f f")),
                        List.of("edit /etc/rc.conf")),
                new Case("getty off", new InittabEntry("tty1", "", "respawn", "", false), List.of("edit /etc/inittab")),
                new Case(
                        "inittab line",
                        new InittabEntry("", "", "respawn", "/sbin/syslogd -n", true),
                        List.of("edit /etc/inittab")),
                new Case(
                        "service on",
                        new ServiceEnabled("sshd", "default", true),
                        List.of("add service sshd to runlevel default")),
                new Case(
                        "service off",
                        new ServiceEnabled("hwclock", "default", false),
                        List.of("remove service link /etc/runlevels/default/hwclock")),
                new Case(
                        "group",
                        new GroupPresent("app", OptionalInt.of(500), true),
                        List.of("add group app (gid 500)")),
                new Case(
                        "user",
                        new UserPresent("app", OptionalInt.empty(), "www", "/srv/app", "", "", true, List.of("tty")),
                        List.of(
                                "add user app (group www, home /srv/app, shell /sbin/nologin)",
                                "add user app to group tty")),
                new Case(
                        "other shell",
                        new UserPresent("root", OptionalInt.of(0), "root", "", "/bin/bash", "", false, List.of()),
                        List.of("change user root: root:/root:/bin/ash -> root:/root:/bin/bash")));
    }

    /** Each case plans these changes, plans them again as long as nobody applies them, and none after that. */
    @TestFactory
    Stream<DynamicTest> secondRunChangesNothing() {
        return cases().stream()
                .map(c -> DynamicTest.dynamicTest(c.name(), () -> {
                    RootfsTree own = tree();
                    Plan plan = plan(c.operation(), own);
                    assertThat(plan.changes()).extracting(Change::summary).isEqualTo(c.summaries());
                    assertThat(plan(c.operation(), own).changes())
                            .extracting(Change::summary)
                            .isEqualTo(c.summaries());
                    assertThat(plan.changes())
                            .allSatisfy(change -> assertThat(change.diff()).isNotEmpty());
                    new RootfsTarget(own).apply(plan.changes(), Progress.NONE);
                    assertThat(plan(c.operation(), own).changes()).isEmpty();
                    assertThat(plan(c.operation(), own).reason()).isNotBlank();
                }));
    }

    @Test
    void writingAFileLeavesItsOtherHardLinksAlone() throws Exception {
        tree.link("/etc/motd.orig", "/etc/motd");
        apply(new FilePresent("/etc/motd", Content.text("new\n"), 0644, "root", "root"));
        assertThat(tree.text("/etc/motd.orig")).contains("welcome\n");
    }

    @Test
    void aLineReplacesTheLastThatMatches() throws Exception {
        tree.put("/etc/x", Entry.file(Content.text("a=1\nb\na=2\n"), 0600).withOwner(7, 8));
        apply(new LineInFile("/etc/x", "a=3", "^a=", true, false));
        assertThat(tree.text("/etc/x")).contains("a=1\nb\na=3\n");
        assertThat(tree.stat("/etc/x"))
                .map(e -> e.mode() + " " + e.uid() + ":" + e.gid())
                .contains(0600 + " 7:8");
    }

    @Test
    void anExpressionWithoutMatchDoesNotAppendALineThatIsThere() throws Exception {
        tree.put("/etc/x", Entry.file(Content.text("done\n"), 0644));
        assertThat(plan(new LineInFile("/etc/x", "done", "^todo", true, false), tree)
                        .changes())
                .isEmpty();
    }

    @Test
    void rcConfReplacesTheAssignmentThatCountsAndKeepsComments() throws Exception {
        apply(new RcConf(Map.of("rc_tty_number", "1", "rc_sys", "vserver"), List.of("unset -f f")));
        assertThat(tree.text("/etc/rc.conf"))
                .contains("#rc_sys=\"\"\nrc_tty_number=\"1\"\nrc_sys=\"vserver\"\nunset -f f\n");
    }

    @Test
    void gettyLinesAreCommentedOut() throws Exception {
        apply(new InittabEntry("tty2", "", "respawn", "", false));
        assertThat(tree.text("/etc/inittab")).contains(INITTAB.replace("tty2::respawn", "#tty2::respawn"));
    }

    @Test
    void aTerminalsEntryIsReplaced() throws Exception {
        apply(new InittabEntry("tty1", "", "respawn", "/bin/sh", true));
        assertThat(tree.text("/etc/inittab")).contains(INITTAB.replace("/sbin/getty 38400 tty1", "/bin/sh"));
    }

    @Test
    void newUsersGetTheirHome() throws Exception {
        apply(new UserPresent("app", OptionalInt.of(700), "www", "/srv/app", "/bin/sh", "App", false, List.of("tty")));
        assertThat(tree.stat("/srv/app")).map(e -> e.uid() + ":" + e.gid()).contains("700:82");
        assertThat(tree.text("/etc/passwd").orElseThrow()).endsWith("app:x:700:82:App:/srv/app:/bin/sh\n");
        assertThat(tree.text("/etc/group").orElseThrow()).contains("tty:x:5:app\n");
    }

    @Test
    void refusalsSayWhy() {
        refuses(
                new FilePresent("/etc", Content.EMPTY, 0644, "root", "root"),
                "/etc is a directory in the image, a file is wanted");
        refuses(
                new FilePresent("/x", Content.EMPTY, 0644, "nobody", "root"),
                "the image has no user 'nobody'; create it in an earlier task, or take one that a package brings");
        refuses(
                new FilePresent("/etc/motd/x", Content.EMPTY, 0644, "root", "root"),
                "/etc/motd/x cannot be made: /etc/motd is no directory");
        refuses(
                new DirectoryPresent("/etc/motd", 0755, "root", "root"),
                "/etc/motd is a file in the image, a directory is wanted");
        refuses(
                new SymlinkPresent("/etc/motd", "x"),
                "/etc/motd is a file in the image, a symbolic link is wanted; remove it in an earlier task");
        refuses(
                new LineInFile("/etc/none", "x", "", true, false),
                "/etc/none does not exist in the image; say create: true to make it");
        refuses(
                new ServiceEnabled("nginx", "default", true),
                "no service 'nginx': /etc/init.d/nginx does not exist in the image (the script is often in a package of"
                        + " its own, nginx-openrc); there are: hwclock sshd");
        refuses(new ServiceEnabled("sshd", "boot", true), "no runlevel 'boot' in the image; there are: default");
        refuses(
                new GroupPresent("www", OptionalInt.of(9), false),
                "group 'www' has gid 82 in the image, 9 is wanted; files of packages may belong to it, so it is not"
                        + " renumbered");
        refuses(
                new UserPresent("root", OptionalInt.of(1), "", "", "", "", false, List.of()),
                "user 'root' has the uid 0 in the image, 1 is wanted");
        refuses(
                new UserPresent("app", OptionalInt.empty(), "apps", "", "", "", false, List.of()),
                "the image has no group apps; create it in an earlier task");
        refuses(
                new PackagesInstalled(List.of("nginx")),
                "not installed: nginx; packages are installed when the image is built, before its first task");
    }

    @Test
    void badArgumentsAreRefusedWhenTheyAreWritten() {
        assertThatThrownBy(() -> new FilePresent("etc/motd", Content.EMPTY, 0644, "root", "root"))
                .hasMessage("path 'etc/motd' is not absolute; write '/etc/motd'");
        assertThatThrownBy(() -> new FilePresent("/a/../b", Content.EMPTY, 0644, "root", "root"))
                .hasMessageContaining("must not contain '..'");
        assertThatThrownBy(() -> new DirectoryPresent("/a", 0100755, "root", "root"))
                .hasMessageContaining("has bits beyond 07777");
        assertThatThrownBy(() -> new LineInFile("/a", "x", "(", true, false)).hasMessageContaining("regexp '('");
        assertThatThrownBy(() -> new RcConf(Map.of("rc_sys", "a\"b"), List.of()))
                .hasMessageContaining("must not contain");
        assertThatThrownBy(() -> new InittabEntry("tty1", "", "respwan", "/bin/sh", true))
                .hasMessageContaining("action 'respwan' is none of");
        assertThatThrownBy(() -> new PackagesInstalled(List.of("two words")))
                .hasMessage("'two words' is not a package, format is name([<>~=]version)");
    }

    private void refuses(Operation<RootfsProbe, ?> operation, String message) {
        assertThatThrownBy(() -> plan(operation, tree))
                .isInstanceOf(TargetException.class)
                .hasMessage(message);
    }

    private void apply(Operation<RootfsProbe, ?> operation) throws TargetException {
        new RootfsTarget(tree).apply(plan(operation, tree).changes(), Progress.NONE);
    }

    private static <S> Plan plan(Operation<RootfsProbe, S> operation, RootfsTree tree) throws TargetException {
        return operation.diff(operation.inspect(tree));
    }

    private static RootfsTree tree() {
        RootfsTree tree = new RootfsTree();
        Consumer<String> directory = tree::mkdirs;
        Stream.of("/bin", "/etc/init.d", "/etc/runlevels/default").forEach(directory);
        tree.put("/bin/sh", Entry.symlink("/bin/busybox"));
        tree.put("/etc/motd", Entry.file(Content.text("welcome\n"), 0644));
        tree.put("/etc/inittab", Entry.file(Content.text(INITTAB), 0644));
        tree.put("/etc/rc.conf", Entry.file(Content.text("#rc_sys=\"\"\nrc_tty_number=12\n"), 0644));
        tree.put("/etc/init.d/sshd", Entry.file(Content.text("#!/sbin/openrc-run\n"), 0755));
        tree.put("/etc/init.d/hwclock", Entry.file(Content.text("#!/sbin/openrc-run\n"), 0755));
        tree.put("/etc/runlevels/default/hwclock", Entry.symlink("/etc/init.d/hwclock"));
        tree.put(
                "/etc/passwd",
                Entry.file(Content.text("root:x:0:0:root:/root:/bin/ash\nwww:x:82:82::/:/bin/false\n"), 0644));
        tree.put("/etc/group", Entry.file(Content.text("root:x:0:\ntty:x:5:\nwww:x:82:\n"), 0644));
        tree.put("/etc/shadow", Entry.file(Content.text("root:::0:::::\n"), 0640));
        return tree;
    }
}
