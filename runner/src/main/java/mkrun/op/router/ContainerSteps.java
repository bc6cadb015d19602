package mkrun.op.router;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import mkrun.routeros.CommandText;
import mkrun.routeros.ContainerState;
import mkrun.routeros.Quote;
import mkrun.routeros.Row;
import mkrun.target.Secret;
import mkrun.target.TargetException;
import mkrun.target.routeros.AwaitRows;
import mkrun.target.routeros.RouterChange;
import mkrun.target.routeros.RouterCommand;

/** The steps of a container's life as changes, each with the wait for its end. */
record ContainerSteps(ContainerRows rows) {
    /** Slow sticks take minutes; a router that has done nothing for this long will not. */
    private static final Duration IMPORT = Duration.ofMinutes(15);

    private static final Duration START = Duration.ofMinutes(2);
    /** The router gives the processes {@code stop-time}, 10 s, and then kills them. */
    private static final Duration STOP = Duration.ofMinutes(1);

    private static final Duration REMOVE = Duration.ofMinutes(5);
    /** The root-dir and the interface of a removed container stay taken for some seconds. */
    private static final RouterCommand.Retry WHILE_TAKEN = new RouterCommand.Retry(
            List.of("root-dir overlap", "input does not match any value of interface"), Duration.ofSeconds(60));

    private static final String LOG_TOPIC = "container";

    private String name() {
        return rows.names().spec().name();
    }

    private Wording wording() {
        return new Wording(rows.dialect(), ContainerRows.MENU);
    }

    /** Stops a container that has processes. */
    List<RouterChange> stop(Row row) {
        return List.of(wording().on("stop", row), await(name() + " has stopped", STOP, StateJudge.stopped(row)));
    }

    List<RouterChange> start(String rootDir) {
        Map.Entry<String, String> handle = rows.names().handle(rows.named());
        return List.of(wording().on("start", handle.getKey(), handle.getValue()), awaitRunning(rootDir));
    }

    AwaitRows awaitRunning(String rootDir) {
        return await(name() + " runs", START, StateJudge.running(rootDir));
    }

    AwaitRows awaitStopped(Row row) {
        return await(name() + " has stopped", STOP, StateJudge.stopped(row));
    }

    AwaitRows awaitImported(String rootDir) {
        return await(name() + " is imported", IMPORT, StateJudge.imported(rootDir));
    }

    /** Removes a container in whatever state it is; its root-dir goes with it. */
    List<RouterChange> remove(Row row) {
        List<RouterChange> steps = new ArrayList<>();
        switch (ContainerState.of(row)) {
            case STARTING, RUNNING -> steps.addAll(stop(row));
            case STOPPING -> steps.add(awaitStopped(row));
            case EXTRACTING, UNKNOWN -> {
                steps.add(await("the old " + name() + " has settled", IMPORT, StateJudge.settled(row)));
                steps.add(tolerant(wording().on("stop", row)));
                steps.add(awaitStopped(row));
            }
            default -> {
                // nothing runs
            }
        }
        if (ContainerState.of(row) != ContainerState.DELETING) {
            steps.add(wording().on("remove", row));
        }
        steps.add(await("the old " + name() + " is gone", REMOVE, StateJudge.gone(row)));
        return steps;
    }

    /** Makes the container of an archive and waits for the import, then removes the archive. */
    List<RouterChange> add(Map<String, Object> fields, String archive, String rootDir) throws TargetException {
        RouterCommand add = wording().add(fields);
        return List.of(
                new RouterCommand(add.menu(), add.command(), add.secrets(), WHILE_TAKEN),
                awaitImported(rootDir),
                removeFile(archive));
    }

    RouterCommand set(Map<String, Object> fields) throws TargetException {
        Map.Entry<String, String> handle = rows.names().handle(rows.named());
        return wording().set(handle.getKey(), handle.getValue(), fields);
    }

    /** Removes a file that may be gone already. */
    RouterCommand removeFile(String path) {
        return tolerant(
                new RouterCommand("/file", CommandText.of("/file", "remove").plus(" " + Quote.string(path))));
    }

    /** The same command, which may fail. */
    private static RouterCommand tolerant(RouterCommand command) {
        return new RouterCommand(
                command.menu(),
                new CommandText(
                        ":do {" + command.command().text() + "} on-error={}",
                        ":do {" + command.command().masked() + "} on-error={}"));
    }

    private AwaitRows await(String goal, Duration deadline, Supplier<AwaitRows.Judge> judge) {
        List<Secret> secrets = rows.names().spec().env().values().stream()
                .filter(Secret.class::isInstance)
                .map(Secret.class::cast)
                .toList();
        return new AwaitRows(ContainerRows.MENU, goal, judge, deadline, LOG_TOPIC, secrets);
    }
}
