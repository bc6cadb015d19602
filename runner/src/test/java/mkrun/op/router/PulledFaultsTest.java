package mkrun.op.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import mkrun.lab.LabFaults;
import mkrun.target.TargetException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * As {@link FaultMatrixTest}, of containers whose image the router pulls: whatever goes wrong at whatever step, the next run
 * leaves nothing behind of what the registry needs, and the router's own settings are what they were.
 */
@Timeout(300)
class PulledFaultsTest {
    /** One version and some kinds of faults are enough for every day; {@code -Dmkrun.faults=7.24} tries all kinds on another. */
    private static final String VERSION = System.getProperty("mkrun.faults", "7.20.8");

    private static final boolean EVERY_KIND = System.getProperty("mkrun.faults") != null;

    /** What the router has for some registry of its own. */
    private static final String THEIRS = "/container/config/set registry-url=https://mirror.example tmpdir=usb1/theirs";

    /** The change, counted from 1, of a creation that makes the container. */
    private static final int MADE = 13;

    private static GuardedRegistry registry;
    private static FaultedRuns.Goal creation;
    private static FaultedRuns.Goal upgrade;

    @TempDir
    Path dir;

    @BeforeAll
    static void offer(@TempDir Path keys, @TempDir Path undisturbed) throws Exception {
        registry = GuardedRegistry.with(keys, "1", "2");
        creation = FaultedRuns.Goal.of(VERSION, undisturbed.resolve("creation"), "", List.of(one()));
        upgrade = FaultedRuns.Goal.of(VERSION, undisturbed.resolve("upgrade"), THEIRS, List.of(one(), two()));
    }

    @AfterAll
    static void close() {
        registry.close();
    }

    private static List<NamedOperation> one() {
        return registry.pulled(AlpRc.spec(2222, "UTC", "OLD"), "1");
    }

    private static List<NamedOperation> two() {
        return registry.pulled(AlpRc.spec(2200, "CET", "NEW"), "2");
    }

    static Stream<FaultKind> ofCreations() {
        return kinds(
                FaultKind.SESSION_CUT,
                FaultKind.MKRUN_ENDED,
                FaultKind.POWER_CUT,
                FaultKind.DISK_FULL,
                FaultKind.DISK_FULL_WHILE_WRITING);
    }

    static Stream<FaultKind> ofUpgrades() {
        return kinds(
                FaultKind.MKRUN_ENDED, FaultKind.POWER_CUT, FaultKind.DISK_FULL, FaultKind.DISK_FULL_WHILE_WRITING);
    }

    private static Stream<FaultKind> kinds(FaultKind... daily) {
        return EVERY_KIND ? Stream.of(FaultKind.values()).filter(FaultKind::ofPulls) : Stream.of(daily);
    }

    @ParameterizedTest
    @MethodSource("ofCreations")
    void aCreationIsCompletedByTheNextRun(FaultKind kind) throws Exception {
        int points = new FaultPoints(creation, dir).ofCreation(kind);
        assertThat(points).isGreaterThan(kind == FaultKind.DISK_FULL_WHILE_WRITING ? 5 : 16);
        told(kind, points, "a creation");
    }

    @ParameterizedTest
    @MethodSource("ofUpgrades")
    void anUpgradeIsCompletedByTheNextRun(FaultKind kind) throws Exception {
        int points = new FaultPoints(upgrade, dir).ofUpgrade(kind);
        assertThat(points).isGreaterThan(kind == FaultKind.DISK_FULL_WHILE_WRITING ? 5 : 18);
        told(kind, points, "an upgrade");
    }

    /** With what the router has for a registry of its own, and keeps: a password that only the new one can be read with. */
    @ParameterizedTest
    @ValueSource(strings = {"7.9.2", "7.24"})
    void credentialsThatTheRouterHadComeBackAfterACutInThePull(String version) throws Exception {
        String had = "registry-url=https://mirror.example username=somebody password=\"their own\"";
        try (LabPlay play = new LabPlay(dir, version, "arm64")) {
            play.console("/container/config/set " + had);
            play.restart(c -> c.withFaults(LabFaults.dropAfterChange(MADE)));
            assertThatThrownBy(() -> play.run(one())).hasMessageContaining("/container/add");
            play.router().calm();
            assertThat(settings(play)).isEqualTo("me " + GuardedRegistry.PASSWORD);
            String ledger = Files.readString(play.router().files().resolve("mkrun-ledger.txt"));
            assertThat(ledger)
                    .contains("before /container/config = ")
                    .doesNotContain("their own", "their%20own", GuardedRegistry.PASSWORD);

            play.run(one());

            assertThat(settings(play)).isEqualTo("somebody their own");
            assertThat(play.run(one()).diff()).isEmpty();
        }
    }

    @Test
    void whatACutInThePullLeftBehindGoesWithTheContainer() throws Exception {
        try (LabPlay play = new LabPlay(dir, VERSION, "arm64", c -> c.withFaults(LabFaults.dropAfterChange(MADE)))) {
            assertThatThrownBy(() -> play.run(one())).hasMessageContaining("/container/add");
            assertThat(settings(play)).isEqualTo("me " + GuardedRegistry.PASSWORD);
            play.run(List.of(new NamedOperation("destroy", new OwnerGone(Owner.parse("alp-rc")))));
            assertThat(settings(play)).isBlank();
            assertThat(play.rows("/certificate")).isEmpty();
        }
    }

    private static String settings(LabPlay play) throws TargetException {
        return play.console(":put ([/container/config/get username] . \" \" . [/container/config/get password])")
                .strip();
    }

    private static void told(FaultKind kind, int points, String what) {
        System.out.println(
                "RouterOS " + VERSION + ": " + kind.words() + " at " + points + " points of " + what + " by a pull");
    }
}
