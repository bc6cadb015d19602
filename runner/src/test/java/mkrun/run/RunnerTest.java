package mkrun.run;

import static mkrun.run.FakeHost.impossible;
import static mkrun.run.FakeHost.task;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import mkrun.run.Recap.Counts;
import mkrun.target.BlockedException;
import mkrun.target.Target;
import mkrun.target.UnreachableException;
import mkrun.task.Condition;
import mkrun.task.Outcome;
import mkrun.task.Play;
import mkrun.task.SourcePos;
import mkrun.task.Task;
import org.junit.jupiter.api.Test;

class RunnerTest {
    private static final SourcePos HERE = new SourcePos("site.groovy", 1, 0);
    private final Map<String, FakeHost> hosts = new LinkedHashMap<>();
    private final List<RunEvent> events = new ArrayList<>();

    @Test
    void secondRunChangesNothing() throws InterruptedException {
        Play play = play(List.of(task("name it", "name", "a"), task("lock it", "lock", "on")), "r1", "r2");

        Recap first = run(false, play);
        Recap second = run(false, play);

        assertThat(first.hosts().get("r1")).isEqualTo(new Counts(3, 2, 0, 0, 0, 0, 0, 0, 0));
        assertThat(second.hosts().get("r1")).isEqualTo(new Counts(3, 0, 0, 0, 0, 0, 0, 0, 0));
        assertThat(second.anyChanged()).isFalse();
    }

    @Test
    void checkReportsTheSameChangesAndMakesNone() throws InterruptedException {
        Play play = play(List.of(task("name it", "name", "a")), "r1");

        Recap check = run(true, play);
        assertThat(hosts.get("r1").settings).isEmpty();
        List<String> predicted = changes();
        events.clear();
        run(false, play);

        assertThat(check.hosts().get("r1").changed()).isEqualTo(1);
        assertThat(changes()).isEqualTo(predicted).containsExactly("set name=a");
    }

    @Test
    void failureStopsThatHostOnly() throws InterruptedException {
        host("r1").refuses = "name";

        Recap recap =
                run(false, play(List.of(task("name it", "name", "a"), task("lock it", "lock", "on")), "r1", "r2"));

        assertThat(recap.hosts().get("r1")).isEqualTo(new Counts(1, 0, 0, 1, 0, 0, 0, 0, 0));
        assertThat(recap.hosts().get("r2")).isEqualTo(new Counts(3, 2, 0, 0, 0, 0, 0, 0, 0));
        assertThat(hosts.get("r1").settings).doesNotContainKey("lock");
    }

    @Test
    void ignoredFailureIsCountedAndTheHostGoesOn() throws InterruptedException {
        host("r1").refuses = "name";
        Task careless = task("name it", "name", "a");
        careless = new Task(
                careless.id(),
                careless.operation(),
                careless.when(),
                List.of(),
                Set.of(),
                true,
                Optional.empty(),
                Optional.empty());

        Recap recap = run(false, play(List.of(careless, task("lock it", "lock", "on")), "r1"));

        assertThat(recap.hosts().get("r1")).isEqualTo(new Counts(3, 1, 0, 0, 0, 0, 1, 0, 0));
    }

    @Test
    void notifiedHandlerRunsOnceAtTheEnd() throws InterruptedException {
        Play.HostTasks tasks = new Play.HostTasks(
                List.of(task("one", "a", "1", "reload"), task("two", "b", "1", "reload"), task("three", "c", "1")),
                List.of(task("reload", "reloaded", "yes"), task("never asked for", "x", "y")));

        run(false, new Play("p", HERE, List.of(List.of("r1")), Map.of("r1", tasks)));

        assertThat(hosts.get("r1").log)
                .containsExactly("prefetch [a, b, c]", "set a=1", "set b=1", "set c=1", "set reloaded=yes", "close");
    }

    @Test
    void aHandlerWhoseWorkATaskHasDoneSinceDoesNotRun() throws InterruptedException {
        Task settles = task("two", new FakeHost.Common(new FakeHost.Setting("b", "1"), "reload"));
        List<Task> handlers = List.of(task("reload", "reloaded", "yes"));
        Play.HostTasks before = new Play.HostTasks(List.of(task("one", "a", "1", "reload"), settles), handlers);
        Play.HostTasks after = new Play.HostTasks(List.of(settles, task("one", "a", "1", "reload")), handlers);

        run(false, new Play("p", HERE, List.of(List.of("r1")), Map.of("r1", before)));
        run(false, new Play("p", HERE, List.of(List.of("r2")), Map.of("r2", after)));

        assertThat(hosts.get("r1").settings).doesNotContainKey("reloaded");
        assertThat(hosts.get("r2").settings).containsEntry("reloaded", "yes");
    }

    @Test
    void aCheckFailsForWhatNoTaskBeforeItIsGoingToDo() throws InterruptedException {
        Task needs = task("two", new FakeHost.Relying(new FakeHost.Setting("b", "1"), "one"));

        Recap founded = run(true, play(List.of(task("one", "a", "1"), needs), "r1"));
        Recap alone = run(true, play(List.of(needs), "r1"));

        assertThat(founded.hosts().get("r1").changed()).isEqualTo(2);
        assertThat(alone.hosts().get("r1").failed()).isEqualTo(1);
        assertThat(events)
                .anyMatch(e -> e instanceof RunEvent.TaskFinished task
                        && task.outcome().equals(new Outcome.Failed("nobody did one", List.of(), false)));
    }

    @Test
    void whatTwoTasksWantInCommonACheckTellsOnce() throws InterruptedException {
        FakeHost.Common common = new FakeHost.Common(new FakeHost.Setting("a", "1"), "none");
        Play play = play(List.of(task("one", common), task("two", common)), "r1");

        Recap check = run(true, play);

        assertThat(check.hosts().get("r1").changed()).isEqualTo(1);
        assertThat(run(false, play).hosts()).isEqualTo(check.hosts());
    }

    @Test
    void unreachableAndBlockedHostsAreCountedAndLeftAlone() throws InterruptedException {
        Runner runner = new Runner(
                (name, reads, notices) -> {
                    if (name.equals("r1")) {
                        throw new UnreachableException("connection refused", null);
                    }
                    throw new BlockedException(List.of("install the container package"));
                },
                new RunOptions(false, 2, TagFilter.ALL),
                events::add);

        Recap recap = runner.run(List.of(play(List.of(task("name it", "name", "a")), "r1", "r2")));

        assertThat(recap.hosts().get("r1").unreachable()).isEqualTo(1);
        assertThat(recap.hosts().get("r2").blocked()).isEqualTo(1);
        assertThat(events).noneMatch(e -> e instanceof RunEvent.TaskStarted);
    }

    @Test
    void tasksThatOnlySomeHostsHaveKeepTheirPlaceInTheOrder() throws InterruptedException {
        Map<String, Play.HostTasks> perHost = Map.of(
                "r1",
                new Play.HostTasks(List.of(task("a", "a", "1"), task("c", "c", "1")), List.of()),
                "r2",
                new Play.HostTasks(List.of(task("a", "a", "1"), task("b", "b", "1"), task("c", "c", "1")), List.of()));

        run(false, new Play("p", HERE, List.of(List.of("r1", "r2")), perHost));

        assertThat(events.stream()
                        .filter(e -> e instanceof RunEvent.TaskStarted)
                        .map(e -> ((RunEvent.TaskStarted) e).task().id().name()))
                .containsExactly("a", "b", "c");
    }

    @Test
    void batchThatFailsWholeEndsThePlayAndWhatRestsOnIt() throws InterruptedException {
        host("r1").refuses = "name";
        List<Task> tasks = List.of(task("name it", "name", "a"));
        Map<String, Play.HostTasks> same = Map.of(
                "r1",
                new Play.HostTasks(tasks, List.of()),
                "r2",
                new Play.HostTasks(tasks, List.of()),
                "r3",
                new Play.HostTasks(tasks, List.of()));
        Play first = new Play("p", HERE, List.of(List.of("r1"), List.of("r2")), same);
        Play second = new Play("q", HERE, List.of(List.of("r1", "r2", "r3")), same);

        run(false, first, second);

        assertThat(hosts.get("r2")).isNull();
        assertThat(hosts.get("r3").settings).containsKey("name");
        assertThat(events)
                .filteredOn(e -> e instanceof RunEvent.LeftOut)
                .containsExactly(new RunEvent.LeftOut(List.of("r2")));
    }

    @Test
    void theLastBatchThatFailsLeavesNobodyOut() throws InterruptedException {
        host("r2").refuses = "name";
        Play.HostTasks tasks = new Play.HostTasks(List.of(task("name it", "name", "a")), List.of());

        run(false, new Play("p", HERE, List.of(List.of("r1"), List.of("r2")), Map.of("r1", tasks, "r2", tasks)));

        assertThat(events).noneMatch(e -> e instanceof RunEvent.LeftOut);
    }

    @Test
    void aHostThatCannotHaveWhatIsWantedFailsBeforeAnythingIsChanged() throws InterruptedException {
        Task first = task("name it", "name", "a", "reload");
        Play play = play(
                List.of(first, impossible(7, "speed", Condition.ALWAYS, false)),
                List.of(impossible(20, "reload", Condition.ALWAYS, false)),
                "r1");
        Play later = play(List.of(impossible(30, "colour", Condition.ALWAYS, false)), "r1");

        Recap recap = run(false, play, later);

        assertThat(recap.hosts().get("r1")).isEqualTo(new Counts(0, 0, 0, 1, 0, 0, 0, 0, 0));
        assertThat(hosts.get("r1").log).containsExactly("close");
        assertThat(failure()).isEqualTo("""
                it cannot have what is wanted; nothing was changed:
                  site.groovy:7: no host has speed
                  site.groovy:20: no host has reload
                  site.groovy:30: no host has colour""");
    }

    @Test
    void whatWillNotRunMayBeWhateverItLikes() throws InterruptedException {
        Task fine = task("name it", "name", "a");
        Task notHere = impossible(
                7, "speed", facts -> !String.valueOf(facts.get("version")).equals("7.20.8"), false);
        Task careless = impossible(8, "colour", Condition.ALWAYS, true);
        Task notNotified = impossible(20, "reload", Condition.ALWAYS, false);

        Recap recap = run(false, play(List.of(fine, notHere, careless), List.of(notNotified), "r1"));

        assertThat(recap.hosts().get("r1")).isEqualTo(new Counts(3, 1, 0, 0, 1, 0, 1, 0, 0));
    }

    @Test
    void whatTagsSkipIsNotAskedFor() throws InterruptedException {
        Play play = play(List.of(task("name it", "name", "a"), impossible(7, "speed", Condition.ALWAYS, false)), "r1");

        Recap recap = new Runner(
                        (name, reads, notices) -> host(name),
                        new RunOptions(false, 2, new TagFilter(Set.of(), Set.of("impossible"))),
                        events::add)
                .run(List.of(play));

        assertThat(recap.anyFailed()).isFalse();
    }

    @Test
    void whatAUserShouldKnowOfAHostIsToldBeforeItIsConnectedTo() throws InterruptedException {
        TargetFactory factory = new TargetFactory() {
            @Override
            public Target open(String name, Set<String> reads, Consumer<String> notices) {
                notices.accept("it is busy");
                assertThat(events).as("while it is waited for").endsWith(new RunEvent.Warning(name, "it is busy"));
                return host(name);
            }

            @Override
            public List<String> warnings(String name, Map<String, Object> facts) {
                return List.of("it is " + facts.get("version"));
            }
        };

        new Runner(factory, new RunOptions(false, 2, TagFilter.ALL), events::add)
                .run(List.of(play(List.of(task("name it", "name", "a")), "r1")));

        assertThat(events.subList(1, 5))
                .containsExactly(
                        new RunEvent.ConnectStarted(List.of("r1")),
                        new RunEvent.Warning("r1", "it is busy"),
                        new RunEvent.Warning("r1", "it is 7.20.8"),
                        new RunEvent.ConnectFinished("r1", new Outcome.Ok("connected")));
    }

    private String failure() {
        return events.stream()
                .filter(e -> e instanceof RunEvent.ConnectFinished c && c.outcome() instanceof Outcome.Failed)
                .map(e -> ((Outcome.Failed) ((RunEvent.ConnectFinished) e).outcome()).error())
                .findFirst()
                .orElse("");
    }

    /** Steps under way fail since their sessions are ended: what they say of it would mislead. */
    @Test
    void nothingIsToldOfARunThatWasInterrupted() throws InterruptedException {
        List<Runner> runners = new ArrayList<>();
        Runner runner =
                new Runner((name, reads, notices) -> host(name), new RunOptions(false, 1, TagFilter.ALL), event -> {
                    events.add(event);
                    if (event instanceof RunEvent.TaskStarted) {
                        runners.forEach(Runner::interrupt);
                    }
                });
        runners.add(runner);
        host("r1").refuses = "name";

        runner.run(List.of(play(List.of(task("name it", "name", "a")), "r1")));

        assertThat(events.get(events.size() - 1)).isEqualTo(new RunEvent.Interrupted());
        assertThat(events).noneMatch(RunEvent.TaskFinished.class::isInstance);
    }

    private FakeHost host(String name) {
        return hosts.computeIfAbsent(name, n -> new FakeHost());
    }

    private Recap run(boolean check, Play... plays) throws InterruptedException {
        return new Runner(
                        (name, reads, notices) -> {
                            synchronized (hosts) {
                                return host(name);
                            }
                        },
                        new RunOptions(check, 2, TagFilter.ALL),
                        events::add)
                .run(List.of(plays));
    }

    private List<String> changes() {
        return events.stream()
                .filter(e -> e instanceof RunEvent.TaskFinished)
                .map(e -> ((RunEvent.TaskFinished) e).outcome())
                .filter(o -> o instanceof Outcome.Changed)
                .flatMap(o -> ((Outcome.Changed) o).changes().stream())
                .map(c -> c.summary())
                .toList();
    }

    private static Play play(List<Task> tasks, String... names) {
        return play(tasks, List.of(), names);
    }

    private static Play play(List<Task> tasks, List<Task> handlers, String... names) {
        List<String> all = List.of(names);
        return new Play(
                "p",
                HERE,
                List.of(all),
                all.stream().collect(Collectors.toMap(n -> n, n -> new Play.HostTasks(tasks, handlers))));
    }
}
