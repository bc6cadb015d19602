package mkrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import mkrun.lab.LabConfig;
import mkrun.lab.LabRouter;
import mkrun.routeros.RouterosVersion;
import mkrun.testing.Golden;
import mkrun.testing.TestPackage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code mkrun doctor --fix} on emulated routers, over SSH: what a user types and sees, and what comes of it. */
@Timeout(60)
class DoctorFixTest {
    private static final String CELLAR = "cellar connection=lab lab_speed=fast arch=amd64 routeros=7.16.2"
            + " lab_container_package=no lab_device_mode=no\n";
    private static final String LOFT =
            "loft connection=lab lab_speed=fast lab_board=hap-ax3 routeros=7.20.8 lab_container_package=no\n";

    @TempDir
    private Path dir;

    private Path npk;

    @BeforeEach
    void packages() throws IOException {
        npk = Files.createDirectories(dir.resolve("npk"));
        Files.write(npk.resolve("container-7.16.2.npk"), TestPackage.of("container", "7.16.2", "x86"));
        Files.write(npk.resolve("container-7.20.8-arm64.npk"), TestPackage.of("container", "7.20.8", "arm64"));
    }

    private Typed doctor(String hosts, String... more) throws IOException {
        Path inventory = Files.writeString(dir.resolve("hosts.ini"), hosts);
        List<String> words = new ArrayList<>(List.of("doctor", "-i", inventory.toString()));
        words.addAll(List.of(more));
        return Typed.run(dir.resolve("state"), words.toArray(String[]::new));
    }

    private Typed press(String host) {
        return Typed.run(dir.resolve("state"), "lab", "press", host);
    }

    private static String today(String text) {
        return text.replaceAll("shows \\d{4}-\\d{2}-\\d{2}", "shows TODAY");
    }

    @Test
    void whatMkrunCanSetRightIsSetRight() throws Exception {
        Typed told = doctor(CELLAR, "--fix", "--npk", npk.toString());
        Golden.matches("doctor-fix-would.txt", today(told.out()));
        assertThat(told.code()).isEqualTo(6);

        Typed fixed = whilePressed("cellar", CELLAR, "--fix", "--npk", npk.toString(), "--reboot");
        Golden.matches("doctor-fix.txt", today(fixed.out()));
        assertThat(fixed.code()).isZero();

        Typed after = doctor(CELLAR, "--fix");
        assertThat(after.out()).as("nothing is left to do").startsWith("cellar | SUCCESS >>\n");
        assertThat(after.code()).isZero();
    }

    /** The same with somebody at the device who presses its button all the time. */
    private Typed whilePressed(String host, String hosts, String... more) throws Exception {
        CompletableFuture<Typed> fixing = CompletableFuture.supplyAsync(() -> {
            try {
                return doctor(hosts, more);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        while (!fixing.isDone()) {
            LabRouter.press(dir.resolve("state/lab").resolve(host));
            LockSupport.parkNanos(20_000_000);
        }
        return fixing.get();
    }

    @Test
    void aRouterThatWasAskedTooOftenIsPressedTwice() throws Exception {
        String attic = "attic connection=lab lab_speed=fast lab_board=hap-ax3 routeros=7.20.8 lab_device_mode=no\n";
        Path inventory = Files.writeString(dir.resolve("attic.ini"), attic);
        String nobody = "/system/device-mode/update container=yes activation-timeout=10s";
        String thrice = String.join("; ", nobody, nobody, nobody);
        Typed.run(dir.resolve("state"), "exec", "-i", inventory.toString(), "attic", "--", thrice);

        Typed fixed = whilePressed("attic", attic, "--fix", "--reboot");
        assertThat(fixed.out().lines().filter(line -> line.startsWith("attic | AT THE DEVICE")))
                .hasSize(2)
                .first()
                .asString()
                .endsWith(
                        "; this only makes it forget its unsuccessful attempts, and it is asked for once more when the"
                                + " router is up again");
        assertThat(fixed.out()).contains("attic | SUCCESS >>\n");
        assertThat(fixed.code()).isZero();
    }

    @Test
    void whatCanBeDoneIsDoneBesideWhatCannot() throws Exception {
        String attic = "attic connection=lab lab_speed=fast lab_board=hap-ax3 routeros=7.20.8 lab_device_mode=no"
                + " lab_container_package=no\n";
        doctor(attic);
        Typed fixed = whilePressed("attic", attic, "--fix", "--reboot", "--json");
        assertThat(fixed.err())
                .contains("attic | cannot be done: the package container", "attic | the router is up again");
        assertThat(fixed.err()).contains("/system/device-mode/update container=yes scheduler=yes fetch=yes, then wait");
        assertThat(fixed.out()).contains("the package container is not").doesNotContain("device-mode does not allow");
        assertThat(fixed.code()).isEqualTo(6);
    }

    @Test
    void newerVersionsApplyChanges() throws Exception {
        Typed run = doctor(LOFT, "--fix", "--npk", npk.toString(), "--reboot", "--json");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("\"ready\" : true");
        assertThat(run.err().lines())
                .containsExactly(
                        "loft | upload container-7.20.8-arm64.npk to container-7.20.8-arm64.npk (3081 bytes)",
                        "loft | /system/package/apply-changes, then wait until the router is up again and the package"
                                + " container is enabled (at most 300 s)",
                        "loft | the router is up again",
                        "loft | its log says: router rebooted",
                        "loft | its log says: installed container-7.20.8");
    }

    @Test
    void whatDoesNotFitIsNotSent() throws Exception {
        Typed without = doctor(LOFT, "--fix", "--reboot");
        assertThat(without.out())
                .startsWith(
                        "loft | cannot be done: the package container is not on the router: give --npk DIR, a folder"
                                + " with container-7.20.8-arm64.npk")
                .contains("\nloft | BLOCKED >>\n  ok       version ", "\n  missing  package ", "\n  ok       dns ");
        assertThat(without.code()).isEqualTo(6);
        Files.write(npk.resolve("container-7.20.8-arm64.npk"), TestPackage.of("container", "7.20.8", "arm"));
        Typed run = doctor(LOFT, "--fix", "--npk", npk.toString(), "--reboot");
        assertThat(run.out())
                .startsWith("loft | cannot be done: " + npk.resolve("container-7.20.8-arm64.npk")
                        + ": it is made for arm, and the router is arm64\nloft | BLOCKED >>\n");
        assertThat(run.code()).isEqualTo(6);
        Files.move(npk.resolve("container-7.20.8-arm64.npk"), npk.resolve("container-7.20.7-arm64.npk"));
        assertThat(doctor(LOFT, "--fix", "--npk", npk.toString()).out())
                .startsWith("loft | cannot be done: there is no container-7.20.8-arm64.npk in " + npk
                        + "; there is container-7.16.2.npk, container-7.20.7-arm64.npk\nloft | BLOCKED >>\n");
        Files.createDirectory(npk.resolve("container-7.20.8-arm64.npk"));
        assertThat(doctor(LOFT, "--fix", "--npk", npk.toString()).out())
                .startsWith("loft | cannot be done: " + npk.resolve("container-7.20.8-arm64.npk")
                        + ": it is no file\nloft | BLOCKED >>\n");
        assertThat(dir.resolve("state/lab/loft/files/container-7.20.8-arm64.npk"))
                .doesNotExist();
        assertThat(doctor(LOFT, "--reboot").err()).isEqualTo("mkrun: --npk and --reboot are for --fix\n");
        assertThat(doctor(LOFT, "--fix", "--npk", "nowhere").code()).isEqualTo(5);
    }

    @Test
    void onlyARouterThatRunsHasAButton() throws Exception {
        assertThat(press("loft").code()).isEqualTo(5);
        doctor(LOFT);
        assertThat(press("loft").err())
                .isEqualTo("mkrun: the emulated router 'loft' does not run: nobody waits for its button\n");
        assertThat(press("loft").code()).isEqualTo(2);
    }

    @Test
    void aButtonThatNobodyWaitsForIsNotPressed() throws Exception {
        LabConfig config = LabConfig.of("r1", RouterosVersion.parse("7.20.8"), "arm64", dir.resolve("state/lab/r1"));
        try (LabRouter router = LabRouter.start(config)) {
            assertThat(press("r1").err())
                    .isEqualTo("mkrun: the emulated router 'r1' does not wait for its button: press it after"
                            + " /system/device-mode/update, or after AT THE DEVICE of mkrun doctor --fix\n");
            Files.write(router.config().stateDir().resolve("button-wanted"), new byte[0]);
            assertThat(press("r1").out()).isEqualTo("pressed: [r1]\n");
        }
        try (LabRouter again = LabRouter.start(config)) {
            assertThat(press("r1").code()).as("what a killed process left").isEqualTo(2);
        }
    }
}
