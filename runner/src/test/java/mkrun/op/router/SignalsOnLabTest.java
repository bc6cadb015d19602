package mkrun.op.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The signals by which containers are stopped. */
@Timeout(60)
class SignalsOnLabTest {
    private static final String SIGNAL = ":put [/container/get [find] stop-signal]";

    @TempDir
    Path dir;

    private static List<NamedOperation> stoppedBy(Object signal) {
        return List.of(new NamedOperation(
                "signal",
                new RouterEntry("/container", Map.of("name", "web"), Map.of("stop-signal", signal), "mine", true)));
    }

    @ParameterizedTest
    @CsvSource({"7.16.2, 15, 12", "7.20.8, 15-SIGTERM, 12-SIGUSR2", "7.24, 15-SIGTERM, 12-SIGUSR2"})
    void aRouterShowsThemAsItsVersionDoesAndTakesNoOthers(String version, String usual, String other) throws Exception {
        try (LabPlay play = new LabPlay(dir, version, "arm64")) {
            play.run(ContainerTasks.of(PlainContainer.of("web", "web", "172.17.0.2/24"), TestImage.of("one")));
            assertThat(play.console(SIGNAL).strip()).isEqualTo(usual);
            assertThat(play.console("/container/set [find] stop-signal=HUP; " + SIGNAL))
                    .doesNotContain(usual);
            assertThat(play.console("/container/set [find] stop-signal=12; " + SIGNAL)
                            .strip())
                    .isEqualTo(other);
        }
    }

    /** A row that is somebody else's is an error where it is not as wanted. */
    @ParameterizedTest
    @ValueSource(strings = {"7.20.8", "7.24"})
    void aSignalIsTheSameByItsNumberAndItsName(String version) throws Exception {
        try (LabPlay play = new LabPlay(dir, version, "arm64")) {
            play.run(ContainerTasks.of(PlainContainer.of("web", "web", "172.17.0.2/24"), TestImage.of("one")));
            for (Object signal : List.of(15, "15", "15-SIGTERM")) {
                assertThat(play.run(stoppedBy(signal)).diff()).isEmpty();
            }
            assertThatThrownBy(() -> play.run(stoppedBy(12))).hasMessageContaining("stop-signal");
        }
    }
}
