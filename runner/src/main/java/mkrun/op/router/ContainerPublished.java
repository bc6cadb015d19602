package mkrun.op.router;

import java.util.List;
import java.util.Set;
import mkrun.routeros.Dialect;
import mkrun.routeros.Lack;
import mkrun.target.TargetException;
import mkrun.target.routeros.RouterProbe;
import mkrun.task.Plan;

/**
 * The rules by which ports of the router lead to a container. Those of the play's other containers do not count: each gives
 * up in its turn what another has got, so that two may change places, and one may take over what another leaves.
 *
 * @param name of the container
 * @param entries the rules
 * @param neighbours names of all containers that the play has on the router; read when the task runs
 */
record ContainerPublished(String name, RouterEntries entries, Set<String> neighbours)
        implements ContainerOperation<MenuRows> {
    @Override
    public Set<String> reads() {
        return entries.reads();
    }

    @Override
    public List<Lack> lacks(Dialect dialect) {
        return entries.lacks(dialect);
    }

    @Override
    public MenuRows inspect(RouterProbe probe) throws TargetException {
        MenuRows seen = entries.inspect(probe);
        return seen.with(seen.rows().stream()
                .filter(row -> TakenPlaces.owner(entries.menu(), row)
                        .filter(other -> !other.equals(name) && neighbours.contains(other))
                        .isEmpty())
                .toList());
    }

    @Override
    public Plan diff(MenuRows seen) throws TargetException {
        return entries.diff(seen);
    }
}
