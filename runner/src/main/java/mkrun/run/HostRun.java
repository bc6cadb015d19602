package mkrun.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import mkrun.run.Runner.Events;
import mkrun.target.Change;
import mkrun.target.Probe;
import mkrun.target.Progress;
import mkrun.target.Rollback;
import mkrun.target.Target;
import mkrun.target.TargetException;
import mkrun.target.TransactionalTarget;
import mkrun.target.UnreachableException;
import mkrun.task.Operation;
import mkrun.task.Outcome;
import mkrun.task.Plan;
import mkrun.task.Play;
import mkrun.task.Task;
import mkrun.task.TaskId;
import mkrun.task.Transaction;
import org.jspecify.annotations.Nullable;

/** One host in a run: its session, what it is to do in the play under way, and whether it still takes part. */
final class HostRun {
    enum Phase {
        TASKS,
        HANDLERS
    }

    private final String name;
    private final List<Play.HostTasks> wanted;
    private final TargetFactory factory;
    private final RunOptions options;
    private final Events events;
    private final Progress progress;
    private final Set<String> notified = new LinkedHashSet<>();

    /** In a check, what tasks have found to do that others may want as well. */
    private final Set<Operation<?, ?>> predicted = new HashSet<>();

    /** Names of the tasks that had something to do. */
    private final Set<String> busy = new HashSet<>();

    private volatile @Nullable Target target;
    private volatile boolean active = true;
    private volatile boolean closed;
    private Optional<Transaction> transaction = Optional.empty();
    /** Of the tasks of the transaction that changed something, each one's. */
    private final List<List<Change>> changed = new ArrayList<>();

    private Play.HostTasks tasks = new Play.HostTasks(List.of(), List.of());

    /** @param wanted what it is to do in the run, play by play */
    HostRun(String name, List<Play.HostTasks> wanted, TargetFactory factory, RunOptions options, Events events) {
        this.name = name;
        this.wanted = wanted;
        this.factory = factory;
        this.options = options;
        this.events = events;
        this.progress = new HostProgress(name, events);
    }

    String name() {
        return name;
    }

    /** Whether it still takes part: a host that failed in one play does not come back in a later one. */
    boolean active() {
        return active;
    }

    /** It takes no part any more, as if it had failed. */
    void leaveOut() {
        active = false;
    }

    /** Takes up the tasks of a play. */
    void begin(Play.HostTasks play) {
        tasks = play;
        transaction = Optional.empty();
        notified.clear();
    }

    boolean needsConnect() {
        return active && target == null && !tasks.tasks().isEmpty();
    }

    /** Opens the target, and refuses it if it can never have what is wanted of it in the run. */
    List<RunEvent> connect() {
        List<RunEvent> told = new ArrayList<>();
        Outcome outcome = attempt("connecting", () -> {
            Set<String> checks = checks();
            Set<String> reads = Runner.reads(tasks);
            reads.addAll(checks);
            Target opened = factory.open(name, reads, text -> events.emit(new RunEvent.Warning(name, text)));
            synchronized (this) {
                target = opened;
            }
            if (closed) {
                opened.close();
            }
            factory.warnings(name, opened.facts()).forEach(text -> told.add(new RunEvent.Warning(name, text)));
            if (!checks.isEmpty()) {
                opened.prefetch(reads);
            }
            new Support(opened).check(wanted);
            return new Outcome.Ok("connected");
        });
        told.addAll(warnings());
        told.add(new RunEvent.ConnectFinished(name, outcome));
        return told;
    }

    /** What tells whether the host can have all that is wanted of it in the run. */
    private Set<String> checks() {
        Set<String> checks = new LinkedHashSet<>();
        wanted.forEach(play ->
                play.all().forEach(task -> checks.addAll(task.operation().checks())));
        return checks;
    }

    /** Fetches what the play's tasks will read; a failure counts as one of connecting, and a success is not news. */
    Optional<RunEvent> prefetch() {
        Target open = target;
        if (open == null) {
            return Optional.empty();
        }
        Outcome outcome = attempt("reading its state", () -> {
            open.prefetch(Runner.reads(tasks));
            return new Outcome.Ok("read");
        });
        return Runner.ends(outcome) ? Optional.of(new RunEvent.ConnectFinished(name, outcome)) : Optional.empty();
    }

    List<TaskId> ids(Phase phase) {
        return (phase == Phase.TASKS ? tasks.tasks() : tasks.handlers())
                .stream().map(Task::id).toList();
    }

    /** The task of that id, if this host has it and, of a handler, it was notified. */
    Optional<Task> due(TaskId id, Phase phase) {
        return (phase == Phase.TASKS ? tasks.tasks() : tasks.handlers())
                .stream()
                        .filter(t -> t.id().equals(id))
                        .filter(t -> phase == Phase.TASKS || notified.contains(id.name()))
                        .findFirst();
    }

    /** Performs a task; the events are what came of it and has not been told. */
    List<RunEvent> execute(Task task) {
        if (!task.transaction().equals(transaction)) {
            transaction = Optional.empty(); // what belonged to it is done
        }
        long start = System.nanoTime();
        Outcome outcome = attempt(task.displayName(), () -> perform(task, task.operation()));
        if (outcome instanceof Outcome.Failed failed && task.ignoreErrors()) {
            outcome = new Outcome.Failed(failed.error(), failed.done(), true);
            active = true;
        }
        if (outcome instanceof Outcome.Changed) {
            busy.add(task.id().name());
            notified.addAll(task.notifies());
        }
        if (outcome instanceof Outcome.Changed done && transaction.isPresent()) {
            changed.add(done.changes());
        }
        RunEvent finished = new RunEvent.TaskFinished(name, task, outcome, Duration.ofNanos(System.nanoTime() - start));
        List<RunEvent> told = warnings();
        told.add(finished);
        if (Runner.ends(outcome) && transaction.isPresent()) {
            told.forEach(events::emit); // why is not to be lost, should the way back take long or be interrupted
            return List.of(rollback());
        }
        return told;
    }

    private List<RunEvent> warnings() {
        List<RunEvent> told = new ArrayList<>();
        Target open = target;
        if (open != null) {
            open.warnings().forEach(text -> told.add(new RunEvent.Warning(name, text)));
        }
        return told;
    }

    private RunEvent rollback() {
        String whole = transaction.orElseThrow().name();
        transaction = Optional.empty();
        events.enter(name, "taking back " + whole);
        try {
            TransactionalTarget open = (TransactionalTarget) Objects.requireNonNull(target);
            Rollback rollback = open.rollback(progress);
            int tasks = (int) changed.stream().filter(rollback::covers).count();
            return new RunEvent.RolledBack(name, whole, rollback, tasks);
        } finally {
            events.leave(name);
        }
    }

    /** Begins the task's transaction, if it has one that is to begin with it. */
    private void begin(Task task, boolean endangers) {
        boolean due = task.transaction().filter(t -> !t.implicit() || endangers).isPresent();
        if (due && transaction.isEmpty() && !options.check() && target instanceof TransactionalTarget open) {
            open.begin();
            changed.clear();
            transaction = task.transaction();
        }
    }

    private <P extends Probe, S> Outcome perform(Task task, Operation<P, S> operation) throws TargetException {
        Target open = target;
        if (open == null) {
            throw new UnreachableException("there is no session", null);
        }
        if (!task.when().test(open.facts())) {
            return new Outcome.Skipped("when is false");
        }
        S seen = operation.inspect(open.probe(operation.probe()));
        begin(task, operation.endangers(seen));
        transaction
                .filter(whole -> !whole.implicit() && !changed.isEmpty())
                .ifPresent(whole -> events.enter(
                        name,
                        task.displayName() + " (what transaction '" + whole.name()
                                + "' changed before it stays, too)"));
        Plan plan = operation.diff(seen);
        if (plan.isEmpty()) {
            return new Outcome.Ok(plan.reason());
        }
        if (options.check() && operation.common() && !predicted.add(operation)) {
            return new Outcome.Ok("a task before it does the same");
        }
        if (options.check()) {
            requireFounded(plan);
        }
        List<Change> changes = safeguarded(task, plan.changes(), open);
        if (!options.check()) {
            open.apply(changes, progress);
        }
        notified.removeAll(plan.settles());
        return new Outcome.Changed(changes, plan.reason());
    }

    /** What a run would fail for without the changes of a task that has none, a check fails for. */
    private void requireFounded(Plan plan) throws TargetException {
        for (Map.Entry<String, String> other : plan.relies().entrySet()) {
            if (!busy.contains(other.getKey())) {
                throw new TargetException(other.getValue());
            }
        }
    }

    private List<Change> safeguarded(Task task, List<Change> changes, Target open) throws TargetException {
        return options.commitConfirm() && open instanceof TransactionalTarget careful
                ? careful.safeguarded(changes, task.commitConfirm())
                : changes;
    }

    /** Runs one step and makes an outcome of whatever it throws; an outcome that ends the host deactivates it. */
    private Outcome attempt(String what, Step step) {
        events.enter(name, what);
        Outcome outcome;
        try {
            outcome = step.run();
        } catch (TargetException e) {
            outcome = Failures.outcome(e, transaction.isPresent());
        } catch (RuntimeException e) {
            outcome = Failures.outcome(e);
        } finally {
            events.leave(name);
        }
        if (Runner.ends(outcome)) {
            active = false;
        }
        return outcome;
    }

    synchronized void close() {
        closed = true;
        if (target != null) {
            target.close();
        }
    }

    @FunctionalInterface
    private interface Step {
        Outcome run() throws TargetException;
    }
}
