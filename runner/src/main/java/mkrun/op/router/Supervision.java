package mkrun.op.router;

import java.util.List;
import java.util.Optional;

/**
 * How a container is looked after once it runs.
 *
 * @param health how its health is checked; empty where running is healthy enough
 * @param restart what the router does when it ends by itself
 * @param dependencies other containers of the router that must be healthy before it starts
 * @param deadlines how long its steps may take
 */
public record Supervision(
        Optional<HealthCheck> health, RestartPolicy restart, List<ContainerSpec> dependencies, Deadlines deadlines) {
    /** It is left to itself. */
    public static final Supervision NONE = new Supervision(Optional.empty(), RestartPolicy.NO, List.of());

    public Supervision {
        dependencies = List.copyOf(dependencies);
    }

    /** One whose steps may take as long as is usual. */
    public Supervision(Optional<HealthCheck> health, RestartPolicy restart, List<ContainerSpec> dependencies) {
        this(health, restart, dependencies, Deadlines.USUAL);
    }
}
