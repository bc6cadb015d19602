package mkrun.op.router;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import mkrun.routeros.ContainerState;
import mkrun.routeros.Row;
import mkrun.target.TargetException;
import mkrun.target.routeros.RouterProbe;

/** Finds a container on a router by the name that people know it by. */
public final class ContainerLookup {
    /** What is read for it. */
    public static final String MENU = ContainerRows.MENU;

    private ContainerLookup() {}

    /**
     * The row of a running container.
     *
     * @param name that a playbook or the router gives it
     * @throws TargetException if there is none of that name, or it does not run, with what there is
     */
    public static Row running(RouterProbe probe, String name) throws TargetException {
        List<Row> rows = probe.rows(MENU);
        List<Row> found = rows.stream().filter(row -> names(row).contains(name)).toList();
        Optional<Row> running = found.stream()
                .filter(row -> ContainerState.of(row) == ContainerState.RUNNING)
                .findFirst();
        if (running.isPresent()) {
            return running.get();
        }
        if (!found.isEmpty()) {
            throw new TargetException(
                    "container '" + name + "' does not run: it is " + StateJudge.word(ContainerState.of(found.get(0))));
        }
        TreeSet<String> known = new TreeSet<>();
        rows.forEach(row -> known.addAll(names(row)));
        throw new TargetException("there is no container '" + name + "'"
                + (known.isEmpty() ? "; there is none at all" : "; there are: " + String.join(", ", known)));
    }

    /** How it stands with a container that ran a while ago, to follow its name; empty if it runs. */
    public static Optional<String> over(RouterProbe probe, Row earlier) throws TargetException {
        Optional<ContainerState> state = probe.rows(MENU).stream()
                .filter(row -> row.id().equals(earlier.id()))
                .findFirst()
                .map(ContainerState::of);
        return state.isPresent()
                ? state.filter(now -> now != ContainerState.RUNNING)
                        .map(now -> "does not run any more: it is " + StateJudge.word(now))
                : Optional.of("is not there any more");
    }

    /** Routers name containers from 7.20 on; before, only mkrun's own are known by a name. */
    private static List<String> names(Row row) {
        Optional<String> own = ContainerFiles.containerOf(row);
        return own.isPresent()
                ? List.of(own.get())
                : row.get("name").filter(n -> !n.isEmpty()).map(List::of).orElse(List.of());
    }
}
