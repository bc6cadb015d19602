package mkrun.op.router;

import java.util.Set;
import mkrun.target.TargetException;
import mkrun.target.routeros.RouterProbe;
import mkrun.task.Plan;

/**
 * A container that runs, started anew; for handlers, since no state is ever enough.
 *
 * @param runs what it is like when it runs
 */
record ContainerRestarted(ContainerRuns runs) implements ContainerOperation<ContainerRuns.Seen> {
    /** The handler's name. */
    static String title(String container) {
        return "restart container " + container;
    }

    @Override
    public Set<String> reads() {
        return runs.reads();
    }

    @Override
    public ContainerRuns.Seen inspect(RouterProbe probe) throws TargetException {
        return runs.inspect(probe);
    }

    @Override
    public Plan diff(ContainerRuns.Seen seen) throws TargetException {
        return Plan.of(runs.restarted(seen), runs.spec().name() + " does not run");
    }
}
