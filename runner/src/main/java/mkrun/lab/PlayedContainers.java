package mkrun.lab;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import mkrun.lab.runc.ContainerExit;
import mkrun.lab.script.RouterState;
import mkrun.lab.script.TableRow;

/**
 * Containers of which nothing runs: they are there once they were started, answer on all their ports, and pass the check of
 * their health, unless an accident was ordered.
 */
final class PlayedContainers implements ContainerRunner {
    /** Hidden value: what is wrong with it. */
    private static final String ILLNESS = ".illness";

    private final LabConfig config;
    private final RouterState state;
    private final ContainerFiles disk;
    private final Listener listener;
    private final LabClock clock = new LabClock();

    PlayedContainers(LabConfig config, RouterState state, ContainerFiles disk, Listener listener) {
        this.config = config;
        this.state = state;
        this.disk = disk;
        this.listener = listener;
    }

    /** Has something be wrong with a container from now on, or nothing. */
    static void fallIll(TableRow row, LabFaults.Illness illness) {
        row.unset(ILLNESS);
        if (illness != LabFaults.Illness.NONE) {
            row.set(ILLNESS, illness.name());
        }
    }

    /** Whether the services of a container answer. */
    static boolean answers(TableRow row) {
        return ContainerStatus.of(row) == ContainerStatus.RUNNING
                && !row.get(ILLNESS).isPresent();
    }

    @Override
    public boolean lasting() {
        return true;
    }

    @Override
    public void warmUp() {
        // nothing is needed
    }

    @Override
    public void start(TableRow row) throws NotStarted {
        disk.requireProgram(row);
        String id = row.id();
        listener.begun(id);
        clock.after(config.speeds().start(), () -> ran(id));
    }

    /** What comes of a container that has run for a moment: its first check is over, or it ends. */
    private void ran(String id) {
        boolean exits;
        boolean good;
        synchronized (state) {
            Optional<TableRow> row = state.table(ContainerLife.MENU)
                    .row(id)
                    .filter(r -> ContainerStatus.of(r) == ContainerStatus.RUNNING);
            if (row.isEmpty()) {
                return;
            }
            exits = row.get().text(ILLNESS).equals(LabFaults.Illness.EXITS.name());
            good = answers(row.get());
        }
        if (exits) {
            listener.ended(id, new ContainerExit(1));
        } else {
            listener.checked(id, good, checkOutput(good));
        }
    }

    /** What a check prints. */
    static String checkOutput(boolean good) {
        return good ? "" : "check ordered to fail";
    }

    @Override
    public void stop(String id, int signal, Duration grace) {
        clock.after(config.speeds().stop(), () -> listener.ended(id, new ContainerExit(0)));
    }

    @Override
    public boolean reaches(NetProbe probe) {
        synchronized (state) {
            return state.table("/interface/veth").rows().stream()
                    .filter(veth -> List.of(veth.text("address").split(",")).stream()
                            .anyMatch(a -> a.startsWith(probe.host() + "/")))
                    .flatMap(veth -> state.table(ContainerLife.MENU).rows().stream()
                            .filter(c -> List.of(c.text("interface").split(",")).contains(veth.text("name"))))
                    .anyMatch(container -> probe.service() && answers(container)
                            || probe.ping() && ContainerStatus.of(container) == ContainerStatus.RUNNING);
        }
    }

    @Override
    public Optional<RunningContainer> running(String id) {
        return Optional.empty();
    }

    @Override
    public void configured() {
        // rows are looked at when they are needed
    }

    @Override
    public void close() {
        clock.close();
    }
}
