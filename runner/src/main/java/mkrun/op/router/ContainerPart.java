package mkrun.op.router;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import mkrun.routeros.Dialect;
import mkrun.routeros.Lack;
import mkrun.routeros.Row;
import mkrun.target.TargetException;
import mkrun.target.routeros.RouterChange;
import mkrun.target.routeros.RouterCommand;
import mkrun.target.routeros.RouterProbe;
import mkrun.task.Plan;

/**
 * Rows that a container reads when it starts: its interface, environment, mounts. A running container is stopped before
 * they change, so that one that runs always runs with what the rows say, however a run of mkrun ended;
 * {@link ContainerRuns} starts it again.
 *
 * @param spec whose rows they are
 * @param entries all rows of this kind that it has
 * @param before the parts that come before it: the first that changes stops the container
 */
record ContainerPart(ContainerSpec spec, RouterEntries entries, List<ContainerPart> before)
        implements ContainerOperation<ContainerPart.Seen> {
    ContainerPart {
        before = List.copyOf(before);
    }

    /**
     * The rows and the containers.
     *
     * @param stopsBefore whether a part before this one is about to change, which stops the container; only a check sees that
     */
    record Seen(MenuRows rows, ContainerRows containers, boolean stopsBefore) {}

    @Override
    public Set<String> reads() {
        Set<String> menus = new TreeSet<>(Set.of(entries.menu(), ContainerRows.MENU));
        before.forEach(part -> menus.add(part.entries().menu()));
        return menus;
    }

    @Override
    public List<Lack> lacks(Dialect dialect) {
        return entries.lacks(dialect);
    }

    @Override
    public Seen inspect(RouterProbe probe) throws TargetException {
        return new Seen(entries.inspect(probe), ContainerRows.of(probe, spec), changesAny(before, probe));
    }

    /** Whether any of these parts is not as wanted. */
    static boolean changesAny(List<ContainerPart> parts, RouterProbe probe) throws TargetException {
        for (ContainerPart part : parts) {
            if (!part.entries().commands(part.entries().inspect(probe)).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean endangers(Seen seen) throws TargetException {
        return seen.containers().live().isPresent();
    }

    @Override
    public Plan diff(Seen seen) throws TargetException {
        List<RouterCommand> commands = entries.commands(seen.rows());
        Optional<Row> live = commands.isEmpty() || seen.stopsBefore()
                ? Optional.empty()
                : seen.containers().live();
        List<RouterChange> changes = new ArrayList<>();
        if (live.isPresent()) {
            changes.addAll(new ContainerSteps(seen.containers()).stop(live.get()));
        }
        changes.addAll(commands);
        return Plan.of(changes, entries.diff(seen.rows()).reason());
    }
}
