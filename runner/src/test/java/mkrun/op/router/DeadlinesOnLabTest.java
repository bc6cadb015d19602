package mkrun.op.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mkrun.lab.LabSpeeds;
import mkrun.routeros.ContainerState;
import mkrun.task.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How long imports may take, by the image and the disk, and what is said of one that takes longer. */
@Timeout(60)
class DeadlinesOnLabTest {
    private static final Pattern IMPORT = Pattern.compile("is imported \\(at most (\\d+) s\\)");
    private static final int BYTES = 20_000_000;

    private final WholeRuns runs = new WholeRuns();

    @TempDir
    Path dir;

    private static List<NamedOperation> container(TestImage image, Deadlines deadlines) {
        ContainerSpec spec = PlainContainer.of("alp-rc", "alp-rc", "172.17.0.2/24")
                .supervised(new Supervision(Optional.empty(), RestartPolicy.NO, List.of(), deadlines, Duration.ZERO));
        return ContainerTasks.of(spec, image);
    }

    @ParameterizedTest
    @CsvSource({"7.9.2, arm", "7.20.8, arm64", "7.24, amd64"})
    void theTimeIsThatOfTheDiskForTheBytes(String version, String architecture) throws Exception {
        try (LabPlay play = new LabPlay(dir, version, architecture.equals("amd64") ? "x86_64" : architecture)) {
            List<String> plan = play.check(container(TestImage.large("one", BYTES), Deadlines.USUAL))
                    .diff();
            Matcher deadline = IMPORT.matcher(String.join("\n", plan));
            assertThat(deadline.find()).isTrue();
            assertThat(Integer.parseInt(deadline.group(1))).isBetween(320, 321);
        }
    }

    @Test
    void anImportThatTakesLongerNamesTheDeadlineAndHowToMoveIt() throws Exception {
        Deadlines tooShort =
                new Deadlines(Optional.of(Duration.ofSeconds(1)), Optional.empty(), Optional.empty(), Optional.empty());
        try (LabPlay play =
                new LabPlay(dir, "7.24", "arm64", c -> c.withSpeeds(LabSpeeds.FAST.withExtract(Duration.ofHours(1))))) {
            Optional<Outcome> failed = runs.run(play, container(TestImage.of("one"), tooShort));
            assertThat(failed)
                    .get()
                    .asString()
                    .contains("waiting until alp-rc is imported: gave up after 1 s"
                            + " (the deadline of the step 'import'; for more, write deadlines import: '1h' in the"
                            + " container's block), it is extracting");
        }
    }

    /** A router that hangs in an import lets nobody end it; whoever comes later is told so, and does not wait as long again. */
    @ParameterizedTest
    @ValueSource(strings = {"7.16.2", "7.24"})
    void anImportThatHangsIsToldWhenItBeganAndHowToEndIt(String version) throws Exception {
        Deadlines tooShort =
                new Deadlines(Optional.of(Duration.ofSeconds(1)), Optional.empty(), Optional.empty(), Optional.empty());
        List<NamedOperation> one = container(TestImage.of("one"), tooShort);
        List<NamedOperation> two = container(TestImage.of("two"), tooShort);
        String handle = version.equals("7.24") ? "name=\"alp-rc.next\"" : "interface=\"next-";
        String remedy = "it is extracting. The router goes on with the import, and the next run finds it. If it hangs,"
                + " end it on the router, by /container/remove [find where "
                + handle;
        try (LabPlay play = new LabPlay(dir, version, "arm64")) {
            assertThat(runs.run(play, one)).isEmpty();
            play.restart(c -> c.withSpeeds(LabSpeeds.FAST.withExtract(Duration.ofHours(1))));

            assertThatThrownBy(() -> play.run(two))
                    .hasMessageContaining("is imported: gave up after 1 s (")
                    .hasMessageContaining(remedy);
            assertThat(runs.run(play, one)).get().asString().contains("the old alp-rc has settled: gave up", remedy);
            assertThat(runs.warnings())
                    .anyMatch(w -> w.matches("waits until the old alp-rc has settled, for 1 s at most: the router has"
                            + " been at it since \\S* ?\\d\\d:\\d\\d:\\d\\d by its clock"));
            assertThatThrownBy(() -> play.run(two))
                    .hasMessageContaining("is imported: gave up after 1 s, at which the router has been since ");
            assertThat(play.rows("/container"))
                    .filteredOn(row -> ContainerState.of(row) == ContainerState.RUNNING)
                    .hasSize(1);

            // The import begins anew, and fails: going back has removed its archive.
            play.restart(c -> c.withSpeeds(LabSpeeds.FAST));
            while (play.rows("/container").stream()
                    .anyMatch(row -> ContainerState.of(row) == ContainerState.EXTRACTING)) {
                Thread.onSpinWait();
            }
            assertThat(runs.run(play, two)).isEmpty();
            assertThat(play.run(two).diff()).isEmpty();
        }
    }

    /** The interface of a container that is still there is asked for once: no waiting frees it. */
    @ParameterizedTest
    @ValueSource(strings = {"7.16.2", "7.24"})
    void goingBackDoesNotWaitForTheInterfaceOfAnImportThatHangs(String version) throws Exception {
        Deadlines tooShort =
                new Deadlines(Optional.of(Duration.ofSeconds(1)), Optional.empty(), Optional.empty(), Optional.empty());
        try (LabPlay play = new LabPlay(dir, version, "arm64")) {
            assertThat(runs.run(play, container(TestImage.of("one"), tooShort))).isEmpty();
            play.restart(c -> c.withSpeeds(LabSpeeds.FAST.withExtract(Duration.ofHours(1))));

            assertThat(runs.run(play, container(TestImage.of("two"), tooShort))).isPresent();
            assertThat(runs.rollback()).get().satisfies(back -> assertThat(back.reasons())
                    .anySatisfy(why -> assertThat(why).contains("the new alp-rc has settled: gave up"))
                    .anySatisfy(why -> assertThat(why)
                            .startsWith("/interface/veth/add")
                            .endsWith("the router said \"failure: interface is in use by container"
                                    + (version.equals("7.24") ? " (/interface/veth/remove; line 1)" : "") + "\"")));
        }
    }
}
