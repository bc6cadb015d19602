package mkrun.op.router;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import mkrun.lab.LabFaults;
import mkrun.lab.LabFaults.Illness;
import mkrun.target.UnreachableException;
import mkrun.target.routeros.RouterLink;
import mkrun.testing.JudgedLink;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs that end before anybody looks whether they run. */
@Timeout(60)
class StartedOnLabTest {
    @TempDir
    Path dir;

    /** A link by which a start is answered when the program has ended. */
    private static final class Late extends JudgedLink {
        Late(RouterLink link, String version) {
            super(link, version);
        }

        @Override
        public String exec(String line) throws UnreachableException {
            String answer = super.exec(line);
            if (line.contains("/container/start")) {
                while (super.exec(":put [:len [/log/find where message~\"exited\"]]")
                        .strip()
                        .equals("0")) {
                    Thread.onSpinWait();
                }
            }
            return answer;
        }
    }

    @ParameterizedTest
    @CsvSource({"7.9.2, ''", "7.16.2, ''", "7.20.8, ': \"exited with status 1\"'", "7.24, ': \"exited with status 1\"'"
    })
    void oneThatIsOverAtTheFirstLookIsSaidToHaveRun(String version, String reason) throws Exception {
        List<NamedOperation> tasks =
                ContainerTasks.of(PlainContainer.of("alp-rc", "alp-rc", "172.17.0.2/24"), TestImage.of("one"));
        try (LabPlay play = new LabPlay(dir, version, "arm64", c -> c.withFaults(LabFaults.ill(Illness.EXITS)))) {
            play.between(link -> new Late(link, version));
            assertThatThrownBy(() -> play.run(tasks))
                    .hasMessageStartingWith(
                            "waiting until alp-rc runs: it ended as soon as it was started" + reason + "\n")
                    .hasMessageContainingAll("*** started", "exited with status 1");
        }
    }
}
