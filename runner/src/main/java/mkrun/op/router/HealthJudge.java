package mkrun.op.router;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import mkrun.routeros.ContainerHealth;
import mkrun.routeros.ContainerState;
import mkrun.routeros.Row;
import mkrun.target.routeros.AwaitRows;
import mkrun.target.routeros.AwaitRows.State;

/**
 * Tells from the rows of {@code /container} and {@code /tool/netwatch} whether a container that was started is healthy.
 * That it ends, and that the router itself calls it unhealthy, ends the wait.
 *
 * @param which the container's row
 * @param watch what netwatch may know of it
 * @param ifMissing what is said where there is no such row
 */
record HealthJudge(Predicate<Row> which, ContainerWatch watch, String ifMissing) implements AwaitRows.Judge {
    /** What is said of a container that is gone. */
    static final String GONE = "the container is not there";

    /** Of a container that this task has started, or has found. */
    HealthJudge(Predicate<Row> which, ContainerWatch watch) {
        this(which, watch, GONE);
    }

    @Override
    public State look(Map<String, List<Row>> rows) {
        Optional<Row> row = rows.getOrDefault(ContainerRows.MENU, List.of()).stream()
                .filter(which)
                .findFirst();
        return row.isEmpty()
                ? State.failed(ifMissing)
                : state(row.get(), rows.getOrDefault(ContainerWatch.MENU, List.of()));
    }

    private State state(Row row, List<Row> probes) {
        return switch (ContainerState.of(row)) {
            case RUNNING -> health(row, probes);
            case STARTING -> State.waiting("starting");
            case STOPPED, STOPPING, FAILED -> StateJudge.failed("it does not run any more", row);
            default -> State.failed("it does not run");
        };
    }

    private State health(Row row, List<Row> probes) {
        boolean own =
                new ContainerFields(watch.spec(), watch.dialect()).ownCheck().isPresent();
        // A check that the image brings counts, too, where the router makes it.
        if (own || ContainerHealth.of(row) != ContainerHealth.UNCHECKED && !healthy(row)) {
            return checked(row);
        }
        return watch.check().isEmpty() || watch.up(probes)
                ? State.reached("healthy")
                : State.waiting("running, and " + answer());
    }

    private static boolean healthy(Row row) {
        return ContainerHealth.of(row) == ContainerHealth.HEALTHY;
    }

    private static State checked(Row row) {
        return switch (ContainerHealth.of(row)) {
            case HEALTHY -> State.reached("healthy");
            case UNHEALTHY -> State.failed(unhealthy(row));
            default -> State.waiting("running, and no check of its health has succeeded");
        };
    }

    private static String unhealthy(Row row) {
        String said = row.text("healthcheck-status").strip();
        return "it is unhealthy" + (said.isEmpty() ? "" : ": \"" + said + "\"");
    }

    private String answer() {
        HealthCheck.Port port = watch.check().flatMap(HealthCheck::port).orElseThrow();
        return "nothing answers at port " + port.number() + " ("
                + (port.protocol() == HealthCheck.Protocol.TCP ? "tcp" : "http") + ")";
    }
}
