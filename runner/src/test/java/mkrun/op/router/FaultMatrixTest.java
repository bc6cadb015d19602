package mkrun.op.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import mkrun.lab.LabFaults;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever goes wrong at whatever step of a creation or of an upgrade: the old container runs if the new one never did, and
 * the next run completes what was begun, with every row and file once and nothing left over.
 */
@Timeout(600)
class FaultMatrixTest {
    /** One version is enough for every day; {@code -Dmkrun.faults=7.16.2} tries another. */
    private static final String VERSION = System.getProperty("mkrun.faults", "7.20.8");

    @TempDir
    Path dir;

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MKRUN_ENDED")
    void aCreationIsCompletedByTheNextRun(FaultKind kind) throws Exception {
        FaultedRuns.Goal goal = FaultedRuns.Goal.creation(VERSION, dir.resolve("undisturbed"));
        AtomicInteger next = new AtomicInteger();
        int points = SideBySide.sum(worker -> {
            int tried = 0;
            while (FaultedRuns.creation(goal, kind, dir, next.incrementAndGet())) {
                tried++;
            }
            return tried;
        });
        assertThat(points).isGreaterThan(kind == FaultKind.DISK_FULL_WHILE_WRITING ? 5 : 10);
        System.out.println("RouterOS " + VERSION + ": " + kind.words() + " at " + points + " points of a creation");
    }

    /** To and fro between two images, so that each point costs one upgrade. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MKRUN_ENDED")
    void anUpgradeIsCompletedByTheNextRun(FaultKind kind) throws Exception {
        FaultedRuns.Goal goal = FaultedRuns.Goal.upgrade(VERSION, dir.resolve("undisturbed"));
        AtomicInteger next = new AtomicInteger();
        int points = SideBySide.sum(worker -> {
            try (FaultedRuns.Upgrades upgrades = new FaultedRuns.Upgrades(goal, kind, dir.resolve("router" + worker))) {
                int tried = 0;
                while (upgrades.faultedAt(next.incrementAndGet())) {
                    tried++;
                }
                return tried;
            }
        });
        assertThat(points).isGreaterThan(kind == FaultKind.DISK_FULL_WHILE_WRITING ? 5 : 12);
        System.out.println("RouterOS " + VERSION + ": " + kind.words() + " at " + points + " points of an upgrade");
    }

    /** The next run brings back what the ended one has stopped, before it tries the upgrade again. */
    @Test
    void theOldContainerRunsWhereMkrunEndedInAnUpgradeToAnImageThatNeverDoes() throws Exception {
        FaultedRuns.Goal goal = FaultedRuns.Goal.creation(VERSION, dir.resolve("undisturbed"));
        int points = 0;
        try (LabPlay play = FaultedRuns.play(dir.resolve("router"), VERSION, LabFaults.NONE)) {
            assertThat(new WholeRuns().run(play, goal.wanted().get(0))).isEmpty();
            while (FaultedRuns.endedAt(play, goal, points + 1)) {
                points++;
            }
        }
        assertThat(points).isGreaterThan(8);
        System.out.println("RouterOS " + VERSION + ": mkrun ended at " + points
                + " points of an upgrade to an image that never runs");
    }
}
