package mkrun.op.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import mkrun.image.ImageHealth;
import mkrun.lab.LabFaults;
import mkrun.lab.LabFaults.Illness;
import mkrun.lab.LabSpeeds;
import mkrun.routeros.ContainerHealth;
import mkrun.routeros.ContainerState;
import mkrun.routeros.Row;
import mkrun.target.TargetException;
import mkrun.target.routeros.RouterProbe;
import mkrun.target.routeros.RouterTarget;
import mkrun.task.Outcome;
import mkrun.testing.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Containers that are healthy, never become so, or no longer are, on routers that check it themselves and others. */
@Timeout(60)
class HealthOnLabTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    /** Short, since the lab's netwatch never says "never": only the deadline ends such a wait. */
    private static final HealthCheck CHECK = check("wget -q -O /dev/null http://localhost/", SECOND);

    private final TestImage one = TestImage.of("one");
    private final WholeRuns runs = new WholeRuns();

    @TempDir
    Path dir;

    private static HealthCheck check(String command, Duration interval) {
        return new HealthCheck(
                command,
                Optional.of(new HealthCheck.Port(HealthCheck.Protocol.HTTP, 80)),
                interval,
                SECOND,
                1,
                Duration.ZERO);
    }

    private static ContainerSpec spec(String name, int host, Supervision supervision) {
        return PlainContainer.of(name, "alp-rc", "172.17.0." + host + "/24").supervised(supervision);
    }

    private static Supervision checked(HealthCheck check) {
        return new Supervision(Optional.of(check), RestartPolicy.NO, List.of());
    }

    private static List<NamedOperation> container(TestImage image, HealthCheck check) {
        return ContainerTasks.of(spec("alp-rc", 2, checked(check)), image);
    }

    private static List<NamedOperation> unchecked(TestImage image) {
        return ContainerTasks.of(spec("alp-rc", 2, Supervision.NONE), image);
    }

    private static List<NamedOperation> monitored(TestImage image) {
        Supervision monitored = new Supervision(Optional.empty(), RestartPolicy.NO, List.of(), Deadlines.USUAL, SECOND);
        return ContainerTasks.of(spec("alp-rc", 2, monitored), image);
    }

    /** A container that runs for longer than it takes to see it run, and then ends. */
    @ParameterizedTest
    @ValueSource(strings = {"7.9.2", "7.20.8", "7.24"})
    void withoutACheckTheOldOneIsKeptUntilTheNewOneHasRunForAWhile(String version) throws Exception {
        Duration soon = Duration.ofMillis(5);
        LabSpeeds late = new LabSpeeds(soon, Duration.ofMillis(500), soon, soon, soon);
        try (LabPlay play = new LabPlay(dir, version, "arm64")) {
            assertThat(play.run(monitored(one)).diff()).endsWith("# wait until alp-rc has run for 1 s");
            Row before = only(play, "/container");
            play.restart(c -> c.withSpeeds(late).withFaults(LabFaults.ill(Illness.EXITS)));

            Optional<Outcome> failed = runs.run(play, monitored(TestImage.of("two")));

            assertThat(failed)
                    .get()
                    .asString()
                    .contains("waiting until alp-rc has run for 1 s: it does not run any more", "exited with status 1");
            Row after = only(play, "/container");
            assertThat(after.text("root-dir")).isEqualTo(before.text("root-dir"));
            assertThat(ContainerState.of(after)).isEqualTo(ContainerState.RUNNING);
            assertThat(play.run(monitored(one)).diff()).isEmpty();
        }
    }

    private static Row only(LabPlay play, String menu) throws TargetException {
        return play.rows(menu).stream()
                .reduce((a, b) -> {
                    throw new AssertionError("several rows of " + menu);
                })
                .orElseThrow();
    }

    private static boolean own(String version) {
        return version.startsWith("7.22") || version.startsWith("7.24");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.9.2", "7.16.2", "7.20.8", "7.22.3", "7.24"})
    void aHealthyContainerCostsNothingToLookAt(String version) throws Exception {
        try (LabPlay play = new LabPlay(dir, version, "arm64")) {
            LabPlay.Result predicted = play.check(container(one, CHECK));
            LabPlay.Result made = play.run(container(one, CHECK));
            assertThat(made.diff())
                    .isEqualTo(predicted.diff())
                    .endsWith("# wait until alp-rc is healthy (at most 3 s)");
            if (own(version)) {
                assertThat(ContainerHealth.of(only(play, "/container"))).isEqualTo(ContainerHealth.HEALTHY);
                assertThat(play.rows("/tool/netwatch")).isEmpty();
            } else {
                assertThat(only(play, "/tool/netwatch").text("status")).isEqualTo("up");
            }
            LabPlay.Result again = play.run(container(one, CHECK));
            assertThat(again.diff()).isEmpty();
            assertThat(again.exchanges()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.16.2", "7.22.3"})
    void anUpgradeLooksAnewAndADroppedCheckGoes(String version) throws Exception {
        TestImage two = TestImage.of("two");
        try (LabPlay play = new LabPlay(dir, version, "arm64")) {
            play.run(container(one, CHECK));
            LabPlay.Result predicted = play.check(container(two, CHECK));
            LabPlay.Result upgraded = play.run(container(two, CHECK));
            assertThat(upgraded.diff())
                    .isEqualTo(predicted.diff())
                    .contains("# wait until alp-rc is healthy (at most 3 s)");
            if (!own(version)) {
                assertThat(String.join("\n", upgraded.diff()))
                        .containsSubsequence("/tool/netwatch/remove", "/container/start", "/tool/netwatch/add");
            }
            assertThat(play.run(container(two, CHECK)).diff()).isEmpty();

            play.run(unchecked(two));
            assertThat(play.rows("/tool/netwatch")).isEmpty();
            assertThat(ContainerHealth.of(only(play, "/container"))).isEqualTo(ContainerHealth.UNCHECKED);
            assertThat(play.run(unchecked(two)).diff()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.16.2", "7.24"})
    void anotherIntervalRestartsOnlyWhatARouterChecksItself(String version) throws Exception {
        try (LabPlay play = new LabPlay(dir, version, "arm64")) {
            play.run(container(one, CHECK));
            HealthCheck slower = check(CHECK.command(), Duration.ofSeconds(2));
            LabPlay.Result predicted = play.check(container(one, slower));
            LabPlay.Result changed = play.run(container(one, slower));
            assertThat(changed.diff())
                    .isEqualTo(predicted.diff())
                    .containsExactlyElementsOf(
                            own(version)
                                    ? List.of(
                                            "/container/stop *1",
                                            "# wait until alp-rc has stopped (at most 60 s)",
                                            "/container/set [find where name=\"alp-rc\"] healthcheck-interval=2s",
                                            "/container/start [find where name=\"alp-rc\"]",
                                            "# wait until alp-rc runs (at most 120 s)",
                                            "# wait until alp-rc is healthy (at most 4 s)")
                                    : List.of(
                                            "/tool/netwatch/set [find where"
                                                    + " comment=\"mkrun:alp-rc/health/http-get\"] interval=2s",
                                            "# wait until alp-rc is healthy (at most 4 s)"));
            assertThat(play.run(container(one, slower)).diff()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.9.2", "7.24"})
    void oneThatNeverGetsHealthyFailsWithTheRoutersLog(String version) throws Exception {
        try (LabPlay play =
                new LabPlay(dir, version, "arm64", c -> c.withFaults(LabFaults.ill(Illness.NEVER_HEALTHY)))) {
            assertThat(runs.run(play, container(one, CHECK))).isPresent();
            Golden.matches("never-healthy-" + version + ".txt", runs.screen());
            // nothing ran before, so it stays for whoever looks for the reason
            assertThat(ContainerState.of(only(play, "/container"))).isEqualTo(ContainerState.RUNNING);
        }
    }

    @ParameterizedTest
    @CsvSource({"7.20.8, nothing answers at port 80 (http)", "7.22.3, check ordered to fail"})
    void whereTheNextImageIsNeverHealthyTheLastOneRunsAgain(String version, String reason) throws Exception {
        try (LabPlay play = new LabPlay(dir, version, "arm64")) {
            assertThat(runs.run(play, container(one, CHECK))).isEmpty();
            String root = only(play, "/container").text("root-dir");
            play.restart(c -> c.withFaults(LabFaults.ill(Illness.NEVER_HEALTHY)));

            Optional<Outcome> failed = runs.run(play, container(TestImage.of("two"), CHECK));

            assertThat(failed).get().asString().contains("waiting until alp-rc is healthy", reason);
            Golden.matches("never-healthy-upgrade-" + version + ".txt", runs.screen());
            assertThat(runs.rollback()).get().satisfies(back -> assertThat(back.reasons())
                    .isEmpty());
            assertThat(only(play, "/container").text("root-dir")).isEqualTo(root);
            assertThat(play.rows("/interface/veth")).hasSize(1);
            // the old one is healthy again, or is on its way there, and nothing else is to be done
            assertThat(play.run(container(one, CHECK)).diff())
                    .isSubsetOf("# wait until alp-rc is healthy (at most 3 s)");
        }
    }

    @Test
    void oneThatFallsIllFailsTheNextRunAndIsLeftRunning() throws Exception {
        try (LabPlay play = new LabPlay(dir, "7.24", "arm64")) {
            play.run(container(one, CHECK));
            play.restart(c -> c.withFaults(LabFaults.ill(Illness.FALLS_ILL)));
            assertThat(play.check(container(one, CHECK)).diff())
                    .containsExactly("# wait until alp-rc is healthy (at most 3 s)");
            assertThatThrownBy(() -> play.run(container(one, CHECK)))
                    .hasMessage("waiting until alp-rc is healthy: it is unhealthy:"
                            + " \"bad, output: check ordered to fail\"");
            assertThat(ContainerState.of(only(play, "/container"))).isEqualTo(ContainerState.RUNNING);
        }
    }

    @Test
    void oneThatEndsAtOnceFailsWithItsLastWords() throws Exception {
        try (LabPlay play = new LabPlay(dir, "7.20.8", "arm64", c -> c.withFaults(LabFaults.ill(Illness.EXITS)))) {
            assertThatThrownBy(() -> play.run(container(one, CHECK)))
                    .hasMessageContaining("exited with status 1")
                    .hasMessageContaining("*** started");
            // the next start goes well
            play.run(container(one, CHECK));
            assertThat(play.run(container(one, CHECK)).diff()).isEmpty();
        }
    }

    @Test
    void whatDependsOnOneThatDoesNotRunIsNotStarted() throws Exception {
        ContainerSpec db = spec("db", 3, checked(CHECK));
        ContainerSpec web = spec("alp-rc", 2, new Supervision(Optional.empty(), RestartPolicy.NO, List.of(db)));
        List<NamedOperation> all = new ArrayList<>(ContainerTasks.of(db, TestImage.of("db")));
        all.addAll(ContainerTasks.of(web, one));
        try (LabPlay play = new LabPlay(dir, "7.16.2", "arm64")) {
            LabPlay.Result made = play.run(all);
            assertThat(String.join("\n", made.diff()))
                    .containsSubsequence(
                            "# wait until db is healthy (at most 3 s)",
                            "# wait until db, which alp-rc depends on, is healthy (at most 3 s)",
                            "/container/start");
            assertThat(play.run(all).diff()).isEmpty();

            // another image of what others depend on is no concern of theirs
            assertThat(play.run(ContainerTasks.of(db, TestImage.of("db2"))).changed())
                    .contains("container db");
            assertThat(play.run(ContainerTasks.of(web, one)).diff()).isEmpty();

            // unless it was asked for
            List<NamedOperation> handler = List.of(ContainerTasks.restart(web, ContainerTasks.built(one)));
            assertThat(String.join("\n", play.run(handler).diff()))
                    .containsSubsequence("/container/stop", "/container/start", "# wait until alp-rc runs");

            play.console("/container/stop [find where root-dir~\"/mkrun/\"]");
            assertThatThrownBy(() -> play.run(ContainerTasks.of(web, one)))
                    .hasMessageStartingWith(
                            "waiting until db, which alp-rc depends on, is healthy: it does not run any more");
            assertThat(play.rows("/container")).noneMatch(ContainerRows::live);
            assertThat(play.run(handler).diff()).isEmpty();
        }
    }

    /** As where {@code when} or {@code --tags} leave the tasks of the other one out. */
    @Test
    void whatDependsOnOneWhoseTasksWereSkippedSaysSo() throws Exception {
        ContainerSpec web = spec(
                "alp-rc",
                2,
                new Supervision(Optional.empty(), RestartPolicy.NO, List.of(spec("db", 3, Supervision.NONE))));
        try (LabPlay play = new LabPlay(dir, "7.24", "arm64")) {
            assertThatThrownBy(() -> play.run(ContainerTasks.of(web, one)))
                    .hasMessageStartingWith(
                            "waiting until db, which alp-rc depends on, is healthy: the container is not"
                                    + " there: its own tasks were skipped, by their condition or by tags, or somebody has"
                                    + " removed it");
            assertThat(play.rows("/container")).noneMatch(ContainerRows::live);

            ContainerRuns last = new ContainerRuns(web, ContainerTasks.built(one), List.of());
            try (RouterTarget target = RouterTarget.open(play::connect)) {
                assertThat(last.diff(last.inspect(target.probe(RouterProbe.class)))
                                .relies())
                        .hasEntrySatisfying("container db", why -> assertThat(why)
                                .startsWith(
                                        "waiting until db, which alp-rc depends on, is healthy: the container is not"
                                                + " there: its own tasks were skipped"));
            }
        }
    }

    @Test
    void aRestartPolicyIsKeptAndDropped() throws Exception {
        RestartPolicy policy = new RestartPolicy(RestartPolicy.Mode.ON_FAILURE, OptionalInt.of(5), Optional.empty());
        List<NamedOperation> tasks =
                ContainerTasks.of(spec("alp-rc", 2, new Supervision(Optional.empty(), policy, List.of())), one);
        try (LabPlay play = new LabPlay(dir, "7.24", "arm64")) {
            assertThat(String.join("\n", play.run(tasks).diff()))
                    .contains("restart-policy=on-failure restart-max-count=5");
            assertThat(play.run(tasks).diff()).isEmpty();
            assertThat(String.join("\n", play.run(unchecked(one)).diff())).contains("restart-policy=no");
            assertThat(play.run(unchecked(one)).diff()).isEmpty();
        }
    }

    private static TestImage checkedImage(String content) {
        return TestImage.checked(content, new ImageHealth("test -e /sbin/init", SECOND, SECOND, 1, Duration.ZERO));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.21.5", "7.22.3", "7.24"})
    void theCheckOfAnImageCountsWhereTheRouterMakesIt(String version) throws Exception {
        String wait = "# wait until alp-rc is healthy (at most 3 s)";
        TestImage image = checkedImage("one");
        try (LabPlay play = new LabPlay(dir, version, "arm64")) {
            LabPlay.Result predicted = play.check(unchecked(image));
            LabPlay.Result made = play.run(unchecked(image));
            assertThat(made.diff()).isEqualTo(predicted.diff());
            assertThat(made.diff().contains(wait)).isEqualTo(own(version));
            assertThat(ContainerHealth.of(only(play, "/container")))
                    .isEqualTo(own(version) ? ContainerHealth.HEALTHY : ContainerHealth.UNCHECKED);
            LabPlay.Result again = play.run(unchecked(image));
            assertThat(again.diff()).isEmpty();
            assertThat(again.exchanges()).isEqualTo(2);
        }
    }

    @Test
    void anImageThatNeverPassesItsOwnCheckIsTakenBack() throws Exception {
        try (LabPlay play = new LabPlay(dir, "7.24", "arm64")) {
            play.run(unchecked(one));
            play.restart(c -> c.withFaults(LabFaults.ill(Illness.NEVER_HEALTHY)));
            Optional<Outcome> failed = runs.run(play, unchecked(checkedImage("two")));
            assertThat(failed).get().asString().contains("it is unhealthy");
            assertThat(runs.rollback()).get().satisfies(back -> assertThat(back.reasons())
                    .isEmpty());
            assertThat(ContainerState.of(only(play, "/container"))).isEqualTo(ContainerState.RUNNING);
            assertThat(ContainerHealth.of(only(play, "/container"))).isEqualTo(ContainerHealth.UNCHECKED);
        }
    }
}
