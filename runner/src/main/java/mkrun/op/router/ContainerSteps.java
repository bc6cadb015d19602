package mkrun.op.router;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import mkrun.op.router.StepTimes.Step;
import mkrun.routeros.ContainerState;
import mkrun.routeros.Ledger;
import mkrun.routeros.Row;
import mkrun.target.Secret;
import mkrun.target.TargetException;
import mkrun.target.routeros.AwaitRows;
import mkrun.target.routeros.LogTail;
import mkrun.target.routeros.RouterChange;
import mkrun.target.routeros.RouterCommand;
import mkrun.target.routeros.Undo;

/**
 * The steps of a container's life as changes, each with the wait for its end and the way back.
 *
 * @param seen the menu of containers as it is before
 * @param name of the container in messages
 * @param secrets that the router's log may hold
 * @param times how long each may take
 */
record ContainerSteps(MenuRows seen, String name, List<Secret> secrets, StepTimes times) {
    /** The root-dir and the interface of a removed container stay taken for some seconds. */
    private static final RouterCommand.Retry WHILE_TAKEN = new RouterCommand.Retry(
            List.of("root-dir overlap", "input does not match any value of interface"), Duration.ofSeconds(60));

    /** Before 7.20 a container that is just starting reads {@code stopped}. */
    private static final Duration SHOWN = Duration.ofSeconds(2);

    private static final String CONTAINER_LOG = "/container/log";
    private static final LogTail LOG = LogTail.topic("container");
    /** Seen of pulls; an import that is logged in other words is told by its time. */
    private static final String IMPORT_BEGINS = "*** importing ";

    /** The same as 7.24 has been seen to log it. */
    private static final String DOWNLOAD_BEGINS = "downloading and extracting ";

    /** An import whose deadline is over may be at its very end. */
    private static final Duration AFTER_DEADLINE = Duration.ofMinutes(1);

    /** Of a container that a playbook describes. */
    ContainerSteps(ContainerRows rows) {
        this(rows, StepTimes.of(rows.names().spec().supervision().deadlines()));
    }

    /** Of one whose image is known. */
    ContainerSteps(ContainerRows rows, StepTimes times) {
        this(
                new MenuRows(rows.dialect(), ContainerRows.MENU, rows.all(), Ledger.EMPTY),
                rows.names().spec().name(),
                secrets(rows.names().spec()),
                times);
    }

    private Wording wording() {
        return seen.wording();
    }

    private RowUndo undo() {
        return new RowUndo(seen);
    }

    /** Stops a container that has processes. */
    List<RouterChange> stop(Row row) {
        String rootDir = Normal.path(row.text("root-dir"));
        Undo start = new Undo.Steps(
                List.of(
                        awaitSettled(rootDir, Step.STOP),
                        wording().on("start", row).tolerant(),
                        awaitRunning(rootDir)),
                Undo.Proof.STEPS);
        return List.of(wording().on("stop", row).undoneBy(start), awaitStopped(row));
    }

    /** @param handle what finds the row, see {@link ContainerNames#handle} */
    List<RouterChange> start(Map.Entry<String, String> handle, String rootDir) {
        RouterCommand stop = wording().on("stop", handle.getKey(), handle.getValue());
        Undo undo = new Undo.Steps(
                List.of(
                        awaitSettled(rootDir, Step.START),
                        stop.tolerant(),
                        await(name + " has stopped", Step.STOP, StateJudge.stopped(StateJudge.at(rootDir)))),
                Undo.Proof.STEPS);
        RouterCommand start = wording().on("start", handle.getKey(), handle.getValue());
        return List.of(start.undoneBy(undo).unless(started(rootDir)), awaitRunning(rootDir));
    }

    /** Another run may start it at the same time, or somebody by hand. */
    private RouterCommand.Needless started(String rootDir) {
        return new RouterCommand.Needless(
                rows -> rows.stream().filter(StateJudge.at(rootDir)).anyMatch(ContainerRows::live),
                SHOWN,
                name + " runs already, somebody else has started it meanwhile");
    }

    /** Starts a container that need not run: it may end again, or never begin. */
    List<RouterChange> tryStart(Map.Entry<String, String> handle, String rootDir) {
        return List.of(
                wording().on("start", handle.getKey(), handle.getValue()).tolerant(),
                await(name + " runs or has ended", Step.START, StartJudge.tried(running(rootDir))));
    }

    AwaitRows awaitRunning(String rootDir) {
        return await(name + " runs", Step.START, running(rootDir));
    }

    private Supplier<AwaitRows.Judge> running(String rootDir) {
        boolean apart = seen.dialect().has(CONTAINER_LOG);
        return StartJudge.running(rootDir, apart ? LogTail.container(name) : LOG, apart);
    }

    /** Watches a container of which no check tells whether it is well: most that are not end within seconds. */
    AwaitRows awaitRunningOn(Duration time, String rootDir) {
        return new AwaitRows(
                Set.of(ContainerRows.MENU),
                name + " has run for " + time.toSeconds() + " s",
                StateJudge.runsOn(rootDir),
                time,
                log(name),
                secrets,
                "",
                "",
                true,
                Optional.empty());
    }

    /**
     * Waits until the container, which runs by then, is healthy by its own check.
     *
     * @param brought how long the check of its image may take
     */
    AwaitRows awaitHealthy(ContainerSpec own, Optional<Duration> brought, String rootDir) {
        return awaitHealthy(own, brought, name + " is healthy", StateJudge.at(rootDir), HealthJudge.GONE);
    }

    /** Waits until another container, without which this one must not start, is healthy or, without a check, runs. */
    AwaitRows awaitHealthy(ContainerSpec other) {
        ContainerNames names = new ContainerNames(other);
        return awaitHealthy(
                other,
                Optional.empty(),
                other.name() + ", which " + name + " depends on, is healthy",
                row -> names.files().own(row) && ContainerRows.holds(row, names.veth()),
                HealthJudge.GONE
                        + ": its own tasks were skipped, by their condition or by tags, or somebody has removed it");
    }

    private AwaitRows awaitHealthy(
            ContainerSpec spec, Optional<Duration> brought, String goal, Predicate<Row> which, String ifMissing) {
        ContainerWatch watch = new ContainerWatch(spec, seen.dialect());
        Duration deadline = Stream.concat(
                        spec.supervision().health().map(HealthCheck::deadline).stream(), brought.stream())
                .max(Comparator.naturalOrder())
                .orElse(times.starts());
        return new AwaitRows(
                watch.check().isEmpty() ? Set.of(ContainerRows.MENU) : Set.of(ContainerRows.MENU, ContainerWatch.MENU),
                goal,
                () -> new HealthJudge(which, watch, ifMissing),
                deadline,
                log(spec.name()),
                secrets(spec),
                spec.supervision().health().isPresent() || brought.isPresent()
                        ? "what the check of its health may take; for more, give health a longer startPeriod"
                        : more(Step.START));
    }

    AwaitRows awaitStopped(Row row) {
        return await(name + " has stopped", Step.STOP, StateJudge.stopped(StateJudge.is(row)));
    }

    /** A router refuses to start or stop what it is just stopping or starting. */
    private AwaitRows awaitSettled(String rootDir, Step step) {
        return await(name + " has settled", step, StateJudge.settled(StateJudge.at(rootDir)));
    }

    /** Waits for an import that an earlier run has begun. */
    AwaitRows awaitImported(Row row) {
        return awaitImported(Normal.path(row.text("root-dir")), importLog(row.text("name")), "")
                .of(begunBefore(row));
    }

    private AwaitRows.Work begunBefore(Row row) {
        return begunBefore(row.text("file"), row.text("remote-image"), handle(row));
    }

    /** What a router logs of an import's source. */
    private static String image(String file, String remote) {
        return file.isEmpty() ? remote : Normal.path(file);
    }

    private static AwaitRows.Work begunBefore(String file, String remote, Map.Entry<String, String> handle) {
        LogTail.Beginning begin = new LogTail.Beginning(List.of(IMPORT_BEGINS, DOWNLOAD_BEGINS), image(file, remote));
        return work(Optional.of(begin), remote, handle);
    }

    /** No source tells whether a router removes a container while it imports; none ends an import that hangs. */
    private static AwaitRows.Work work(
            Optional<LogTail.Beginning> begin, String remote, Map.Entry<String, String> handle) {
        String hang = remote.isEmpty() ? "If it hangs" : "If it hangs, such as by a registry that does not answer";
        return new AwaitRows.Work(
                StateJudge.word(ContainerState.EXTRACTING),
                begin,
                AFTER_DEADLINE,
                "The router goes on with the import, and the next run finds it. " + hang
                        + ", end it on the router, by /container/remove [find where "
                        + handle.getKey() + "=\"" + handle.getValue()
                        + "\"] or, if that is refused, by /system/reboot; then run again");
    }

    /** What finds a row, and nothing once it is gone. */
    private Map.Entry<String, String> handle(Row row) {
        String field = ContainerRows.named(seen.dialect()) ? "name" : "interface";
        return Map.entry(field, row.text(field));
    }

    private LogTail importLog(String called) {
        return seen.dialect().has(CONTAINER_LOG) ? LogTail.container(called).or(LOG) : LOG;
    }

    /** @param archive what is imported; empty for a pull */
    private AwaitRows awaitImported(String rootDir, LogTail log, String archive) {
        return new AwaitRows(
                Set.of(ContainerRows.MENU),
                name + " is imported",
                StateJudge.imported(rootDir),
                times.imports(),
                log,
                secrets,
                more(Step.IMPORT),
                archive,
                false,
                Optional.empty());
    }

    /** Removes a container in whatever state it is; its root-dir goes with it, so there is no way back. */
    List<RouterChange> remove(Row row) {
        List<RouterChange> steps = new ArrayList<>();
        switch (ContainerState.of(row)) {
            case STARTING, RUNNING -> steps.addAll(stop(row));
            case STOPPING -> steps.add(awaitStopped(row));
            case EXTRACTING, UNKNOWN -> {
                return removeBusy(row);
            }
            default -> {
                // nothing runs
            }
        }
        steps.addAll(removeStopped(row));
        return steps;
    }

    /** Removes a container at once if the router does that, else when it has come to rest. */
    private List<RouterChange> removeBusy(Row row) {
        Map.Entry<String, String> handle = handle(row);
        return List.of(
                remove(handle).tolerant().undoneBy(Undo.UNNEEDED),
                await(
                                "the old " + name + " has settled",
                                Step.IMPORT,
                                StateJudge.settled(StateJudge.is(row)),
                                importLog(row.text("name")))
                        .of(begunBefore(row)),
                wording().on("stop", handle.getKey(), handle.getValue()).tolerant(),
                awaitStopped(row),
                removeOrGone(handle).undoneBy(new Undo.Impossible("its files are gone with it")),
                awaitGone(row));
    }

    private RouterCommand remove(Map.Entry<String, String> handle) {
        return wording().on("remove", handle.getKey(), handle.getValue());
    }

    /**
     * Removes a container that an attempt before may have removed. Before 7.20 its row reads {@code stopped} until it is
     * gone: it is found, and is no item any more.
     */
    private RouterCommand removeOrGone(Map.Entry<String, String> handle) {
        return remove(handle).retrying(new RouterCommand.Retry(List.of("no such item"), times.of(Step.REMOVE)));
    }

    private AwaitRows awaitGone(Row row) {
        return await("the old " + name + " is gone", Step.REMOVE, StateJudge.gone(StateJudge.is(row)));
    }

    /** Removes a container that has no processes by then. */
    List<RouterChange> removeStopped(Row row) {
        List<RouterChange> steps = new ArrayList<>();
        if (ContainerState.of(row) != ContainerState.DELETING) {
            steps.add(wording().on("remove", row).undoneBy(new Undo.Impossible("its files are gone with it")));
        }
        steps.add(awaitGone(row));
        return steps;
    }

    /**
     * Makes a container and waits for the import of its image.
     *
     * @param handle what will find the row
     */
    List<RouterChange> add(Map<String, Object> fields, Map.Entry<String, String> handle, String rootDir)
            throws TargetException {
        String file = Normal.text(fields.getOrDefault("file", ""));
        String remote = Normal.text(fields.getOrDefault("remote-image", ""));
        LogTail log = importLog(Normal.text(fields.getOrDefault("name", "")));
        AwaitRows settled = await(
                        "the new " + name + " has settled",
                        Step.IMPORT,
                        StateJudge.settled(StateJudge.at(rootDir)),
                        log)
                .of(begunBefore(file, remote, handle));
        return List.of(
                wording().add(fields).retrying(WHILE_TAKEN).undoneBy(added(handle, rootDir, settled)),
                awaitImported(rootDir, log.since(IMPORT_BEGINS), file).of(work(Optional.empty(), remote, handle)));
    }

    /** @param settled a wait for its import, if the router does not end that */
    private Undo added(Map.Entry<String, String> handle, String rootDir, AwaitRows settled) {
        String what = "the new " + name;
        return new Undo.Steps(
                List.of(
                        remove(handle).tolerant(),
                        settled,
                        wording().on("stop", handle.getKey(), handle.getValue()).tolerant(),
                        await(what + " has stopped", Step.STOP, StateJudge.stopped(StateJudge.at(rootDir))),
                        removeOrGone(handle),
                        await(what + " is gone", Step.REMOVE, StateJudge.gone(StateJudge.at(rootDir)))),
                Undo.Proof.STEPS);
    }

    /** Sets fields of a row that is there, or of one that will be by then. */
    RouterCommand set(Map.Entry<String, String> handle, Optional<Row> row, Map<String, Object> fields)
            throws TargetException {
        RouterCommand set = wording().set(handle.getKey(), handle.getValue(), fields);
        return row.isPresent() ? set.undoneBy(undo().set(row.get(), fields)) : set;
    }

    RouterCommand set(Row row, Map<String, Object> fields) throws TargetException {
        return wording().set(row, fields).undoneBy(undo().set(row, fields));
    }

    private AwaitRows await(String goal, Step step, Supplier<AwaitRows.Judge> judge) {
        return await(goal, step, judge, log(name));
    }

    private AwaitRows await(String goal, Step step, Supplier<AwaitRows.Judge> judge, LogTail log) {
        return new AwaitRows(Set.of(ContainerRows.MENU), goal, judge, times.of(step), log, secrets, more(step));
    }

    /** How to give a step more time. */
    private static String more(Step step) {
        String word = step.word();
        return "the deadline of the step '" + word + "'; for more, write deadlines " + word
                + ": '1h' in the container's block";
    }

    private static List<Secret> secrets(ContainerSpec spec) {
        return Stream.concat(spec.env().values().stream(), spec.settings().values().stream())
                .filter(Secret.class::isInstance)
                .map(Secret.class::cast)
                .toList();
    }

    /** What the router says of that very container, where it keeps containers apart. */
    private LogTail log(String container) {
        return seen.dialect().has(CONTAINER_LOG)
                ? LogTail.container(container)
                        .or(LogTail.container(ContainerNames.nextName(container)))
                        .or(LOG)
                : LOG;
    }
}
