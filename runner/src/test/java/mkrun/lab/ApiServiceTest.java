package mkrun.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import mkrun.lab.api.ApiTalk;
import mkrun.routeros.RouterosVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The API of a whole router: who gets in, what an answer looks like, what ends a connection. */
@Timeout(60)
class ApiServiceTest {
    private static final List<String> DONE = List.of("!done");
    private static final List<String> WRONG = List.of("!trap =message=invalid user name or password (6)", "!done");

    @TempDir
    Path dir;

    private LabRouter router;

    @BeforeEach
    void start() throws LabException {
        router = start("7.20.8", "r1", LabFaults.NONE);
    }

    @AfterEach
    void stop() {
        router.close();
    }

    private LabRouter start(String version, String name, LabFaults faults) throws LabException {
        return LabRouter.start(LabConfig.of(name, RouterosVersion.parse(version), "arm64", dir.resolve(name))
                .withLogin("admin", "secret")
                .withSpeeds(LabSpeeds.FAST)
                .withFaults(faults));
    }

    private ApiTalk admin() throws IOException {
        return ApiTalk.to(router, "admin", "secret");
    }

    @Test
    void aConnectionMoreThanTheServiceTakesIsClosed() throws IOException {
        try (ApiTalk first = admin()) {
            assertThat(first.ask("/ip/service/set", "=.id=api", "=max-sessions=1"))
                    .isEqualTo(DONE);
            try (ApiTalk second = ApiTalk.to(router)) {
                assertThat(second.hear()).isEmpty();
            }
            assertThat(first.ask("/ip/service/set", "=.id=api", "=max-sessions=2"))
                    .isEqualTo(DONE);
            ApiTalk.to(router, "admin", "secret").close();
        }
    }

    @Test
    void nobodyGetsInWithoutNameAndPassword() throws IOException {
        try (ApiTalk talk = ApiTalk.to(router)) {
            assertThat(talk.ask("/login", "=name=admin", "=password=wrong")).isEqualTo(WRONG);
            assertThat(talk.ask("/login", "=name=nobody", "=password=secret")).isEqualTo(WRONG);
            assertThat(talk.ask("/login", "=name=admin+ct", "=password=secret")).isEqualTo(WRONG);
            assertThat(talk.ask("/login", "=name=admin", "=password=secret", "nonsense"))
                    .isEqualTo(WRONG);
            assertThat(talk.ask("/interface/print")).containsExactly("!fatal not logged in");
            assertThat(talk.hear()).isEmpty();
        }
    }

    @Test
    void theOldWayToLogInLeadsNowhere() throws IOException {
        try (ApiTalk talk = ApiTalk.to(router)) {
            assertThat(talk.ask("/login")).singleElement().asString().matches("!done =ret=[0-9a-f]{32}");
            assertThat(talk.ask("/login", "=name=admin", "=response=00" + "0".repeat(32)))
                    .isEqualTo(WRONG);
            assertThat(talk.ask("/system/identity/print")).containsExactly("!fatal not logged in");
        }
    }

    @Test
    void strangersMaySayLittle() throws IOException {
        try (ApiTalk talk = ApiTalk.to(router)) {
            assertThat(talk.ask("/login", "=name=" + "x".repeat(5000))).isEmpty();
        }
        try (ApiTalk talk = ApiTalk.to(router)) {
            for (int i = 0; i < 10; i++) {
                assertThat(talk.ask("/login", "=name=admin", "=password=" + i)).isEqualTo(WRONG);
            }
            assertThat(talk.hear()).isEmpty();
        }
    }

    @Test
    void answersCarryTheTagOfTheirCommand() throws IOException {
        try (ApiTalk talk = admin()) {
            assertThat(talk.ask("/system/identity/print", ".tag=7"))
                    .containsExactly("!re .tag=7 =name=MikroTik", "!done .tag=7");
            assertThat(talk.ask("/foo", ".tag=a b"))
                    .containsExactly("!trap .tag=a b =category=0 =message=no such command", "!done .tag=a b");
            assertThat(talk.ask("/interface/bridge/add", "=name=br1", ".tag="))
                    .singleElement()
                    .asString()
                    .startsWith("!done =ret=*");
            talk.say();
            assertThat(talk.ask("/interface/bridge/set", "=.id=br1", "=comment=x"))
                    .isEqualTo(DONE);
            assertThat(talk.ask("/interface/bridge/set", "=.id=br1", "=comment=x", "=comment=y"))
                    .containsExactly("!trap =message=unknown parameter comment", "!done");
            assertThat(talk.ask("/interface/bridge/set", "=.id=br1", "comment=y"))
                    .containsExactly("!trap =message=unknown parameter comment", "!done");
        }
    }

    @Test
    void listsWithoutRowsSaySoFrom718On() throws IOException, LabException {
        try (ApiTalk talk = admin()) {
            assertThat(talk.ask("/interface/bridge/print")).containsExactly("!empty", "!done");
            assertThat(talk.ask("/interface/bridge/print", "=count-only=")).containsExactly("!done =ret=0");
        }
        try (LabRouter older = start("7.17.1", "older", LabFaults.NONE);
                ApiTalk talk = ApiTalk.to(older, "admin", "secret")) {
            assertThat(talk.ask("/interface/bridge/print")).isEqualTo(DONE);
        }
    }

    @Test
    void menusWithoutRowsShowWhatNobodyHasSet() throws IOException {
        try (ApiTalk talk = admin()) {
            assertThat(talk.ask("/snmp/print", "=.proplist=enabled,trap-version"))
                    .containsExactly("!re =enabled=false =trap-version=1", "!done");
            assertThat(talk.ask("/ip/dns/print", "=.proplist=cache-max-ttl"))
                    .containsExactly("!re =cache-max-ttl=1w", "!done");
        }
    }

    @Test
    void quitEndsTheConnection() throws IOException {
        try (ApiTalk talk = admin()) {
            assertThat(talk.ask("/quit")).containsExactly("!fatal session terminated on request");
            assertThat(talk.hear()).isEmpty();
        }
    }

    @Test
    void listeningTellsChangesUntilItIsCancelled() throws IOException {
        try (ApiTalk talk = admin();
                ApiTalk other = admin()) {
            talk.say("/interface/bridge/listen", "=.proplist=.id,name,comment", ".tag=1");
            assertThat(talk.ask("/interface/bridge/listen", ".tag=1"))
                    .containsExactly("!trap .tag=1 =message=failure: too many commands", "!done .tag=1");
            String id = other.ask("/interface/bridge/add", "=name=br1").get(0).substring("!done =ret=".length());
            assertThat(talk.hear()).contains("!re .tag=1 =.id=" + id + " =name=br1");
            other.ask("/interface/bridge/set", "=.id=br1", "=comment=x");
            assertThat(talk.hear()).contains("!re .tag=1 =.id=" + id + " =name=br1 =comment=x");
            other.ask("/interface/bridge/remove", "=.id=br1");
            assertThat(talk.hear().orElse("").split(" "))
                    .containsExactlyInAnyOrder("!re", ".tag=1", "=.id=" + id, "=.dead=true");
            assertThat(talk.ask("/cancel", "=tag=2", ".tag=3")).containsExactly("!done .tag=3");
            talk.say("/cancel", "=tag=1", ".tag=4");
            assertThat(talk.hear()).contains("!trap .tag=1 =category=2 =message=interrupted");
            assertThat(List.of(talk.hear().orElse(""), talk.hear().orElse("")))
                    .containsExactlyInAnyOrder("!done .tag=1", "!done .tag=4");
            other.ask("/interface/bridge/add", "=name=br2");
            assertThat(talk.ask("/system/identity/print")).containsExactly("!re =name=MikroTik", "!done");
            assertThat(talk.ask("/nonsense/listen"))
                    .contains("!trap =category=0 =message=no such command or directory (nonsense)");
        }
    }

    @Test
    void theGroupSaysWhoMayComeAndDoWhat() throws IOException {
        try (ApiTalk talk = admin()) {
            talk.ask("/user/group/add", "=name=viewers", "=policy=read,api");
            talk.ask("/user/group/add", "=name=typists", "=policy=read,write,ssh");
            talk.ask("/user/add", "=name=ann", "=group=viewers", "=password=pw");
            talk.ask("/user/add", "=name=bob", "=group=typists", "=password=pw");
        }
        try (ApiTalk talk = ApiTalk.to(router)) {
            assertThat(talk.ask("/login", "=name=bob", "=password=pw")).isEqualTo(WRONG);
        }
        try (ApiTalk talk = ApiTalk.to(router, "ann", "pw")) {
            assertThat(talk.ask("/interface/bridge/add", "=name=br1"))
                    .containsExactly("!trap =message=not enough permissions (9)", "!done");
            assertThat(talk.ask("/user/active/print", "=.proplist=name,via,group", "?name=ann"))
                    .containsExactly("!re =name=ann =via=api =group=viewers", "!done");
            assertThat(talk.ask(
                            "/log/print",
                            "=.proplist=message",
                            "?message=login failure for user bob from 192.0.2.2 via api"))
                    .hasSize(2);
        }
    }

    @Test
    void theConfigurationSaysWhetherTheServiceAnswers() throws IOException {
        try (ApiTalk talk = admin()) {
            assertThat(talk.ask("/ip/service/set", "=.id=api", "=port=9999")).isEqualTo(DONE);
            admin().close();
            assertThat(talk.ask("/ip/service/set", "=.id=api", "=address=10.0.0.0/8"))
                    .isEqualTo(DONE);
            assertThat(ApiTalk.to(router).hear()).isEmpty();
            talk.ask("/ip/service/set", "=.id=api", "=address=10.0.0.0/8,192.0.2.0/24");
            admin().close();
            talk.ask("/ip/service/disable", "=numbers=api");
            assertThat(ApiTalk.to(router).hear()).isEmpty();
            talk.ask("/ip/service/enable", "=numbers=api");
            admin().close();
            talk.ask("/ip/firewall/filter/add", "=chain=input", "=action=drop", "=protocol=tcp", "=dst-port=9999");
            assertThat(talk.hear())
                    .as("an established connection that is dropped")
                    .isEmpty();
            assertThat(ApiTalk.to(router).hear()).isEmpty();
        }
    }

    @Test
    void aRebootEndsConnectionsAndTheServiceComesBack() throws IOException {
        try (ApiTalk talk = admin()) {
            talk.ask("/system/identity/set", "=name=again");
            talk.say("/interface/listen", ".tag=1");
            assertThat(talk.ask("/system/reboot")).isEmpty();
        }
        try (ApiTalk talk = whenUp()) {
            assertThat(talk.ask("/system/identity/print")).containsExactly("!re =name=again", "!done");
        }
    }

    /** While it boots, connections end before anybody can log in. */
    private ApiTalk whenUp() {
        while (true) {
            try {
                return admin();
            } catch (IOException | AssertionError down) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void accidentsEndConnectionsWithoutAnAnswer() throws IOException, LabException {
        try (LabRouter unlucky = start("7.20.8", "unlucky", LabFaults.parse("drop-after-change=1"));
                ApiTalk talk = ApiTalk.to(unlucky, "admin", "secret")) {
            assertThat(talk.ask("/system/identity/set", "=name=changed")).isEmpty();
            try (ApiTalk next = ApiTalk.to(unlucky, "admin", "secret")) {
                assertThat(next.ask("/system/identity/print")).containsExactly("!re =name=changed", "!done");
            }
        }
    }

    @Test
    void longSentencesEndTheConnection() throws IOException {
        try (ApiTalk talk = admin()) {
            assertThat(talk.ask("/interface/bridge/add", "=comment=" + "x".repeat(1 << 18)))
                    .isEmpty();
        }
    }

    /** Nonsense from strangers and from those who have logged in; the service goes on. */
    @Test
    void nonsenseDoesNotHurt() throws IOException {
        Random random = new Random(8728);
        for (int round = 0; round < 100; round++) {
            byte[] noise = new byte[1 + random.nextInt(300)];
            random.nextBytes(noise);
            try (ApiTalk talk = round % 10 == 0 ? admin() : ApiTalk.to(router)) {
                talk.sayBytes(noise);
                talk.hearAll();
            }
        }
        try (ApiTalk talk = admin()) {
            assertThat(talk.ask("/system/identity/print")).containsExactly("!re =name=MikroTik", "!done");
        }
    }
}
