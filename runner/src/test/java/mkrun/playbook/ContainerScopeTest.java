package mkrun.playbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import mkrun.image.ImageHealth;
import mkrun.op.router.RegistryCa;
import mkrun.target.Secret;
import mkrun.task.Play;
import mkrun.task.Task;
import mkrun.testing.SelfSigned;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerScopeTest {
    @TempDir
    private Path dir;

    private PlaybookFixture fixture;

    @BeforeEach
    void role() {
        fixture = new PlaybookFixture(dir)
                .file("roles/web/tasks/rootfs.groovy", "packages 'nginx'\n")
                .file("roles/web/defaults/main.groovy", "vars web_port: 80, web_name: 'www'\n")
                .file("roles/web/handlers/main.groovy", "handler('reload') { debug 'reloading' }\n")
                .file("roles/web/tasks/router.groovy", """
                        env WEB_NAME: vars.string('web_name'), WEB_HOST: host.name
                        publish vars.number('web_port'), to: 80
                        publish 443
                        mount '/www', at: "usb1/${container.name}/www"
                        task('name it') {
                            debug "http://${container.address}/"
                            notify 'reload'
                            tags 'names'
                        }
                        """);
    }

    private Play.HostTasks tasks(String block) throws PlaybookException {
        return fixture.load("""
                        image('web') { alpine '3.20'; roles 'web' }
                        play('p') {
                            hosts 'r1'
                            tasks {
                                container('w1') {
                                    image 'web'
                                    address '172.17.0.2/24'
                        %s
                                }
                            }
                        }
                        """.formatted(block)).plays().get(0).hosts().get("r1");
    }

    private static Task task(Play.HostTasks tasks, String name) {
        return tasks.tasks().stream()
                .filter(t -> t.id().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theRouterSidesOfTheImagesRolesAreApplied() throws PlaybookException {
        Play.HostTasks tasks = tasks("vars web_name: 'shop'");
        assertThat(task(tasks, "environment").operation().toString()).contains("WEB_NAME", "shop", "WEB_HOST", "r1");
        assertThat(task(tasks, "mounts").operation().toString()).contains("/www", "usb1/w1/www");
        assertThat(task(tasks, "published ports").operation().toString()).contains("dst-port=80", "dst-port=443");
        Task last = tasks.tasks().get(tasks.tasks().size() - 1);
        assertThat(last.displayName()).isEqualTo("web : name it");
        assertThat(last.operation().toString()).contains("http://172.17.0.2/");
        assertThat(tasks.handlers()).extracting(Task::displayName).containsExactly("web : reload");
    }

    @Test
    void aContainerThatIsNotWantedNeedsNothingButItsName() throws PlaybookException {
        Play.HostTasks tasks = fixture.load("""
                        play('p') {
                            hosts 'r1'
                            tasks {
                                transaction('all') {
                                    container('w1') { present false }
                                    debug 'x'
                                }
                            }
                        }
                        """).plays().get(0).hosts().get("r1");
        assertThat(tasks.tasks()).hasSize(2);
        assertThat(tasks.tasks().get(1).displayName()).isEqualTo("container w1 : gone");
        assertThat(tasks.tasks().get(1).transaction()).isEmpty();
        assertThat(tasks("present false\n mount '/a', at: 'usb1/a'").tasks()).hasSize(1);
    }

    @Test
    void theContainersBlockCountsMoreThanItsRoles() throws PlaybookException {
        Play.HostTasks tasks = tasks("env WEB_NAME: 'mine'\n publish 8080, to: 80");
        assertThat(task(tasks, "environment").operation().toString()).contains("WEB_NAME=mine");
        assertThat(task(tasks, "published ports").operation().toString())
                .contains("dst-port=8080", "dst-port=443")
                .doesNotContain("dst-port=80,", "dst-port=80}");
    }

    @Test
    void tagsAndConditionsOfTheContainerCountForItsRolesToo() throws PlaybookException {
        Play.HostTasks tasks = tasks("tags 'www'\n when { facts -> facts.architecture == 'arm64' }");
        assertThat(tasks.tasks()).allMatch(t -> t.tags().contains("www"));
        assertThat(tasks.tasks()).allMatch(t -> t.when().test(Map.of("architecture", "arm64")));
        assertThat(tasks.tasks()).noneMatch(t -> t.when().test(Map.of("architecture", "arm")));
        assertThat(task(tasks, "name it").tags()).containsExactlyInAnyOrder("www", "names");
    }

    @Test
    void howItsProgramRunsIsSaidInTheContainersBlock() throws PlaybookException {
        fixture.extraVars(Map.of("token", "s3cret"));
        Play.HostTasks tasks = tasks("""
                        cmd "run --token ${vars.secret('token')}"
                        entrypoint '/usr/bin/start'
                        user '1000:1000'
                        workdir '/srv'
                        memory high: '64M', max: '96M', swap: '0'
                        """);
        assertThat(task(tasks, "container w1").operation().toString())
                .contains("cmd=" + Secret.MASK, "entrypoint=/usr/bin/start", "user=1000:1000", "workdir=/srv")
                .contains("memory-high=64M", "memory-max=96M", "swap-max=0")
                .doesNotContain("s3cret");
    }

    @Test
    void whatNoRouterTakesForItsProgramIsToldWhereItIsWritten() {
        assertThatThrownBy(() -> tasks("cmd(['a', 'b'])"))
                .hasMessageContaining("site.groovy:8:")
                .hasMessageContaining("'cmd' takes one text (host r1) -- write its words with blanks between them");
        assertThatThrownBy(() -> tasks("memory high: 'much'"))
                .hasMessageContaining("site.groovy:5:9:")
                .hasMessageContaining("'memory-high' cannot be 'much'");
        assertThatThrownBy(() -> tasks("memory hihg: '1M'")).hasMessageContaining("site.groovy:8:");
    }

    @Test
    void aSecretStaysOneInsideAText() throws PlaybookException {
        fixture.extraVars(Map.of("password", "s3cret"));
        Play.HostTasks tasks = tasks("env URL: \"postgres://${vars.secret('password')}@db\"");
        assertThat(tasks.tasks().toString()).doesNotContain("s3cret").contains(Secret.MASK);
    }

    @Test
    void aSecretIsNotStoredInAnImage() {
        fixture.extraVars(Map.of("password", "s3cret"));
        assertThat(fixture.refusal("""
                        image('web') {
                            alpine '3.20'
                            file '/etc/x', content: "password ${vars.secret('password')}"
                        }
                        """))
                .startsWith("site.groovy:3:20: option 'content' of 'file' is a secret, which would be stored in clear")
                .doesNotContain("s3cret");
    }

    private Play.HostTasks pulling(String block) throws PlaybookException {
        return fixture.load("""
                        play('p') {
                            hosts 'r1'
                            tasks {
                                container('w1') {
                                    address '172.17.0.2/24'
                        %s
                                }
                            }
                        }
                        """.formatted(block)).plays().get(0).hosts().get("r1");
    }

    @Test
    void anImageOfARegistryIsPulledAndNeitherBuiltNorUploaded() throws PlaybookException {
        fixture.extraVars(Map.of("password", "s3cret"));
        Play.HostTasks tasks = pulling("""
                remoteImage 'web:1.2', edition: '2026-11'
                registry url: 'http://10.0.0.5:5000', username: 'me', password: vars.secret('password')
                """);
        assertThat(tasks.tasks())
                .extracting(t -> t.id().name())
                .contains("pull image web:1.2", "container w1")
                .noneMatch(name -> name.startsWith("upload") || name.startsWith("image"));
        assertThat(task(tasks, "pull image web:1.2").operation().toString())
                .contains("10.0.0.5:5000", "edition=2026-11", "username=me")
                .doesNotContain("s3cret");
    }

    @Test
    void severalProblemsOfOneHostAreFoundInOneGo() {
        String refusal = fixture.refusal("""
                image('web') { alpine '3.20' }
                play('p') {
                    hosts 'r1'
                    tasks {
                        container('a') { image 'wep'; address '172.17.0.2/24' }
                        container('b') { image 'web' }
                        container('c') { image 'web'; address '172.17.0.3/24'; publish 99999, to: 80 }
                        container('d') { image 'web'; address vars.string('nowhere') }
                    }
                }
                """);
        assertThat(List.of(refusal.split("\n\n")))
                .extracting(p -> p.lines().findFirst().orElse(""))
                .containsExactly(
                        "site.groovy:5:33: unknown image 'wep' (host r1) -- did you mean 'web'?",
                        "site.groovy:6:20: container 'b' has no address (host r1) -- write address '172.17.0.2/24'",
                        "site.groovy:7:9: publish 99999 to 80: ports go from 1 to 65535 (host r1)",
                        "site.groovy:8:60: undefined variable 'nowhere' (host r1) -- define it in the inventory, with"
                                + " 'vars' or with -e nowhere=...");
    }

    private static String hosts(String containers) {
        return "image('web') { alpine '3.20' }\nplay('p') {\n    hosts 'r1'\n    tasks {\n" + containers.indent(8)
                + "    }\n}\n";
    }

    @Test
    void containersComeAfterWhatTheyDependOn() throws PlaybookException {
        Play.HostTasks tasks = fixture.load(hosts("""
                        container('web') { image 'web'; address '172.17.0.2/24'; dependsOn 'db', 'cache' }
                        container('cache') { image 'web'; address '172.17.0.3/24'; dependsOn 'db' }
                        container('db') { image 'web'; address '172.17.0.4/24'; health tcp: 5432 }
                        """)).plays().get(0).hosts().get("r1");
        assertThat(tasks.tasks().stream().map(t -> t.id().name()))
                .containsSubsequence("container db", "container cache", "container web");
        assertThat(task(tasks, "container web").operation().toString()).contains("number=5432");
    }

    @Test
    void theRouterSideOfARoleSaysHowHealthIsCheckedAndTheContainersBlockCountsMore() throws PlaybookException {
        fixture.file("roles/web/tasks/router.groovy", "health http: 80, interval: '5s'\n");
        assertThat(task(tasks(""), "container w1").operation().toString()).contains("number=80", "interval=PT5S");
        assertThat(task(tasks("health command: 'true', retries: 2"), "container w1")
                        .operation()
                        .toString())
                .contains("command=true", "retries=2")
                .doesNotContain("number=80");
    }

    @Test
    void whatCannotLookAfterAContainerIsRefusedWhereItIsSaid() {
        String refusal = fixture.refusal(hosts("""
                container('a') { image 'web'; address '172.17.0.2/24'; health interval: '5s' }
                container('b') { image 'web'; address '172.17.0.3/24'; health tcp: 80, timeout: 'soon' }
                container('c') { image 'web'; address '172.17.0.4/24'; restart 'on-failur' }
                container('d') { image 'web'; address '172.17.0.5/24'; dependsOn 'e1' }
                container('e') { image 'web'; address '172.17.0.6/24'; dependsOn 'f' }
                container('f') { image 'web'; address '172.17.0.7/24'; dependsOn 'e' }
                container('g') { present false }
                container('h') { image 'web'; address '172.17.0.8/24'; dependsOn 'g' }
                """));
        assertThat(List.of(refusal.split("\n\n")))
                .extracting(p -> p.lines().findFirst().orElse(""))
                .containsExactlyInAnyOrder(
                        "site.groovy:5:9: health: say what to check: command: '...', tcp: PORT or http: PORT (host r1)",
                        "site.groovy:6:80: option 'timeout' of 'health' must be a time such as '30s' or '1m30s', not soon"
                                + " (host r1)",
                        "site.groovy:7:73: unknown restart policy 'on-failur' (host r1) -- did you mean 'on-failure'?",
                        "site.groovy:8:75: container 'd' depends on 'e1', which is no container of this host in this play"
                                + " (host r1) -- did you mean 'e'?",
                        "site.groovy:9:75: containers depend on each other: e -> f -> e (host r1)"
                                + " -- none could start first: take one of these away",
                        "site.groovy:12:75: container 'h' depends on 'g', which is not to be there (present false)"
                                + " (host r1) -- keep both, or take the dependency away");
    }

    @Test
    void theStatedVersionMustKnowTheRestartPolicy() {
        fixture.file("hosts.ini", "[routers]\nr1 routeros=7.20.8\n");
        assertThat(fixture.refusal(
                        hosts("container('a') { image 'web'; address '172.17.0.2/24'; restart 'on-failure' }\n")))
                .startsWith("site.groovy:5:")
                .contains(
                        "RouterOS 7.20.8 cannot do restart 'on-failure': it has no field restart-policy of /container;"
                                + " RouterOS 7.23 is the first");
    }

    @Test
    void whatDependsOnOthersIsRestartedAfterThemIfAsked() throws PlaybookException {
        Play.HostTasks tasks = fixture.load(
                        hosts("""
                        container('db') { image 'web'; address '172.17.0.4/24'; notify 'told' }
                        container('web') { image 'web'; address '172.17.0.2/24'; dependsOn 'db', restart: true }
                        container('app') { image 'web'; address '172.17.0.5/24'; dependsOn 'web', restart: true }
                        """).replace("    tasks", "    handlers { handler('told') { debug 'x' } }\n    tasks"))
                .plays()
                .get(0)
                .hosts()
                .get("r1");
        assertThat(task(tasks, "container db").notifies()).containsExactly("told", "restart container web");
        assertThat(task(tasks, "container web").notifies()).containsExactly("restart container app");
        assertThat(task(tasks, "environment").notifies()).containsExactly("told");
        assertThat(tasks.handlers())
                .extracting(Task::displayName)
                .containsExactly(
                        "told", "container web : restart container web", "container app : restart container app");
        assertThat(tasks.handlers())
                .extracting(Task::notifies)
                .as("what depends on one that is restarted is restarted, too")
                .containsExactly(List.of(), List.of("restart container app"), List.of());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            health command: 'x', timeout: '1500ms' | option 'timeout' of 'health' has a fraction of a second
            restart 'always', interval: '1500ms'   | restart: interval is in whole seconds, as routers tell it
            """)
    void timesThatRoutersTellInWholeSecondsHaveNoFractions(String words, String problem) {
        String container = "container('a') { image 'web'; address '172.17.0.2/24'; ";
        assertThat(fixture.refusal(hosts(container + words + " }\n"))).contains(problem);
        assertThatCode(() -> fixture.load(hosts(container + "health tcp: 22, timeout: '1500ms' }\n")))
                .doesNotThrowAnyException();
    }

    @Test
    void inATransactionTheOthersComeFirst() {
        assertThat(fixture.refusal(hosts("""
                        transaction('both') {
                            container('web') { image 'web'; address '172.17.0.2/24'; dependsOn 'db' }
                            container('db') { image 'web'; address '172.17.0.4/24' }
                        }
                        """)))
                .startsWith("site.groovy:6:81: container 'web' depends on 'db', which is not before it (host r1)"
                        + " -- in a transaction, write what it depends on first");
    }

    @Test
    void anImageBringsItsCheckOfHealth() throws PlaybookException {
        ImageHealth health = fixture.load("image('web') { alpine '3.20'; health command: 'true', startPeriod: '1m' }\n")
                .images()
                .get("web")
                .health()
                .orElseThrow();
        assertThat(health)
                .isEqualTo(new ImageHealth(
                        "true", Duration.ofSeconds(30), Duration.ofSeconds(30), 3, Duration.ofMinutes(1)));
        assertThatThrownBy(() -> fixture.load("image('web') { alpine '3.20'; health command: '', retries: 1 }\n"))
                .hasMessageContaining("health of an image: say what to run: command: '...'");
    }

    @Test
    void theCaOfARegistryIsAFileBesideThePlaybook() throws Exception {
        String playbook = """
                play('p') {
                    hosts 'r1'
                    tasks {
                        container('w') {
                            remoteImage 'r.example/web:1'
                            registry ca: 'keys/ca.pem'
                            address '172.17.0.2/24'
                        }
                    }
                }
                """;
        assertThatThrownBy(() -> fixture.load(playbook))
                .hasMessageContaining("site.groovy:6:")
                .hasMessageContaining("registry: the CA cannot be read: ");
        String pem = SelfSigned.make(dir, "ca").pem();
        fixture.file("keys/ca.pem", pem + pem);
        assertThatThrownBy(() -> fixture.load(playbook))
                .hasMessageContaining("keys/ca.pem: there are 2 certificates in it: it must be one");
        fixture.file("keys/ca.pem", pem);
        Play.HostTasks tasks = fixture.load(playbook).plays().get(0).hosts().get("r1");
        assertThat(task(tasks, "pull image r.example/web:1").operation().toString())
                .contains(RegistryCa.parse(pem).fingerprint());
    }

    @Test
    void aContainerWithoutACheckIsWatchedForAWhile() throws PlaybookException {
        assertThat(task(tasks(""), "container w1").operation().toString()).contains("monitor=PT5S");
        assertThat(task(tasks("monitor '1m30s'"), "container w1").operation().toString())
                .contains("monitor=PT1M30S");
        assertThatThrownBy(() -> tasks("monitor 'long'"))
                .hasMessageContaining("'monitor' must be a time such as '30s' or '1m30s', not long");
    }

    @Test
    void stepsMayHaveDeadlines() throws PlaybookException {
        assertThat(task(tasks("deadlines import: '40m', stop: '2m'"), "import image web")
                        .operation()
                        .toString())
                .contains("imports=Optional[PT40M]", "start=Optional.empty", "stop=Optional[PT2M]");
        assertThatThrownBy(() -> tasks("deadlines import: '0s'")).hasMessageContaining("import is at least 1s");
        assertThatThrownBy(() -> tasks("deadlines pull: '1h'")).hasMessageContaining("pull");
    }
}
