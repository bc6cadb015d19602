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
                .filter(Predicate.not(names.files()::own))
                .findFirst();
        if (foreign.isPresent()) {
            throw new TargetException("there is a container " + name
                    + " on the router that mkrun did not make (root-dir "
                    + foreign.get().text("root-dir") + "). mkrun leaves it alone: remove it, or choose another name");
        }
        return all.stream().filter(names.files()::own).toList();
    }

    /** The container made of that image, on the disk asked for, unless its import failed or it is on its way out. */
    Optional<Row> current(String digest) throws TargetException {
        String wanted = ContainerFiles.shortDigest(digest);
        String disk = names.spec().disk();
        return own().stream()
                .filter(r -> names.files().digestOf(r).equals(wanted))
                .filter(r -> disk.isEmpty() || names.files().diskOf(r).equals(disk))
                .filter(r -> ContainerState.of(r) != ContainerState.FAILED
                        && ContainerState.of(r) != ContainerState.DELETING)
                .findFirst();
    }

    /**
     * The container that the one of an image replaces, or has replaced and not yet outlived: the one that runs, else the
     * one that has the interface, else any that could run.
     */
    Optional<Row> previous(String digest) throws TargetException {
        Optional<Row> current = current(digest);
        List<Row> others = own().stream()
                .filter(r -> current.isEmpty() || !current.get().id().equals(r.id()))
                .filter(r -> ContainerState.of(r) != ContainerState.FAILED
                        && ContainerState.of(r) != ContainerState.DELETING
                        && ContainerState.of(r) != ContainerState.EXTRACTING)
                .toList();
        return others.stream()
                .filter(ContainerRows::live)
                .findFirst()
                .or(() -> others.stream().filter(r -> holds(r, names.veth())).findFirst())
                .or(() -> others.stream().findFirst());
    }

    /** Whether a row's container has that interface. */
    static boolean holds(Row row, String veth) {
        return List.of(row.text("interface").split(",")).contains(veth);
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
