package mkrun.lab;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import mkrun.lab.script.RouterState;
import mkrun.lab.script.TableRow;
import org.jspecify.annotations.Nullable;

/**
 * What happens to containers in the background: importing, starting, stopping, removing. Errors of it never reach the
 * console; they are in the log and, from 7.20 on, in the container's comment.
 */
final class ContainerLife implements AutoCloseable {
    private static final String MENU = "/container";
    /** Hidden value: the comment of the owner, while the router shows an error in its place. */
    private static final String OWN_COMMENT = ".comment";

    /** Hidden value: what is wrong with it. */
    private static final String ILLNESS = ".illness";

    private static final String TOPICS = "container,info,debug";

    private final LabConfig config;
    private final RouterState state;
    private final ContainerFiles disk;
    private final RouterLog log;
    private final Runnable save;
    private final FaultPlan faults;
    private final Runnable changed;
    private final LabClock clock = new LabClock();
    private final Set<String> lockedRoots = ConcurrentHashMap.newKeySet();

    /** @param changed called when a container has begun to run, or to answer, or does so no longer */
    ContainerLife(
            LabConfig config,
            RouterState state,
            RouterFiles files,
            RouterLog log,
            FaultPlan faults,
            Runnable save,
            Runnable changed) {
        this.faults = faults;
        this.changed = changed;
        this.config = config;
        this.state = state;
        this.disk = new ContainerFiles(config, state, files);
        this.log = log;
        this.save = save;
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
                case STARTING -> start(row);
                case STOPPING -> show(row, ContainerStatus.STOPPED);
                case DELETING -> remove(row);
                case RUNNING -> goOn(row);
                case STOPPED, FAILED -> showInterfaces(row, status);
            }
        }
    }

    private void goOn(TableRow row) {
        fallIll(row, faults.resuming());
        changed.run();
        checked(row);
        showInterfaces(row, ContainerStatus.RUNNING);
    }

    private static void fallIll(TableRow row, LabFaults.Illness illness) {
        if (illness != LabFaults.Illness.NONE) {
            row.set(ILLNESS, illness.name());
        }
    }

    /** Whether the services of a container answer. */
    static boolean answers(TableRow row) {
        return ContainerStatus.of(row) == ContainerStatus.RUNNING
                && !row.get(ILLNESS).isPresent();
    }

    /** What a restart of the router does: all stop, those that start on boot start again, the rest goes on. */
    void reboot() {
        for (TableRow row : state.table(MENU).rows()) {
            ContainerStatus status = ContainerStatus.of(row);
            show(row, status);
            switch (status) {
                case EXTRACTING -> extract(row);
                case DELETING -> remove(row);
                case RUNNING, STARTING, STOPPING, STOPPED -> {
                    show(row, ContainerStatus.STOPPED);
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

    /** Begins to start a container. */
    void start(TableRow row) {
        row.get(OWN_COMMENT).ifPresent(c -> {
            row.set("comment", c).unset(OWN_COMMENT);
            if (c.isEmpty()) {
                row.unset("comment");
            }
        });
        row.unset(ILLNESS);
        fallIll(row, faults.starting());
        ContainerHealth.forget(row);
        show(row, ContainerStatus.STARTING);
        if (row.is("logging")) {
            log.container(name(row), TOPICS, "*** start");
        }
        String id = row.id();
        clock.after(config.speeds().start(), () -> started(id));
    }

    private void started(String id) {
        synchronized (state) {
            @Nullable TableRow row = state.table(MENU).row(id).orElse(null);
            if (row == null || ContainerStatus.of(row) != ContainerStatus.STARTING) {
                return;
            }
            Optional<String> problem = disk.startProblem(row);
            if (problem.isPresent()) {
                fail(row, ContainerStatus.STOPPED, problem.get());
            } else {
                show(row, ContainerStatus.RUNNING);
                if (row.is("logging")) {
                    log.container(name(row), TOPICS, "*** started");
                }
                clock.after(config.speeds().start(), () -> ran(id));
            }
            save.run();
        }
    }

    /** What comes of a container that has run for a moment: its first check is over, or it ends. */
    private void ran(String id) {
        synchronized (state) {
            @Nullable TableRow row = state.table(MENU).row(id).orElse(null);
            if (row == null || ContainerStatus.of(row) != ContainerStatus.RUNNING) {
                return;
            }
            if (row.text(ILLNESS).equals(LabFaults.Illness.EXITS.name())) {
                fail(row, ContainerStatus.STOPPED, "exited with status 1");
            } else {
                checked(row);
            }
            save.run();
        }
    }

    private static void checked(TableRow row) {
        if (ContainerHealth.of(row) != ContainerHealth.UNCHECKED) {
            (answers(row) ? ContainerHealth.HEALTHY : ContainerHealth.UNHEALTHY).show(row);
        }
    }

    /** Begins to stop a container. */
    void stop(TableRow row) {
        show(row, ContainerStatus.STOPPING);
        String id = row.id();
        clock.after(config.speeds().stop(), () -> {
            synchronized (state) {
                state.table(MENU).row(id).ifPresent(r -> show(r, ContainerStatus.STOPPED));
                save.run();
            }
        });
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

    @Override
    public void close() {
        clock.close();
    }
}
