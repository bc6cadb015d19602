package mkrun.playbook;

import static mkrun.playbook.PlaybookFixture.names;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import mkrun.image.Architecture;
import mkrun.op.Debug;
import mkrun.op.image.ImageDefinition;
import mkrun.op.rootfs.DirectoryPresent;
import mkrun.op.rootfs.FileAbsent;
import mkrun.op.rootfs.FilePresent;
import mkrun.op.rootfs.GroupPresent;
import mkrun.op.rootfs.InittabEntry;
import mkrun.op.rootfs.LineInFile;
import mkrun.op.rootfs.PackagesInstalled;
import mkrun.op.rootfs.RcConf;
import mkrun.op.rootfs.ServiceEnabled;
import mkrun.op.rootfs.SymlinkPresent;
import mkrun.op.rootfs.UserPresent;
import mkrun.op.router.Adoption;
import mkrun.op.router.Anchor;
import mkrun.op.router.RouterEntries;
import mkrun.op.router.RouterEntry;
import mkrun.op.router.RouterFixed;
import mkrun.op.router.RouterSettings;
import mkrun.routeros.Menus;
import mkrun.target.Content;
import mkrun.task.Operation;
import mkrun.task.Play;
import mkrun.task.Task;
import mkrun.task.Transaction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaybookLoaderTest {
    @TempDir
    private Path dir;

    private PlaybookFixture fixture;

    @BeforeEach
    void folder() {
        fixture = new PlaybookFixture(dir);
    }

    private List<Task> imageTasks(String block) throws PlaybookException {
        return fixture.load("image('i') {\n    alpine '3.20'\n" + block + "}\n")
                .images()
                .get("i")
                .tasks(Architecture.ARM64);
    }

    private Play.HostTasks hostTasks(String tasks, String host) throws PlaybookException {
        Playbook playbook = fixture.load("""
                image('i') { alpine '3.20'; roles 'web' }
                play('p') {
                    hosts 'all'
                    tags 'all-of-it'
                    vars ntp_port: 123
                    tasks {
                %s
                    }
                    handlers { handler('reload') { debug "reload ${host.name}" } }
                }
                """.formatted(tasks));
        return playbook.plays().get(0).hosts().get(host);
    }

    private static List<Operation<?, ?>> operations(List<Task> tasks) {
        return tasks.stream().<Operation<?, ?>>map(Task::operation).toList();
    }

    @Test
    void rootfsWordsBecomeOperationsInTheirOrder() throws PlaybookException {
        fixture.file("files/motd", "from a file\n");
        List<Task> tasks = imageTasks("""
                packages 'openssh', 'nginx>=1.24'
                packages([])
                file '/etc/motd', source: 'motd'
                file '/etc/issue', content: "for ${architecture}\\n", mode: '0600', owner: 'www', group: 'www'
                file '/etc/old', present: false
                directory '/srv', mode: 01777
                symlink '/etc/localtime', to: '/usr/share/zoneinfo/UTC'
                lineInFile '/etc/profile', line: 'umask 027', regexp: '^umask'
                group 'www', gid: 82
                user 'www', group: 'www', system: true, groups: ['adm']
                service 'sshd'
                service 'crond', enabled: false
                rcConf rc_sys: 'docker', rc_parallel: 'NO'
                inittab id: 'tty1', action: 'respawn', present: false
                debug 'done'
                """);
        assertThat(operations(tasks))
                .containsExactly(
                        new PackagesInstalled(List.of("openssh", "nginx>=1.24")),
                        new FilePresent("/etc/motd", Content.text("from a file\n"), 0644, "root", "root"),
                        new FilePresent("/etc/issue", Content.text("for arm64\n"), 0600, "www", "www"),
                        new FileAbsent("/etc/old"),
                        new DirectoryPresent("/srv", 01777, "root", "root"),
                        new SymlinkPresent("/etc/localtime", "/usr/share/zoneinfo/UTC"),
                        new LineInFile("/etc/profile", "umask 027", "^umask", true, false),
                        new GroupPresent("www", OptionalInt.of(82), false),
                        new UserPresent("www", OptionalInt.empty(), "www", "", "", "", true, List.of("adm")),
                        new ServiceEnabled("sshd", "default", true),
                        new ServiceEnabled("crond", "default", false),
                        new RcConf(Map.of("rc_sys", "docker", "rc_parallel", "NO"), List.of()),
                        new InittabEntry("tty1", "", "respawn", "", false),
                        new Debug("done"));
        assertThat(tasks.get(0).id().position()).hasToString(dir.toAbsolutePath() + "/site.groovy:3");
        assertThat(names(tasks)).startsWith("packages openssh, nginx>=1.24", "file /etc/motd");
    }

    @Test
    void tasksOfATransactionBelongTogetherAndAContainersOwnOnlyByTheWay() throws PlaybookException {
        fixture.file("roles/web/tasks/rootfs.groovy", "packages 'nginx'\n");
        List<Task> tasks = hostTasks("""
                        routeros '/system/identity', set: [name: 'a']
                        transaction('dns') { routeros '/ip/dns', set: [servers: '9.9.9.9'] }
                        container('c') { image 'i'; address '172.17.0.2/24' }
                        """, "r1").tasks();
        assertThat(tasks.get(0).transaction()).isEmpty();
        assertThat(tasks.get(1).transaction()).contains(new Transaction("dns", false));
        assertThat(tasks)
                .filteredOn(t -> t.transaction().equals(Optional.of(new Transaction("container c", true))))
                .extracting(t -> t.id().name())
                .contains("upload image i", "import image i", "container c")
                .doesNotContain("what c has replaced");
    }

    /** What one of them fails with is no reason to take back another that was complete. */
    @Test
    void transactionsOfOneNameAreOneEach() throws PlaybookException {
        fixture.file("roles/web/tasks/rootfs.groovy", "packages 'nginx'\n");
        List<Task> tasks = hostTasks("""
                        for (n in 1..2) {
                            transaction('dns') {
                                routeros '/ip/dns', set: [servers: "9.9.9.$n".toString()]
                                routeros '/ip/dns', set: ['allow-remote-requests': true]
                            }
                        }
                        """, "r1").tasks();
        assertThat(tasks).extracting(t -> t.transaction().get().name()).containsOnly("dns");
        assertThat(tasks.get(0).transaction()).isEqualTo(tasks.get(1).transaction());
        assertThat(tasks.get(2).transaction())
                .isEqualTo(tasks.get(3).transaction())
                .isNotEqualTo(tasks.get(0).transaction());
    }

    @Test
    void whatATransactionHasReplacedGoesWhenItIsComplete() throws PlaybookException {
        fixture.file("roles/web/tasks/rootfs.groovy", "packages 'nginx'\n");
        List<Task> tasks = hostTasks("""
                        transaction('all') {
                            container('c') { image 'i'; address '172.17.0.2/24' }
                            routeros '/ip/dns', set: [servers: '9.9.9.9']
                        }
                        routeros '/system/identity', set: [name: 'a']
                        """, "r1").tasks();
        List<Task> inside =
                tasks.stream().filter(t -> t.transaction().isPresent()).toList();
        assertThat(inside).extracting(t -> t.transaction().get()).containsOnly(new Transaction("all", false));
        assertThat(tasks.get(inside.size()).id().name()).isEqualTo("what c has replaced");
        assertThat(tasks.get(inside.size() + 1).id().name()).isEqualTo("routeros /system/identity");
    }

    @Test
    void tasksOfALoopAreToldApartByTheirOccurrence() throws PlaybookException {
        List<Task> tasks = imageTasks("['a', 'b'].each { name -> service name, runlevel: 'boot' }\n"
                + "task('both') { for (name in ['a', 'b']) { service name } }\n");
        assertThat(tasks)
                .extracting(t -> t.id().name() + " " + t.id().occurrence())
                .containsExactly("service a 0", "service b 0", "both 0", "both 1");
    }

    @Test
    void rolesGoBeforeTheImagesOwnTasksAndAfterWhatTheyDependOn() throws PlaybookException {
        fixture.file("roles/base/tasks/rootfs.groovy", "packages 'openrc'\n");
        fixture.file("roles/web/meta/main.yml", "description: a web server\ndependencies: [base]\n");
        fixture.file("roles/web/defaults/main.yml", "web_root: /srv/www\nweb_user: www\n");
        fixture.file("roles/web/vars/main.groovy", "vars web_user: 'web'\n");
        fixture.file(
                "roles/web/tasks/rootfs.groovy", "directory vars.string('web_root'), owner: vars.string('web_user')\n");
        List<Task> tasks = imageTasks("packages 'mc'\n roles 'web', 'base'\n vars web_root: '/www'\n");
        assertThat(names(tasks)).containsExactly("base : packages openrc", "web : directory /www", "packages mc");
        assertThat(tasks.get(1).operation()).isEqualTo(new DirectoryPresent("/www", 0755, "web", "root"));
        assertThat(tasks.get(1).id().position()).hasToString(dir.toAbsolutePath() + "/roles/web/tasks/rootfs.groovy:1");
    }

    @Test
    void anImageSaysAllThatItsConfigHolds() throws PlaybookException {
        ImageDefinition image = fixture.load("""
                        image('i') {
                            alpine '3.20'
                            repositories '../mine', 'https://example.net/alpine'
                            keys 'keys'
                            env TZ: 'Europe/Berlin', WORKERS: 4
                            label 'org.example': 'x'
                            command '/sbin/init', '-v'
                        }
                        """).images().get("i");
        assertThat(image.repositories())
                .containsExactly(
                        "https://dl-cdn.alpinelinux.org/alpine/v3.20/main",
                        "https://dl-cdn.alpinelinux.org/alpine/v3.20/community",
                        dir.toAbsolutePath().resolveSibling("mine").toString(),
                        "https://example.net/alpine");
        assertThat(image.keysDir())
                .isEqualTo(dir.toAbsolutePath().resolve("keys").toString());
        assertThat(image.env()).isEqualTo(Map.of("TZ", "Europe/Berlin", "WORKERS", "4"));
        assertThat(image.labels()).isEqualTo(Map.of("org.example", "x"));
        assertThat(image.command()).containsExactly("/sbin/init", "-v");
    }

    @Test
    void tasksAreEvaluatedForEachHostWithItsVariables() throws PlaybookException {
        fixture.file("roles/web/tasks/rootfs.groovy", "");
        String tasks = """
                if ('attic' in host.groups) {
                    debug "shelf ${vars.string('shelf')}"
                }
                task('time') {
                    routeros '/ip/dns', set: [servers: "${vars.string('ntp')}@vrf${vars.number('ntp_port')}"]
                    notify 'reload'
                    tags 'time'
                    ignoreErrors()
                }
                routeros '/ip/address', entry: [address: '192.0.2.9/24'], set: [interface: 'ether1']
                routeros '/ip/address', entry: [address: '192.0.2.8/24'], mark: 'old', present: false
                """;
        Play.HostTasks first = hostTasks(tasks, "r1");
        Play.HostTasks second = hostTasks(tasks, "r2");
        assertThat(operations(first.tasks()))
                .containsExactly(
                        new Debug("shelf top"),
                        new RouterSettings("/ip/dns", Map.of("servers", "192.0.2.1@vrf123")),
                        new RouterEntry(
                                "/ip/address",
                                Map.of("address", "192.0.2.9/24"),
                                Map.of("interface", "ether1"),
                                "192.0.2.9/24",
                                true),
                        new RouterEntry("/ip/address", Map.of("address", "192.0.2.8/24"), Map.of(), "old", false));
        assertThat(operations(second.tasks()))
                .startsWith(new RouterSettings("/ip/dns", Map.of("servers", "192.0.2.2@vrf123")));
    }

    @Test
    void rowsOfAnOwnerAreNamedByTheKeysOfTheirMenuOrByTheirMark() throws PlaybookException {
        fixture.file("roles/web/tasks/rootfs.groovy", "");
        String tasks = """
                routeros '/ip/service', entry: [name: 'telnet'], set: [disabled: true]
                routeros '/ip/firewall/address-list', owner: 'lan', adopt: true,
                    entries: [[list: 'admins', address: '192.0.2.0/24', comment: 'home']]
                routeros '/ip/firewall/filter', owner: 'web', before: [comment: 'drop'],
                    entries: [[mark: 'http', chain: 'input', action: 'accept']]
                routeros '/ip/dns/static', owner: 'web', prune: false, adopt: ['old', 'older'], entries: [[name: 'a']]
                """;
        assertThat(operations(hostTasks(tasks, "r1").tasks()))
                .containsExactly(
                        new RouterFixed("/ip/service", Map.of("name", "telnet"), Map.of("disabled", true)),
                        new RouterEntries(
                                "/ip/firewall/address-list",
                                "@lan",
                                List.of(new RouterEntry(
                                        "/ip/firewall/address-list",
                                        Map.of("list", "admins", "address", "192.0.2.0/24"),
                                        Map.of("comment", "home"),
                                        "@lan/admins 192.0.2.0/24",
                                        true,
                                        true))),
                        new RouterEntries(
                                "/ip/firewall/filter",
                                "@web",
                                List.of(new RouterEntry(
                                        "/ip/firewall/filter",
                                        Map.of("chain", "input", "action", "accept"),
                                        Map.of(),
                                        "@web/http",
                                        true)),
                                new Anchor(true, Map.of("comment", "drop"))),
                        new RouterEntries(
                                Menus.standard().menu("/ip/dns/static").orElseThrow(),
                                "@web",
                                List.of(new RouterEntry(
                                        Menus.standard().menu("/ip/dns/static").orElseThrow(),
                                        Map.of("name", "a"),
                                        Map.of(),
                                        "@web/a",
                                        true,
                                        Adoption.from(List.of("old", "older")))),
                                Anchor.NONE,
                                false));
    }

    @Test
    void whatSurroundsATaskIsInherited() throws PlaybookException {
        fixture.file("roles/web/tasks/rootfs.groovy", "");
        Task task = hostTasks("""
                        task('time') {
                            debug 'x'
                            notify 'reload'
                            tags 'time'
                            ignoreErrors()
                            commitConfirm('2m')
                            when { facts -> facts.version == '7.20.8' && host.name == 'r1' }
                        }
                        """, "r1").tasks().get(0);
        assertThat(task.tags()).isEqualTo(Set.of("all-of-it", "time"));
        assertThat(task.notifies()).containsExactly("reload");
        assertThat(task.ignoreErrors()).isTrue();
        assertThat(task.commitConfirm()).contains(Duration.ofMinutes(2));
        assertThat(task.when().test(Map.of("version", "7.20.8"))).isTrue();
        assertThat(task.when().test(Map.of("version", "7.16.2"))).isFalse();
    }
}
