package mkrun.op.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import mkrun.lab.LabFaults;
import mkrun.lab.LabSpeeds;
import mkrun.routeros.ContainerState;
import mkrun.task.Outcome;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Containers that a router takes its time to remove. */
@Timeout(60)
class RemovalOnLabTest {
    private static final Duration LONG = Duration.ofMillis(500);
    private static final LabSpeeds SLOW =
            new LabSpeeds(LabSpeeds.FAST.extract(), LabSpeeds.FAST.start(), LabSpeeds.FAST.stop(), LONG, LONG);

    private final WholeRuns runs = new WholeRuns();

    @TempDir
    Path dir;

    private static List<NamedOperation> container(String image) {
        return ContainerTasks.of(PlainContainer.of("web", "web", "172.17.0.2/24"), TestImage.of(image));
    }

    /** Before 7.20 such a container looks as if it had stopped. */
    @ParameterizedTest
    @ValueSource(strings = {"7.9.2", "7.16.2", "7.20.8", "7.24"})
    void anUpgradeIsTakenBackWholeThoughTheNewContainerIsSlowToGo(String version) throws Exception {
        List<NamedOperation> one = container("one");
        try (LabPlay play = new LabPlay(dir, version, "arm64")) {
            play.run(one);
            play.restart(c -> c.withSpeeds(SLOW).withFaults(LabFaults.parse("fail-import=1")));

            Optional<Outcome> failed = runs.run(play, container("two"));

            assertThat(failed).isPresent();
            assertThat(runs.rollback().orElseThrow().reasons()).isEmpty();
            assertThat(play.rows("/container"))
                    .singleElement()
                    .matches(row -> ContainerState.of(row) == ContainerState.RUNNING);
            assertThat(play.run(one).diff()).isEmpty();
        }
    }
}
