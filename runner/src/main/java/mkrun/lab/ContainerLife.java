package mkrun.lab;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import mkrun.lab.runc.ContainerExit;
import mkrun.lab.script.RouterState;
import mkrun.lab.script.TableRow;
import mkrun.routeros.Values;
import org.jspecify.annotations.Nullable;

/**
 * What happens to containers in the background: importing, starting, stopping, removing. Errors of it never reach the
 * console; {@link ContainerSigns} tell of them.
 */
final class ContainerLife implements ContainerRunner.Listener, AutoCloseable {
    static final String MENU = "/container";

    /** The grace before there was {@code stop-time}. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private static final int TERMINATE = 15;

    private final LabConfig config;
    private final RouterState state;
    private final ContainerFiles disk;
    private final ContainerSigns signs;
    private final Runnable save;
    private final FaultPlan faults;
    private final Runnable changed;
    private final ContainerRunner runner;
    private final ContainerImports imports;
    private final LabClock clock = new LabClock();
    private final Set<String> lockedRoots = ConcurrentHashMap.newKeySet();

    /**
     * @param runners makes what runs the containers, for a listener
     * @param changed called when a container has begun to run, or to answer, or does so no longer
     */
    ContainerLife(
            LabConfig config,
            RouterState state,
            ContainerFiles disk,
            RouterLog log,
            FaultPlan faults,
            Runnable save,
            Function<ContainerRunner.Listener, ContainerRunner> runners,
            Runnable changed) {
        this.faults = faults;
        this.changed = changed;
        this.config = config;
        this.state = state;
        this.disk = disk;
        this.signs = new ContainerSigns(state, log, changed);
        this.save = save;
        this.imports = new ContainerImports(config, state, disk, signs, faults, clock, save, this::start);
        this.runner = runners.apply(this);
    }

    /** What runs them. */
    ContainerRunner runner() {
        return runner;
    }

    /** Root-dirs of removed containers that are still being deleted. */
    Set<String> lockedRoots() {
        return lockedRoots;
    }

    /** Goes on with what was under way when the router was last switched off. */
    void resume() {
        for (TableRow row : state.table(MENU).rows()) {
            ContainerStatus status = ContainerStatus.of(row);
            status.show(row, state.version());
            switch (status) {
                case PULLING, EXTRACTING -> extract(row);
                case STARTING -> begin(row);
                case STOPPING -> signs.show(row, ContainerStatus.STOPPED);
                case DELETING -> remove(row);
                case RUNNING -> goOn(row);
                case STOPPED, FAILED -> signs.interfaces(row, status);
            }
            if (ContainerRestarts.due(row)) {
                restartAfter(row, ContainerRestarts.again(row, state.version()));
            }
        }
    }

    /** Nothing is seen of it that it really is started anew. */
    private void goOn(TableRow row) {
        if (!runner.lasting()) {
            String id = row.id();
            signs.interfaces(row, ContainerStatus.RUNNING);
            clock.after(Duration.ZERO, () -> launch(id, ContainerStatus.RUNNING));
            return;
        }
        PlayedContainers.fallIll(row, faults.resuming());
        changed.run();
        if (ContainerHealth.of(row) != ContainerHealth.UNCHECKED) {
            boolean good = PlayedContainers.answers(row);
            ContainerHealth.found(row, good, PlayedContainers.checkOutput(good));
        }
        signs.interfaces(row, ContainerStatus.RUNNING);
    }

    /** What a restart of the router does: all stop, those that start on boot start again, the rest goes on. */
    void reboot() {
        for (TableRow row : state.table(MENU).rows()) {
            ContainerStatus status = ContainerStatus.of(row);
            signs.show(row, status);
            switch (status) {
                case PULLING, EXTRACTING -> extract(row);
                case DELETING -> remove(row);
                case RUNNING, STARTING, STOPPING, STOPPED -> {
                    signs.show(row, ContainerStatus.STOPPED);
                    ContainerRestarts.forget(row);
                    if (row.is("start-on-boot")) {
                        start(row);
                    }
                }
                case FAILED -> signs.show(row, status);
            }
        }
    }

    /** Begins to import the image of a new container. */
    void extract(TableRow row) {
        imports.begin(row);
    }

    /** Begins to start a container for somebody. */
    void start(TableRow row) {
        ContainerRestarts.forget(row);
        begin(row);
    }

    private void begin(TableRow row) {
        signs.forgive(row);
        PlayedContainers.fallIll(row, faults.starting());
        ContainerHealth.forget(row);
        signs.show(row, ContainerStatus.STARTING);
        signs.output(row, "*** start");
        String id = row.id();
        clock.after(config.speeds().start(), () -> launch(id, ContainerStatus.STARTING));
    }

    /** Starts a container if it has that status now. */
    private void launch(String id, ContainerStatus now) {
        runner.warmUp();
        synchronized (state) {
            @Nullable TableRow row = state.table(MENU).row(id).orElse(null);
            if (row == null || ContainerStatus.of(row) != now) {
                return;
            }
            try {
                disk.prepare(row);
                runner.start(row);
            } catch (NotStarted e) {
                signs.fail(row, ContainerStatus.STOPPED, e.reason());
            }
            save.run();
        }
    }

    @Override
    public void begun(String id) {
        synchronized (state) {
            changed.run();
            state.table(MENU)
                    .row(id)
                    .filter(row -> ContainerStatus.of(row) == ContainerStatus.STARTING)
                    .ifPresent(row -> {
                        signs.show(row, ContainerStatus.RUNNING);
                        signs.output(row, "*** started");
                        save.run();
                    });
        }
    }

    @Override
    public void printed(String id, String line) {
        synchronized (state) {
            state.table(MENU).row(id).ifPresent(row -> signs.output(row, line));
        }
    }

    @Override
    public void checked(String id, boolean good, String output) {
        synchronized (state) {
            @Nullable TableRow row = state.table(MENU).row(id).orElse(null);
            if (row == null
                    || ContainerStatus.of(row) != ContainerStatus.RUNNING
                    || ContainerHealth.of(row) == ContainerHealth.UNCHECKED) {
                return;
            }
            ContainerHealth.found(row, good, output);
            if (!good && row.is("stop-on-unhealthy")) {
                stop(row);
            }
            save.run();
        }
    }

    @Override
    public void ended(String id, ContainerExit exit) {
        synchronized (state) {
            @Nullable TableRow row = state.table(MENU).row(id).orElse(null);
            if (row == null) {
                return;
            }
            if (ContainerStatus.of(row) == ContainerStatus.STOPPING) {
                signs.show(row, ContainerStatus.STOPPED);
            } else if (ContainerStatus.of(row).in(ContainerStatus.RUNNING, ContainerStatus.STARTING)) {
                endedByItself(row, exit);
            }
            save.run();
        }
    }

    private void endedByItself(TableRow row, ContainerExit exit) {
        boolean failed = exit.status() != 0;
        if (failed) {
            signs.fail(row, ContainerStatus.STOPPED, exit.described());
        } else {
            signs.show(row, ContainerStatus.STOPPED);
            signs.log(row, exit.described());
        }
        ContainerRestarts.ended(row, state.version(), failed).ifPresent(wait -> restartAfter(row, wait));
    }

    private void restartAfter(TableRow row, Duration wait) {
        String id = row.id();
        clock.after(wait, () -> {
            synchronized (state) {
                state.table(MENU).row(id).filter(ContainerRestarts::due).ifPresent(due -> {
                    ContainerRestarts.begin(due);
                    begin(due);
                });
                save.run();
            }
        });
    }

    /** Begins to stop a container. */
    void stop(TableRow row) {
        ContainerRestarts.forget(row);
        signs.show(row, ContainerStatus.STOPPING);
        runner.stop(row.id(), signal(row), grace(row));
    }

    /** As in {@code 15} or {@code 15-SIGTERM}. */
    private static int signal(TableRow row) {
        String number = row.text("stop-signal").replaceFirst("-.*", "");
        return number.matches("[1-9]\\d?") ? Integer.parseInt(number) : TERMINATE;
    }

    private static Duration grace(TableRow row) {
        OptionalLong millis = Values.millis(row.text("stop-time"));
        return millis.isPresent() ? Duration.ofMillis(millis.getAsLong()) : GRACE;
    }

    /** Begins to remove a container: its row goes first, its files stay locked for a moment longer. */
    void remove(TableRow row) {
        signs.show(row, ContainerStatus.DELETING);
        String id = row.id();
        String root = RouterFiles.normal(row.text("root-dir"));
        clock.after(config.speeds().remove(), () -> {
            lockedRoots.add(root);
            disk.delete(id, root);
            synchronized (state) {
                state.table(MENU).row(id).ifPresent(r -> state.table(MENU).remove(r));
                save.run();
            }
            clock.after(config.speeds().release(), () -> lockedRoots.remove(root));
        });
    }

    /** Ends what runs; the rows stay as they are. */
    @Override
    public void close() {
        clock.close();
        runner.close();
    }
}
