package mkrun.op.router;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mkrun.report.ConsoleReport;
import mkrun.report.Screen;
import mkrun.run.RunEvent;
import mkrun.run.RunOptions;
import mkrun.run.Runner;
import mkrun.run.TagFilter;
import mkrun.target.Rollback;
import mkrun.target.routeros.RouterTarget;
import mkrun.task.Condition;
import mkrun.task.Outcome;
import mkrun.task.Play;
import mkrun.task.SourcePos;
import mkrun.task.Task;
import mkrun.task.TaskId;

/** Runs as of a playbook, transactions included. */
final class WholeRuns {
    private static final SourcePos HERE = new SourcePos("site.groovy", 1, 0);

    private final List<RunEvent> events = new ArrayList<>();
    private Optional<Runner> runner = Optional.empty();

    /** Its outcome that was none of the good ones. */
    Optional<Outcome> run(LabPlay play, List<NamedOperation> operations) throws InterruptedException {
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < operations.size(); i++) {
            NamedOperation each = operations.get(i);
            tasks.add(new Task(
                    new TaskId("", each.name(), HERE, i),
                    each.operation(),
                    Condition.ALWAYS,
                    List.of(),
                    Set.of(),
                    false,
                    each.transaction(),
                    Optional.empty()));
        }
        Play whole = new Play("p", HERE, List.of(List.of("r1")), Map.of("r1", new Play.HostTasks(tasks, List.of())));
        events.clear();
        runner = Optional.of(new Runner(
                (n, reads, notices) -> RouterTarget.open(play::connect, notices),
                new RunOptions(false, 1, TagFilter.ALL),
                events::add));
        runner.get().run(List.of(whole));
        return events.stream()
                .flatMap(e -> outcome(e).stream())
                .filter(o -> !(o instanceof Outcome.Ok || o instanceof Outcome.Changed))
                .findFirst();
    }

    private static Optional<Outcome> outcome(RunEvent event) {
        return event instanceof RunEvent.TaskFinished task
                ? Optional.of(task.outcome())
                : event instanceof RunEvent.ConnectFinished connect ? Optional.of(connect.outcome()) : Optional.empty();
    }

    /** What the last run looked like to whoever started it, from where the first task failed. */
    String screen() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        ConsoleReport report = new ConsoleReport(Screen.plain(out), false, 0);
        events.forEach(report::on);
        String text = bytes.toString(StandardCharsets.UTF_8);
        return text.substring(text.lastIndexOf("\nTASK ") + 1);
    }

    /** What the run is at, as Ctrl-C tells it. */
    String underWay() {
        return String.join("; ", runner.orElseThrow().underWay().values());
    }

    /** What the last run warned of. */
    List<String> warnings() {
        return events.stream()
                .filter(RunEvent.Warning.class::isInstance)
                .map(e -> ((RunEvent.Warning) e).text())
                .toList();
    }

    /** What the last run took back. */
    Optional<Rollback> rollback() {
        return events.stream()
                .filter(RunEvent.RolledBack.class::isInstance)
                .map(e -> ((RunEvent.RolledBack) e).rollback())
                .findFirst();
    }
}
