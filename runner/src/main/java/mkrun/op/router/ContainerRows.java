package mkrun.op.router;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import mkrun.routeros.ContainerState;
import mkrun.routeros.Dialect;
import mkrun.routeros.Row;
import mkrun.target.TargetException;
import mkrun.target.routeros.RouterProbe;

/**
 * The containers of a router as one of them sees them.
 *
 * @param dialect what the router understands
 * @param names what is this container's
 * @param all the rows of {@code /container}
 */
record ContainerRows(Dialect dialect, ContainerNames names, List<Row> all) {
    static final String MENU = "/container";

    static ContainerRows of(RouterProbe probe, ContainerSpec spec) throws TargetException {
        return new ContainerRows(probe.dialect(), new ContainerNames(spec), probe.rows(MENU));
    }

    /** Whether containers have names of one's choice here. */
    boolean named() {
        return named(dialect);
    }

    static boolean named(Dialect dialect) {
        return dialect.fields(MENU).stream().anyMatch(f -> f.name().equals("name"));
    }

    /**
     * The rows that are this container, of whatever image.
     *
     * @throws TargetException if a container of that name is somebody else's
     */
    List<Row> own() throws TargetException {
        String name = names.spec().name();
        Optional<Row> foreign = all.stream()
                .filter(r -> named() && r.text("name").equals(name))
                .filter(Predicate.not(names::own))
                .findFirst();
        if (foreign.isPresent()) {
            throw new TargetException("there is a container " + name
                    + " on the router that mkrun did not make (root-dir "
                    + foreign.get().text("root-dir") + "). mkrun leaves it alone: remove it, or choose another name");
        }
        return all.stream().filter(names::own).toList();
    }

    /** The container made of that image, on the disk asked for, unless its import failed or it is on its way out. */
    Optional<Row> current(String digest) throws TargetException {
        String wanted = ContainerNames.shortDigest(digest);
        String disk = names.spec().disk();
        return own().stream()
                .filter(r -> names.digestOf(r).equals(wanted))
                .filter(r -> disk.isEmpty() || names.diskOf(r).equals(disk))
                .filter(r -> ContainerState.of(r) != ContainerState.FAILED
                        && ContainerState.of(r) != ContainerState.DELETING)
                .findFirst();
    }

    /** The own container that has processes; its parts must not change under it. */
    Optional<Row> live() throws TargetException {
        return own().stream().filter(ContainerRows::live).findFirst();
    }

    /** Whether a row's container has processes, or soon will. */
    static boolean live(Row row) {
        ContainerState state = ContainerState.of(row);
        return state == ContainerState.STARTING || state == ContainerState.RUNNING;
    }
}
