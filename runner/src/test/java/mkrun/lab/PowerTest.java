package mkrun.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import mkrun.routeros.RouterosVersion;
import mkrun.testing.TestPackage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reboots, packages and device-mode of the emulated router, on its console. */
@Timeout(60)
class PowerTest {
    private static final String UPDATE = "/system/device-mode/update container=yes";

    @TempDir
    Path dir;

    private Chassis router;

    private void on(String version, UnaryOperator<LabConfig> more) throws Exception {
        close();
        router = Chassis.on(more.apply(LabConfig.of("r1", RouterosVersion.parse(version), "arm64", dir)
                .withSpeeds(LabSpeeds.FAST.withBoot(Duration.ZERO))));
    }

    private void onWithoutPackage(String version) throws Exception {
        on(version, c -> c.withHardware(LabHardware.READY.withoutContainerPackage()));
    }

    @AfterEach
    void close() {
        if (router != null) {
            router.close();
        }
    }

    private String sent(String line) {
        return router.machine().interpreter().execute(line);
    }

    /** Sends what switches it off, and waits until it is on again. */
    private void reboots(String line) {
        assertThatThrownBy(() -> sent(line)).isInstanceOf(FaultPlan.Cut.class);
        awaitBoot();
    }

    private void awaitBoot() {
        while (router.away()) {
            Thread.onSpinWait();
        }
    }

    private void upload(String name, byte[] file) throws Exception {
        Files.write(router.machine().files().root().resolve(name), file);
    }

    private List<String> log() {
        return sent(":foreach i in=[/log/find] do={:put [/log/get $i message]}")
                .lines()
                .toList();
    }

    private String packages() {
        return sent(":foreach i in=[/system/package/find where !disabled] do={:put [/system/package/get $i name]}")
                .replaceAll("\\s+", " ")
                .strip();
    }

    @Test
    void aRebootForgetsWhatIsNotKeptAndCountsUptimeAnew() throws Exception {
        on("7.20.8", c -> c);
        sent("/system/identity/set name=kept; :global lost 1; /log/info lost");
        assertThat(sent(":put [/system/resource/get uptime]")).startsWith("1d");
        reboots("/system/reboot");
        assertThat(sent(":put [/system/resource/get uptime]")).doesNotContain("d");
        assertThat(sent(":put [/system/identity/get name]")).isEqualTo("kept\r\n");
        assertThat(log()).containsExactly("router rebooted");
    }

    @ParameterizedTest
    @CsvSource({"7.16.2, /system/reboot", "7.18.2, /system/package/apply-changes", "7.24, /system/package/apply-changes"
    })
    void aPackageFileIsInstalledByTheFlowOfItsVersion(String version, String command) throws Exception {
        onWithoutPackage(version);
        assertThat(sent("/container/print")).startsWith("syntax error");
        upload("container-" + version + "-arm64.npk", TestPackage.of("container", version, "arm64"));
        reboots(command);
        assertThat(sent("/container/print")).doesNotContain("error");
        assertThat(packages()).isEqualTo("routeros container");
        assertThat(log()).containsExactly("router rebooted", "installed container-" + version);
        assertThat(sent("/file/print count-only where name~\"npk\"")).isEqualTo("0\r\n");
    }

    @Test
    void aPlainRebootInstallsNothingFrom718On() throws Exception {
        onWithoutPackage("7.18.2");
        upload("container-7.18.2-arm64.npk", TestPackage.of("container", "7.18.2", "arm64"));
        reboots("/system/reboot");
        assertThat(packages()).isEqualTo("routeros");
        assertThat(sent("/file/print count-only where name~\"npk\"")).isEqualTo("1\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "7.16.1, arm64, can not install container-7.16.1-arm64: wrong version",
        "7.16.2, arm,   can not install container-7.16.2-arm: wrong architecture",
    })
    void otherPackageFilesStayFilesAndTheLogSaysWhy(String version, String architecture, String line) throws Exception {
        onWithoutPackage("7.16.2");
        upload(
                "container-" + version + "-" + architecture + ".npk",
                TestPackage.of("container", version, architecture));
        reboots("/system/reboot");
        assertThat(packages()).isEqualTo("routeros");
        assertThat(log()).containsExactly("router rebooted", line);
        assertThat(sent("/file/print count-only where name~\"npk\"")).isEqualTo("1\r\n");
    }

    @Test
    void whatIsScheduledWaitsForApplyChanges() throws Exception {
        on("7.20.8", c -> c);
        assertThat(sent("/system/package/apply-changes")).startsWith("failure: no changes to apply");
        assertThat(sent("/system/package/disable container")).isEmpty();
        assertThat(sent(":put [/system/package/get container scheduled]")).isEqualTo("scheduled for disable\r\n");
        reboots("/system/reboot");
        assertThat(packages()).isEqualTo("container routeros");
        reboots("/system/package/apply-changes");
        assertThat(packages()).isEqualTo("routeros");
        on("7.20.8", c -> c);
        assertThat(packages()).as("kept, since nothing else was ordered").isEqualTo("routeros");
        sent("/system/package/enable container");
        reboots("/system/package/apply-changes");
        assertThat(packages()).isEqualTo("container routeros");
        onWithoutPackage("7.20.8");
        assertThat(packages()).as("something else was ordered").isEqualTo("routeros");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.16.2", "7.22.3"})
    void deviceModeChangesWhenTheButtonIsPressed(String version) throws Exception {
        on(version, c -> c.withHardware(LabHardware.READY.withoutDeviceMode())
                .withSpeeds(c.speeds().withPress(Duration.ofSeconds(30))));
        CompletableFuture<Void> update = CompletableFuture.runAsync(() -> reboots(UPDATE));
        while (!update.isDone()) {
            LabRouter.press(dir);
            Thread.onSpinWait();
        }
        update.get();
        assertThat(sent(":put [/system/device-mode/get container]")).isEqualTo("true\r\n");
        assertThat(log()).containsExactly("router was rebooted without proper shutdown");
    }

    @Test
    void attemptsThatNobodyConfirmsAreCounted() throws Exception {
        on("7.22.3", c -> c.withHardware(LabHardware.READY.withoutDeviceMode()));
        for (int i = 0; i < 3; i++) {
            assertThat(sent(UPDATE)).endsWith("in 5m00s\r\nupdate canceled\r\n");
        }
        assertThat(sent(":put [/system/device-mode/get attempt-count]")).isEqualTo("3\r\n");
        assertThat(sent(UPDATE))
                .startsWith("update: too many unsuccessful attempts")
                .endsWith("update canceled\r\n");
        assertThat(sent(UPDATE + " activation-timeout=5s"))
                .startsWith("value of activation-timeout is out of range (00:00:10 .. 1d00:00:00)");
    }

    @Test
    void homeRoutersForbidMore() throws Exception {
        on("7.22.3", c -> c);
        sent("/system/scheduler/add name=before interval=1h");
        assertThat(sent(":put [/system/scheduler/get before next-run]")).isNotBlank();
        on("7.22.3", c -> c.withBoard(Board.named("hap-ax2")));
        assertThat(sent(":put [/system/device-mode/get mode]")).isEqualTo("home\r\n");
        assertThat(sent("/system/scheduler/add name=s")).startsWith("failure: not allowed by device-mode");
        assertThat(sent(":put [/system/scheduler/get before next-run]")).isBlank();
        on("7.16.2", c -> c.withBoard(Board.named("hap-ax2")));
        assertThat(sent(":put [/system/device-mode/get mode]")).isEqualTo("enterprise\r\n");
    }

    @Test
    void aPowerCutAfterACommandKeepsWhatItDid() throws Exception {
        on("7.20.8", c -> c.withFaults(LabFaults.parse("reboot-after-change=2 clock=1970-01-02")));
        assertThat(sent("/system/identity/set name=one")).isEmpty();
        reboots("/system/identity/set name=two; /system/identity/set name=three");
        assertThat(sent(":put [/system/identity/get name]")).isEqualTo("two\r\n");
        assertThat(sent(":put [/system/clock/get date]")).isEqualTo("1970-01-02\r\n");
        assertThatThrownBy(() -> LabFaults.parse("earthquake=9"))
                .hasMessageStartingWith("no accident of an emulated router: 'earthquake=9' (expected some of: drop-");
        assertThatThrownBy(() -> LabFaults.parse("clock=tomorrow")).hasMessageContaining("'clock=tomorrow'");
    }
}
