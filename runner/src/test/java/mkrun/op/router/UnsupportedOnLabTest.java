package mkrun.op.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mkrun.lab.LabHardware;
import mkrun.run.Recap;
import mkrun.run.RunEvent;
import mkrun.run.RunOptions;
import mkrun.run.Runner;
import mkrun.run.TagFilter;
import mkrun.target.routeros.RouterTarget;
import mkrun.task.Condition;
import mkrun.task.Operation;
import mkrun.task.Outcome;
import mkrun.task.Play;
import mkrun.task.SourcePos;
import mkrun.task.Task;
import mkrun.task.TaskId;
import mkrun.testing.JudgedLink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run on a router whose version cannot have all that is wanted. */
class UnsupportedOnLabTest {
    @TempDir
    private Path dir;

    private final List<RunEvent> events = new ArrayList<>();

    @Test
    void nothingButTheFactsIsAskedAndNothingIsChanged() throws Exception {
        Task fine = task(3, new RouterSettings("/system/identity", Map.of("name", "edge")), "tell");
        Task young = task(9, new RouterSettings("/ip/dns", Map.of("mdns-repeat-ifaces", "ether1")));
        Task handler = task(
                15,
                "tell",
                new RouterEntry(
                        "/interface/bridge", Map.of("name", "b"), Map.of("port-cost-mode", "short"), "b", true));
        try (LabPlay lab = new LabPlay(dir, "7.12.2", "arm64")) {
            JudgedLink link = lab.connect();
            Recap recap = run(link, new Play.HostTasks(List.of(fine, young), List.of(handler)));

            assertThat(recap.anyFailed()).isTrue();
            assertThat(link.exchanges()).isEqualTo(1);
            assertThat(link.lines()).hasSize(1);
            assertThat(lab.rows("/system/identity").get(0).text("name")).isNotEqualTo("edge");
        }
        assertThat(events).noneMatch(event -> event instanceof RunEvent.TaskStarted);
        assertThat(failure()).isEqualTo("""
                it cannot have what is wanted; nothing was changed:
                  site.groovy:9: RouterOS 7.12.2 has no field mdns-repeat-ifaces of /ip/dns; RouterOS 7.16 is the first\
                 that has it
                  site.groovy:15: RouterOS 7.12.2 has no field port-cost-mode of /interface/bridge; RouterOS 7.13 is the\
                 first that has it""");
    }

    /** What a play changes before its containers is not worth having without them. */
    @Test
    void aRouterThatRunsNoContainersIsLeftAloneUntilSomebodyHasSeenToIt() throws Exception {
        ContainerSpec spec = PlainContainer.of("web", "web", "172.17.0.2/24");
        List<Task> tasks = new ArrayList<>();
        tasks.add(task(3, new RouterSettings("/system/identity", Map.of("name", "edge"))));
        for (NamedOperation step : ContainerTasks.of(spec, TestImage.of("one"))) {
            tasks.add(task(9, step.name(), step.operation()));
        }
        try (LabPlay lab = new LabPlay(
                dir,
                "7.20.8",
                "arm64",
                c -> c.withHardware(LabHardware.READY.withoutContainerPackage().withoutDeviceMode()))) {
            JudgedLink link = lab.connect();
            Recap recap = run(link, new Play.HostTasks(tasks, List.of()));

            assertThat(recap.anyFailed()).isFalse();
            assertThat(link.exchanges()).isEqualTo(1);
            assertThat(lab.rows("/system/identity").get(0).text("name")).isNotEqualTo("edge");
        }
        assertThat(events).noneMatch(event -> event instanceof RunEvent.TaskStarted);
        assertThat(events)
                .filteredOn(RunEvent.ConnectFinished.class::isInstance)
                .extracting(event -> ((RunEvent.ConnectFinished) event).outcome())
                .singleElement()
                .isInstanceOfSatisfying(Outcome.Blocked.class, blocked -> assertThat(blocked.toDo())
                        .hasSize(2)
                        .anyMatch(text -> text.contains("package container"))
                        .anyMatch(text -> text.contains("device-mode")));
    }

    private Recap run(JudgedLink link, Play.HostTasks tasks) throws InterruptedException {
        Play play = new Play("p", new SourcePos("site.groovy", 1, 0), List.of(List.of("r1")), Map.of("r1", tasks));
        return new Runner(
                        (name, reads, notices) -> RouterTarget.open(() -> link),
                        new RunOptions(false, 1, TagFilter.ALL),
                        events::add)
                .run(List.of(play));
    }

    private String failure() {
        return events.stream()
                .filter(RunEvent.ConnectFinished.class::isInstance)
                .map(e -> ((RunEvent.ConnectFinished) e).outcome())
                .map(outcome -> outcome instanceof Outcome.Failed failed ? failed.error() : outcome.toString())
                .findFirst()
                .orElse("");
    }

    private static Task task(int line, Operation<?, ?> operation, String... notifies) {
        return task(line, "line " + line, operation, notifies);
    }

    private static Task task(int line, String name, Operation<?, ?> operation, String... notifies) {
        TaskId id = new TaskId("", name, new SourcePos("site.groovy", line, 0), 0);
        return new Task(
                id,
                operation,
                Condition.ALWAYS,
                List.of(notifies),
                Set.of(),
                false,
                Optional.empty(),
                Optional.empty());
    }
}
