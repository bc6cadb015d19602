package mkrun.op.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import mkrun.lab.LabFaults;
import mkrun.routeros.ContainerState;
import mkrun.target.Rollback;
import mkrun.target.TargetException;
import mkrun.task.Outcome;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** An upgrade that does not come to its end leaves a container that runs. */
@Timeout(120)
class UpgradesTakenBackTest {
    private static final List<String> MENUS = List.of(
            "/container",
            "/container/envs",
            "/container/mounts",
            "/interface/veth",
            "/interface/bridge/port",
            "/ip/firewall/nat");

    private final TestImage one = TestImage.of("one");
    private final WholeRuns runs = new WholeRuns();

    @TempDir
    Path dir;

    static Stream<Arguments> generations() {
        return ContainerOnLabTest.generations();
    }

    private static void assertOneRuns(LabPlay play) throws TargetException {
        assertThat(play.rows("/container"))
                .filteredOn(r -> ContainerState.of(r) == ContainerState.RUNNING)
                .hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("generations")
    void whereTheNextImageDoesNotRunTheLastOneDoesAgain(String version, String architecture) throws Exception {
        try (LabPlay play = new LabPlay(dir, version, architecture)) {
            assertThat(runs.run(play, AlpRc.container(one, 2222, "UTC", "OLD"))).isEmpty();
            Map<String, List<Map<String, String>>> before = play.settings(MENUS);

            Optional<Outcome> failed = runs.run(play, AlpRc.container(TestImage.broken("two"), 2200, "CET", "NEW"));

            assertThat(failed).get().asString().contains("execvpe /none: No such file or directory");
            assertThat(runs.rollback()).get().satisfies(back -> {
                assertThat(back.reasons()).isEmpty();
                assertThat(back.undone()).hasSizeGreaterThan(8);
                assertThat(back.toString()).doesNotContain("s3cr3t");
            });
            assertThat(play.settings(MENUS)).isEqualTo(before);
            assertOneRuns(play);
            assertThat(play.console(":put [:len [/file/find where name~\"alp-rc.*tar\"]]")
                            .strip())
                    .isEqualTo("0");
            assertThat(play.run(AlpRc.container(one, 2222, "UTC", "OLD")).diff())
                    .isEmpty();
        }
    }

    /** On the versions that the matrix of faults does not try. */
    @ParameterizedTest
    @CsvSource({"7.16.2,arm", "7.24,arm64"})
    void anUpgradeThatIsCutOffAnywhereLeavesOneRunningAndTheNextRunCompletesIt(String version, String architecture)
            throws Exception {
        TestImage two = TestImage.of("two");
        int points = 0;
        try (LabPlay play = new LabPlay(dir, version, architecture)) {
            runs.run(play, AlpRc.container(one, 2222, "UTC"));
            while (true) {
                points++;
                LabFaults fault = LabFaults.dropAfterChange(points);
                play.restart(c -> c.withFaults(fault));
                Optional<Outcome> cut = runs.run(play, AlpRc.container(two, 2200, "CET"));
                assertOneRuns(play);
                if (cut.isEmpty()) {
                    break;
                }
                assertThat(cut.get()).isInstanceOf(Outcome.Unreachable.class);
                assertThat(runs.rollback().map(Rollback::left).orElse(List.of()))
                        .isEmpty();
                assertThat(runs.run(play, AlpRc.container(two, 2200, "CET"))).isEmpty();
                assertOneRuns(play);
                assertThat(play.rows("/container")).hasSize(1);
                assertThat(play.rows("/interface/veth")).hasSize(1);
                assertThat(play.run(AlpRc.container(two, 2200, "CET")).diff()).isEmpty();
                assertThat(runs.run(play, AlpRc.container(one, 2222, "UTC"))).isEmpty();
            }
        }
        assertThat(points).isGreaterThan(12);
        System.out.println("RouterOS " + version + ": an upgrade was cut off at " + (points - 1) + " points");
    }
}
