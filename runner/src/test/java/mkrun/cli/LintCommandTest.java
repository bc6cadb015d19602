package mkrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mkrun.lab.LabConfig;
import mkrun.lab.LabRouter;
import mkrun.lab.LabSpeeds;
import mkrun.routeros.RouterosVersion;
import mkrun.testing.Golden;
import mkrun.testing.Needs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LintCommandTest {
    private static final String SITE = """
            play('routers') {
                hosts 'all'
                tasks {
                    task('name service') {
                        tags 'dns'
                        routeros '/ip/dns', set: ['mdns-repeat-ifaces': 'ether1', servers: '9.9.9.9']
                    }
                    task('bridge') {
                        when { facts -> facts.architecture == 'arm' }
                        routeros '/interface/bridge', entry: [name: 'b'], set: ['port-cost-mode': 'short']
                    }
                    routeros '/container/mounts', entry: [list: 'web', dst: '/data'], set: [src: 'usb1/d', mode: 'ro']
                }
            }
            """;

    private static final String WRONG = """
            play('routers') {
                hosts 'all'
                tasks {
                    routeros '/interface/bridge', entry: [name: 'b'], set: [pvid: 4095, 'ageing-time': 'long', pvd: 1]
                    routeros '/user', entry: [name: 'ops'], set: [group: 'full', disabled: 'maybe']
                }
            }
            """;

    @TempDir
    private Path dir;

    @Test
    void anInventoryWithoutVersionsIsHeldAgainstAllThatAreKnown() throws IOException {
        golden("lint-known.txt", lint(SITE, "r1\nr2\n"), 3);
    }

    @Test
    void versionsOfTheCommandLineComeBeforeThoseOfTheInventory() throws IOException {
        golden("lint-stated.txt", lint(SITE, "r1 routeros=7.12.2\nr2 routeros=7.20.8\n"), 3);
        golden(
                "lint-given.txt",
                lint(SITE, "r1 routeros=7.12.2\nr2\n", "--routeros", "7.22.3", "--routeros", "7.15.3"),
                3);
        golden("lint-none.txt", lint(SITE, "r1 routeros=7.12.2\n", "--routeros", "7.24"), 0);
    }

    @Test
    void whatTagsSkipIsNoProblem() throws IOException {
        assertThat(lint(SITE, "r1\n", "--routeros", "7.20.8", "--skip-tags", "dns")
                        .out())
                .isEqualTo("no problems\n");
        assertThat(lint(SITE, "r1\n", "--routeros", "7.15.3", "-t", "dns").out())
                .endsWith("\n1 problem\n");
    }

    @Test
    void valuesOfAWrongTypeAreProblemsOfAnyVersion() throws IOException {
        golden("lint-types.txt", lint(WRONG, "r1 routeros=7.24\n"), 3);
    }

    @Test
    void howAHostIsReachedIsLookedAtTooAndAGroupsMistakeIsToldOnce() throws IOException {
        String hosts = """
                r1 port=abc
                r2 connection=lab routeros=7.20.8 arch=arm64 lab_faults=earthquake=9
                r3 site=a site_uploads=0
                r4 host=192.0.2.1 user=me port=2222 command_timeout=2.5
                r5 connection=lab routeros=7.20.8 arch=arm64 connect_timeout=-1
                [slow]
                s1
                s2
                [slow:vars]
                command_timeout=soon
                """;

        Typed lint = lint("play('p') { hosts 'all'\n tasks { debug 'x' } }", hosts);

        assertThat(lint.out().replace(dir + "/", "").lines().filter(line -> !line.isEmpty()))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .isEqualTo("port 'abc' (hosts.ini:1) is no port: a number from 1 to 65535"),
                        line -> assertThat(line)
                                .startsWith("lab_faults (hosts.ini:2): no accident of an emulated router"),
                        line -> assertThat(line)
                                .isEqualTo("site_uploads 0 (hosts.ini:3): at least one upload at a time"),
                        line -> assertThat(line).startsWith("connect_timeout '-1' (hosts.ini:5) is no time in seconds"),
                        line -> assertThat(line)
                                .startsWith("command_timeout 'soon' (hosts.ini:10) is no time in seconds"),
                        line -> assertThat(line).isEqualTo("5 problems"));
        assertThat(lint.code()).isEqualTo(3);
    }

    @Test
    void everythingThatDoesNotLoadIsAProblem() throws IOException {
        Typed run = lint("play('routers') {\n    hosst 'all'\n}\n", "r1\n");
        assertThat(run.out()).isEqualTo(dir + """
                /site.groovy:2:5: unknown word 'hosst' in a play -- did you mean 'hosts'?
                    hosst 'all'
                    ^^^^^

                1 problem
                """);
        assertThat(run.code()).isEqualTo(3);

        Typed inventory = lint(SITE, "[routers:wrong]\nr1\n");
        assertThat(inventory.out()).startsWith(dir + "/hosts.ini:1: ").endsWith("\n\n1 problem\n");
        assertThat(inventory.code()).isEqualTo(3);
    }

    @Test
    void whatIsNoVersionOrAnAncientOneIsRefused() throws IOException {
        assertThat(lint(SITE, "r1\n", "--routeros", "latest").err())
                .isEqualTo("mkrun: --routeros: not a RouterOS version: 'latest' (expected like 7.20.8 or 7.24rc3)\n");
        Typed old = lint(SITE, "r1\n", "--routeros", "6.49");
        assertThat(old.err()).isEqualTo("mkrun: --routeros: 6.49 is older than mkrun knows; the oldest is 7.9\n");
        assertThat(old.code()).isEqualTo(5);
    }

    @Test
    void theSiteThatTheReadmeBeginsWithHasNoProblems() {
        Path project = Needs.projectRoot();
        Typed run = Typed.run(
                dir.resolve("state"),
                "lint",
                project.resolve("playbooks/site.groovy").toString(),
                "-i",
                project.resolve("inventory").toString());
        assertThat(run.out() + run.err()).isEqualTo("no problems\n");
        assertThat(run.code()).isZero();
        assertThat(dir.resolve("state/lab")).doesNotExist();
    }

    @Test
    void aRouterThatIsNotWhatTheInventorySaysCountsAndIsWarnedOf() throws Exception {
        LabConfig config = LabConfig.of("r1", RouterosVersion.parse("7.12.2"), "arm64", dir.resolve("r1"))
                .withLogin("admin", "lab")
                .withSpeeds(LabSpeeds.FAST);
        try (LabRouter router = LabRouter.start(config)) {
            Path known = Files.writeString(dir.resolve("known_hosts"), router.knownHostsLine() + "\n");
            String hosts = "r1 routeros=7.20.8 host=" + router.host() + " port=" + router.port()
                    + " user=admin password=lab known_hosts=" + known + "\n";
            Typed run = run(List.of(), SITE, hosts);
            assertThat(run.out()).contains("""
                    [WARNING]: r1: the inventory states RouterOS 7.20.8 (%1$s/hosts.ini:1), but it runs 7.12.2, which is\
                     what counts
                    fatal: [r1]: FAILED! => it cannot have what is wanted; nothing was changed:
                      %1$s/site.groovy:4: RouterOS 7.12.2 has no field mdns-repeat-ifaces of /ip/dns; RouterOS 7.16 is the\
                     first that has it
                      %1$s/site.groovy:12: RouterOS 7.12.2 has no field mode of /container/mounts; RouterOS 7.20 is the\
                     first that has it
                    """.formatted(dir)).doesNotContain("TASK [name service]");
            assertThat(run.code()).isEqualTo(2);
        }
    }

    private void golden(String name, Typed run, int code) {
        assertThat(run.err()).isEmpty();
        Golden.matches(name, run.out().replace(dir.toString(), "DIR"));
        assertThat(run.code()).isEqualTo(code);
    }

    private Typed lint(String playbook, String hosts, String... more) throws IOException {
        return run(List.of("lint"), playbook, hosts, more);
    }

    private Typed run(List<String> command, String playbook, String hosts, String... more) throws IOException {
        List<String> words = new ArrayList<>(command);
        words.add(Files.writeString(dir.resolve("site.groovy"), playbook).toString());
        words.addAll(
                List.of("-i", Files.writeString(dir.resolve("hosts.ini"), hosts).toString()));
        words.addAll(List.of(more));
        return Typed.run(dir.resolve("state"), words.toArray(String[]::new));
    }
}
