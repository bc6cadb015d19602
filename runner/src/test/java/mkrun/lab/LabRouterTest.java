package mkrun.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mkrun.routeros.RouterosVersion;
import mkrun.testing.Needs;
import org.junit.jupiter.api.Test;

class LabRouterTest extends OnOpenSsh {
    private LabConfig config() {
        return config("7.20.8");
    }

    @Test
    void stateAndHostKeySurviveARestart() throws LabException {
        String key;
        try (LabRouter router = LabRouter.start(config())) {
            key = router.hostKey();
            run(router, "/interface/bridge/add name=containers comment=\"mkrun:x\"");
        }
        try (LabRouter router = LabRouter.start(config())) {
            assertThat(router.hostKey()).isEqualTo(key);
            assertThat(run(router, ":put [/interface/bridge/get containers comment]"))
                    .isEqualTo("mkrun:x\r\n");
        }
    }

    /** It is not written after each of its rows, but before anybody is told that they are there. */
    @Test
    void whatWasAnsweredIsKeptOfALongStateToo() throws Exception {
        try (LabRouter router = LabRouter.start(config())) {
            String add = ":for i from=%d to=%d do={/ip/firewall/address-list/add list=l address=(10.0.0.0 + $i)}";
            run(router, add.formatted(1, 1000));
            assertThat(Files.size(dir.resolve("r1/router.json"))).isGreaterThan(1 << 16);

            run(router, add.formatted(1001, 1001));

            assertThat(Files.readString(dir.resolve("r1/router.json"))).contains("10.0.3.233");
        }
    }

    @Test
    void theHistoryNamesWhoLoggedInAndIsTheSameForAllSessions() throws LabException {
        try (LabRouter router = LabRouter.start(config())) {
            run(router, "/interface/bridge/add name=mine");
            assertThat(run(router, ":put [/system/history/get [find] by]")).isEqualTo("admin\r\n");
            run(router, "/undo");
            assertThat(run(router, ":put [/interface/bridge/find]")).isEqualTo("\r\n");
        }
    }

    @Test
    void whatWasAnsweredSurvivesAKill() throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LabChild.class.getName(),
                        dir.resolve("r1").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            String port = out.readLine();
            Client.Result changed = client.run(
                    List.of(
                            Needs.tool("sshpass").toString(),
                            "-p",
                            PASSWORD,
                            "ssh",
                            "-F",
                            "none",
                            "-o",
                            "StrictHostKeyChecking=no",
                            "-o",
                            "UserKnownHostsFile=/dev/null",
                            "-p",
                            port,
                            "admin@127.0.0.1",
                            "/system/identity/set name=killed; :put ok"),
                    "");
            assertThat(changed.out()).isEqualTo("ok\r\n");
        } finally {
            child.destroyForcibly().waitFor();
        }
        try (LabRouter router = LabRouter.start(config())) {
            assertThat(run(router, ":put [/system/identity/get name]")).isEqualTo("killed\r\n");
        }
    }

    @Test
    void aDirectoryServesOneRouter() throws LabException {
        try (LabRouter router = LabRouter.start(config())) {
            assertThat(router.port()).isPositive();
            assertThatThrownBy(() -> LabRouter.start(config()))
                    .isInstanceOf(LabException.class)
                    .hasMessage("lab router r1 runs already: " + dir.resolve("r1")
                            + " is in use; end the other mkrun, or give this one another directory (MKRUN_STATE)");
        }
    }

    @Test
    void aTakenPortIsNamed() throws IOException, LabException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            LabConfig config = config().withPort(taken.getLocalPort());
            assertThatThrownBy(() -> LabRouter.start(config))
                    .isInstanceOf(LabException.class)
                    .hasMessageContaining("lab router r1 does not start: ")
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort())
                    .hasMessageEndingWith(" (its directory is " + dir.resolve("r1") + ")");
            LabRouter.start(config()).close(); // nothing is left locked
        }
    }

    @Test
    void whatStandsInTheWayIsSaidWithoutWordsOfJava() throws IOException {
        Files.createDirectories(dir.resolve("r1"));
        Files.writeString(dir.resolve("r1/files"), "no folder");
        assertThatThrownBy(() -> LabRouter.start(config()))
                .isInstanceOf(LabException.class)
                .hasMessageStartingWith("lab router r1 does not start: " + dir.resolve("r1/files"))
                .hasMessageNotContaining("Exception");
    }

    @Test
    void brokenStateIsNamed() throws IOException {
        Files.createDirectories(dir.resolve("r1"));
        Files.writeString(dir.resolve("r1/router.json"), "{");
        assertThatThrownBy(() -> LabRouter.start(config()))
                .isInstanceOf(LabException.class)
                .hasMessageContaining(dir.resolve("r1/router.json").toString())
                .hasMessageContaining("mkrun lab reset");
    }

    @Test
    void otherArchitecturesAndVersionsWithoutATreeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LabConfig.of("r1", RouterosVersion.parse("7.20.8"), "mipsbe", dir))
                .withMessageContaining("expected x86_64, arm64 or arm");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LabConfig.of("r1", RouterosVersion.parse("7.8"), "arm", dir))
                .withMessageContaining("7.9 is the oldest version");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LabConfig.of("r1", RouterosVersion.parse("7.55"), "arm", dir))
                .withMessageContaining("7.24 is the newest version");
    }

    @Test
    void upgradedRouterSpeaksTheNewDialect() throws LabException {
        try (LabRouter router = LabRouter.start(config())) {
            run(router, "/container/mounts/add name=data src=/usb1/data dst=/data");
        }
        LabConfig upgraded = config("7.23.3");
        try (LabRouter router = LabRouter.start(upgraded)) {
            assertThat(run(router, ":put [/container/mounts/get [find list=data] dst]"))
                    .isEqualTo("/data\r\n");
        }
    }

    @Test
    void noPasswordIsKeptInClear() throws LabException, IOException {
        try (LabRouter router = LabRouter.start(config())) {
            assertThat(run(router, "/user/add name=eve group=full password=\"opensesame1\""))
                    .isEmpty();
            assertThat(run(router, "/user/set admin password=\"opensesame2\"")).isEmpty();
            assertThat(client.ssh(router, PASSWORD, ":put x").err()).contains("Permission denied");
            assertThat(client.ssh(router, "opensesame2", ":put x").out()).isEqualTo("x\r\n");
        }
        try (var files = Files.walk(dir.resolve("r1"))) {
            assertThat(files.filter(Files::isRegularFile))
                    .allSatisfy(f -> assertThat(Files.readString(f, StandardCharsets.ISO_8859_1))
                            .doesNotContain(PASSWORD, "opensesame"));
        }
    }
}
