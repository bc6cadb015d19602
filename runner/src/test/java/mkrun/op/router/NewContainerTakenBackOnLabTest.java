package mkrun.op.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import mkrun.lab.LabSpeeds;
import mkrun.target.Progress;
import mkrun.target.Rollback;
import mkrun.target.TargetException;
import mkrun.target.routeros.RouterProbe;
import mkrun.target.routeros.RouterTarget;
import mkrun.task.Operation;
import mkrun.task.Plan;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A container that came with a transaction goes with it, on a router that needs its time for that. */
@Timeout(60)
class NewContainerTakenBackOnLabTest {
    private static final Duration SOON = Duration.ofMillis(20);
    /** Longer than it takes to ask for the removal twice. */
    private static final LabSpeeds SLOW_TO_REMOVE = new LabSpeeds(SOON, SOON, SOON, Duration.ofSeconds(1), SOON);

    @TempDir
    Path dir;

    private static <S> void make(RouterTarget target, Operation<RouterProbe, S> operation) throws TargetException {
        Plan plan = operation.diff(operation.inspect(target.probe(RouterProbe.class)));
        target.apply(plan.changes(), Progress.NONE);
    }

    /** Before 7.20 a container that is being deleted shows as stopped. */
    @ParameterizedTest
    @ValueSource(strings = {"7.9.2", "7.16.2", "7.24"})
    void nothingIsLeftOfIt(String version) throws Exception {
        try (LabPlay play = new LabPlay(dir, version, "arm64", c -> c.withSpeeds(SLOW_TO_REMOVE));
                RouterTarget target = RouterTarget.open(play::connect)) {
            List<NamedOperation> tasks = RollbackOnLabTest.container(TestImage.of("one"), 2222, "UTC");
            target.begin();
            for (NamedOperation task : tasks) {
                make(target, task.operation());
            }

            Rollback back = target.rollback(Progress.NONE);

            assertThat(back.reasons()).isEmpty();
            assertThat(play.rows("/container")).isEmpty();
            assertThat(play.rows("/interface/veth")).isEmpty();
        }
    }
}
