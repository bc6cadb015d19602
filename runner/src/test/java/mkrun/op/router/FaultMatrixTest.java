package mkrun.op.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
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

    private static FaultedRuns.Goal creation;
    private static FaultedRuns.Goal upgrade;

    @TempDir
    Path dir;

    @BeforeAll
    static void undisturbed(@TempDir Path undisturbed) throws Exception {
        creation = FaultedRuns.Goal.creation(VERSION, undisturbed.resolve("creation"));
        upgrade = FaultedRuns.Goal.upgrade(VERSION, undisturbed.resolve("upgrade"));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MKRUN_ENDED")
    void aCreationIsCompletedByTheNextRun(FaultKind kind) throws Exception {
        int points = new FaultPoints(creation, dir).ofCreation(kind);
        assertThat(points).isGreaterThan(kind == FaultKind.DISK_FULL_WHILE_WRITING ? 5 : 10);
        System.out.println("RouterOS " + VERSION + ": " + kind.words() + " at " + points + " points of a creation");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MKRUN_ENDED")
    void anUpgradeIsCompletedByTheNextRun(FaultKind kind) throws Exception {
        int points = new FaultPoints(upgrade, dir).ofUpgrade(kind);
        assertThat(points).isGreaterThan(kind == FaultKind.DISK_FULL_WHILE_WRITING ? 5 : 12);
        System.out.println("RouterOS " + VERSION + ": " + kind.words() + " at " + points + " points of an upgrade");
    }

    /** The next run brings back what the ended one has stopped, before it tries the upgrade again. */
    @Test
    void theOldContainerRunsWhereMkrunEndedInAnUpgradeToAnImageThatNeverDoes() throws Exception {
        int points = new FaultPoints(creation, dir).ofVainUpgrade();
        assertThat(points).isGreaterThan(8);
        System.out.println("RouterOS " + VERSION + ": mkrun ended at " + points
                + " points of an upgrade to an image that never runs");
    }
}
