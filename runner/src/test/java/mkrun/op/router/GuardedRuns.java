package mkrun.op.router;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mkrun.run.RunEvent;
import mkrun.run.RunOptions;
import mkrun.run.Runner;
import mkrun.run.TagFilter;
import mkrun.target.TargetException;
import mkrun.target.routeros.RouterTarget;
import mkrun.task.Condition;
import mkrun.task.Operation;
import mkrun.task.Outcome;
import mkrun.task.Play;
import mkrun.task.SourcePos;
import mkrun.task.Task;
import mkrun.task.TaskId;

/** Runs of one task on an emulated router, as with {@code commitConfirm()}. */
final class GuardedRuns {
    /** How long a confirmation may take where it is not going to come. */
    static final Optional<Duration> SOON = Optional.of(Duration.ofSeconds(1));

    /** The same where it is going to come, on whatever machine. */
    static final Optional<Duration> IN_TIME = Optional.of(Duration.ofMinutes(1));

    private static final SourcePos HERE = new SourcePos("site.groovy", 1, 0);

    private final List<RunEvent> events = new ArrayList<>();
    private Deed atWarning = () -> {};

    /** What somebody else does to a router. */
    interface Deed {
        void happen() throws TargetException;
    }

    /** Has something done as soon as a run has warned of something. */
    void atWarning(Deed deed) {
        atWarning = deed;
    }

    private void happened(RunEvent event) {
        events.add(event);
        if (event instanceof RunEvent.Warning) {
            try {
                atWarning.happen();
            } catch (TargetException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** A rule of the firewall, by its mark. */
    static RouterEntry rule(String mark, Map<String, Object> more) {
        return new RouterEntry("/ip/firewall/filter", more, Map.of(), mark, true);
    }

    /** A rule that lets no session in. */
    static RouterEntry dropAll() {
        return rule("shut", Map.of("chain", "input", "action", "drop", "protocol", "tcp"));
    }

    /** A rule that sessions might meet, as far as mkrun can tell; none does. */
    static RouterEntry dropBad() {
        return rule("bad", Map.of("chain", "input", "action", "drop", "src-address-list", "bad"));
    }

    /** @param confirm how long a confirmation that the task asks for may take */
    Outcome run(LabPlay play, Operation<?, ?> operation, Optional<Duration> confirm, RunOptions options)
            throws Exception {
        Task task = new Task(
                new TaskId("", "t", HERE, 0),
                operation,
                Condition.ALWAYS,
                List.of(),
                Set.of(),
                false,
                Optional.empty(),
                confirm);
        Play whole =
                new Play("p", HERE, List.of(List.of("r1")), Map.of("r1", new Play.HostTasks(List.of(task), List.of())));
        events.clear();
        new Runner((n, reads, notices) -> RouterTarget.open(play::connect, notices), options, this::happened)
                .run(List.of(whole));
        return events.stream()
                .filter(RunEvent.TaskFinished.class::isInstance)
                .map(e -> ((RunEvent.TaskFinished) e).outcome())
                .findFirst()
                .orElseThrow();
    }

    static RunOptions options(boolean check, boolean commitConfirm) {
        return new RunOptions(check, 1, TagFilter.ALL, commitConfirm);
    }

    Outcome run(LabPlay play, Operation<?, ?> operation, Optional<Duration> confirm) throws Exception {
        return run(play, operation, confirm, options(false, true));
    }

    /** What a task changed, or would. */
    static List<String> commands(Outcome outcome) {
        return ((Outcome.Changed) outcome)
                .changes().stream().map(c -> c.summary()).toList();
    }

    /** What the last run warned of. */
    List<String> warnings() {
        return events.stream()
                .filter(RunEvent.Warning.class::isInstance)
                .map(e -> ((RunEvent.Warning) e).text())
                .toList();
    }
}
