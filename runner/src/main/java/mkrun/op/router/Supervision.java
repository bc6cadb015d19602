package mkrun.op.router;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a container is looked after once it runs.
 *
 * @param health how its health is checked; empty where running is healthy enough
 * @param restart what the router does when it ends by itself
 * @param dependencies other containers of the router that must be healthy before it starts
 * @param deadlines how long its steps may take
 * @param monitor how long a container without a check of its health must go on running once it was started; zero for not at
 *     all
 */
public record Supervision(
        Optional<HealthCheck> health,
        RestartPolicy restart,
        List<ContainerSpec> dependencies,
        Deadlines deadlines,
        Duration monitor) {
    /** As long as Docker's {@code --update-monitor} is, unless it is told otherwise. */
    public static final Duration DEFAULT_MONITOR = Duration.ofSeconds(5);

    /** It is left to itself. */
    public static final Supervision NONE = new Supervision(Optional.empty(), RestartPolicy.NO, List.of());

    public Supervision {
        dependencies = List.copyOf(dependencies);
    }

    /** One whose steps may take as long as is usual, and which is well as soon as it runs. */
    public Supervision(Optional<HealthCheck> health, RestartPolicy restart, List<ContainerSpec> dependencies) {
        this(health, restart, dependencies, Deadlines.USUAL, Duration.ZERO);
    }
}
