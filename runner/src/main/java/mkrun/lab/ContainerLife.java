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
 * console; they are in the log and, from 7.20 on, in the container's comment.
 */
final class ContainerLife implements ContainerRunner.Listener, AutoCloseable {
    static final String MENU = "/container";

    /** Hidden value: the comment of the owner, while the router shows an error in its place. */
    private static final String OWN_COMMENT = ".comment";

    /** The grace before there was {@code stop-time}. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private static final int TERMINATE = 15;
    private static final String TOPICS = "container,info,debug";

    private final LabConfig config;
    private final RouterState state;
    private final ContainerFiles disk;
    private final RouterLog log;
    private final Runnable save;
    private final FaultPlan faults;
    private final Runnable changed;
    private final ContainerRunner runner;
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
        this.log = log;
        this.save = save;
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
                case STOPPING -> show(row, ContainerStatus.STOPPED);
                case DELETING -> remove(row);
                case RUNNING -> goOn(row);
                case STOPPED, FAILED -> showInterfaces(row, status);
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
            showInterfaces(row, ContainerStatus.RUNNING);
            clock.after(Duration.ZERO, () -> launch(id, ContainerStatus.RUNNING));
            return;
        }
        PlayedContainers.fallIll(row, faults.resuming());
        changed.run();
        if (ContainerHealth.of(row) != ContainerHealth.UNCHECKED) {
            boolean good = PlayedContainers.answers(row);
            ContainerHealth.found(row, good, PlayedContainers.checkOutput(good));
        }
        showInterfaces(row, ContainerStatus.RUNNING);
    }

    /** What a restart of the router does: all stop, those that start on boot start again, the rest goes on. */
    void reboot() {
        for (TableRow row : state.table(MENU).rows()) {
            ContainerStatus status = ContainerStatus.of(row);
            show(row, status);
            switch (status) {
                case PULLING, EXTRACTING -> extract(row);
                case DELETING -> remove(row);
                case RUNNING, STARTING, STOPPING, STOPPED -> {
                    show(row, ContainerStatus.STOPPED);
                    ContainerRestarts.forget(row);
                    if (row.is("start-on-boot")) {
                        start(row);
                    }
                }
                case FAILED -> show(row, status);
            }
        }
    }

    /** Begins to import the image of a new container. */
    void extract(TableRow row) {
        String file = row.text("file");
        String root = RouterFiles.normal(row.text("root-dir"));
        String id = row.id();
        boolean remote = file.isEmpty();
        show(row, remote ? ContainerStatus.PULLING : ContainerStatus.EXTRACTING);
        String from = remote ? "registry:" + row.text("remote-image") : file;
        log.container(name(row), TOPICS, "*** importing remote image: " + from);
        boolean checked = !row.text("check-certificate").equals("false");
        ContainerFiles.Opening source =
                remote ? disk.remote(row.text("remote-image"), checked, () -> downloaded(id)) : disk.archive(file);
        long begin = System.nanoTime();
        boolean fails = faults.importing();
        clock.after(Duration.ZERO, () -> {
            ContainerFiles.Import result = fails ? ContainerFiles.broken() : disk.unpack(source, root, id);
            Duration least = config.speeds().extract().plus(remote ? Duration.ZERO : disk.writing(file));
            Duration left = least.minusNanos(System.nanoTime() - begin);
            clock.after(left.isNegative() ? Duration.ZERO : left, () -> extracted(id, result));
        });
    }

    private void downloaded(String id) {
        synchronized (state) {
            state.table(MENU).row(id).ifPresent(row -> show(row, ContainerStatus.EXTRACTING));
            save.run();
        }
    }

    private void extracted(String id, ContainerFiles.Import result) {
        synchronized (state) {
            @Nullable TableRow row = state.table(MENU).row(id).orElse(null);
            if (row == null) {
                return;
            }
            if (result.image().isEmpty()) {
                fail(row, ContainerStatus.FAILED, result.error());
            } else {
                describe(row, result.image().get());
                log.container(name(row), TOPICS, "*** import done");
                show(row, ContainerStatus.STOPPED);
                // Seen on 7.22: a container that starts on boot starts right after its import.
                if (row.is("start-on-boot") && state.version().atLeast("7.22")) {
                    start(row);
                }
            }
            save.run();
        }
    }

    private void describe(TableRow row, LabImage image) {
        row.set("tag", image.tag()).set("os", "linux").set("arch", image.architecture());
        ContainerHealth.brought(row, image.checked() && state.version().atLeast("7.22"));
        if (state.version().atLeast("7.21")) {
            row.set("image-id", image.imageId());
        }
    }

    /** Begins to start a container for somebody. */
    void start(TableRow row) {
        ContainerRestarts.forget(row);
        begin(row);
    }

    private void begin(TableRow row) {
        row.get(OWN_COMMENT).ifPresent(c -> {
            row.set("comment", c).unset(OWN_COMMENT);
            if (c.isEmpty()) {
                row.unset("comment");
            }
        });
        PlayedContainers.fallIll(row, faults.starting());
        ContainerHealth.forget(row);
        show(row, ContainerStatus.STARTING);
        if (row.is("logging")) {
            log.container(name(row), TOPICS, "*** start");
        }
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
                fail(row, ContainerStatus.STOPPED, e.reason());
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
                        show(row, ContainerStatus.RUNNING);
                        if (row.is("logging")) {
                            log.container(name(row), TOPICS, "*** started");
                        }
                        save.run();
                    });
        }
    }

    @Override
    public void printed(String id, String line) {
        synchronized (state) {
            state.table(MENU)
                    .row(id)
                    .filter(row -> row.is("logging"))
                    .ifPresent(row -> log.container(name(row), TOPICS, line));
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
                show(row, ContainerStatus.STOPPED);
            } else if (ContainerStatus.of(row).in(ContainerStatus.RUNNING, ContainerStatus.STARTING)) {
                endedByItself(row, exit);
            }
            save.run();
        }
    }

    private void endedByItself(TableRow row, ContainerExit exit) {
        boolean failed = exit.status() != 0;
        if (failed) {
            fail(row, ContainerStatus.STOPPED, exit.described());
        } else {
            show(row, ContainerStatus.STOPPED);
            log.container(name(row), TOPICS, exit.described());
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
        show(row, ContainerStatus.STOPPING);
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
        show(row, ContainerStatus.DELETING);
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

    private void fail(TableRow row, ContainerStatus status, String reason) {
        show(row, status);
        log.container(name(row), "container,error", reason);
        if (state.version().atLeast("7.20")) {
            row.set(OWN_COMMENT, row.text("comment")).set("comment", reason);
        }
    }

    private void show(TableRow row, ContainerStatus status) {
        status.show(row, state.version());
        showInterfaces(row, status);
        changed.run();
    }

    /** From 7.16 on a veth runs only while a container uses it. */
    private void showInterfaces(TableRow row, ContainerStatus status) {
        for (String veth : row.text("interface").split(",")) {
            state.table("/interface/veth")
                    .where("name", veth)
                    .ifPresent(v -> v.set("running", status == ContainerStatus.RUNNING));
        }
    }

    private static String name(TableRow row) {
        return row.get("name").orElse(row.id());
    }

    /** Ends what runs; the rows stay as they are. */
    @Override
    public void close() {
        clock.close();
        runner.close();
    }
}
