package mkrun.op.router;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import mkrun.routeros.Row;
import mkrun.target.TargetException;
import mkrun.target.routeros.RouterChange;
import mkrun.target.routeros.RouterCommand;
import mkrun.target.routeros.RouterProbe;
import mkrun.task.Plan;

/**
 * Nothing left of containers that this one has replaced, once it runs: their root-dirs go with
 * them, and what is left of their images; volumes stay.
 *
 * @param spec of the container
 * @param source of its image
 */
record ContainerCleaned(ContainerSpec spec, ContainerSource source)
        implements ContainerOperation<ContainerCleaned.Seen> {
    static final String VETHS = "/interface/veth";
    private static final String MOUNTS = "/container/mounts";
    private static final String SPARE = "/spare";

    /**
     * What matters of the router.
     *
     * @param digest of the image that is wanted
     * @param litter paths of archives and root-dirs of former images that no row needs
     */
    record Seen(ContainerRows containers, MenuRows veths, String digest, List<String> litter) {}

    /** An interface that holds the place of the real one while two containers of one name are there. */
    static RouterEntry spare(ContainerSpec spec, String veth) {
        return new RouterEntry(VETHS, Map.of("name", veth), Map.of(), spec.name() + SPARE + "/" + veth, true);
    }

    @Override
    public Set<String> reads() {
        return new TreeSet<>(Set.of(ContainerRows.MENU, VETHS, MOUNTS));
    }

    /** Looks for files only where there is a row to remove: a run that changes nothing does not ask for them. */
    @Override
    public Seen inspect(RouterProbe probe) throws TargetException {
        Seen rows = new Seen(ContainerRows.of(probe, spec), MenuRows.of(probe, VETHS), source.digest(probe), List.of());
        return changes(rows).isEmpty()
                ? rows
                : new Seen(rows.containers(), rows.veths(), rows.digest(), litter(rows, probe));
    }

    /** Files that uploads left unfinished are the next upload's to go on with or to remove. */
    private List<String> litter(Seen seen, RouterProbe probe) throws TargetException {
        ContainerFiles files = seen.containers().names().files();
        Set<String> disks = new TreeSet<>();
        for (Row row : seen.containers().own()) {
            disks.add(files.diskOf(row));
        }
        List<Row> mounts = probe.rows(MOUNTS);
        boolean imported = seen.containers().current(seen.digest()).isPresent();
        List<String> litter = new ArrayList<>();
        for (String disk : disks) {
            String directory = ContainerFiles.directory(disk);
            List<String> names = probe.files(directory);
            names.stream()
                    .filter(files::imageFile)
                    .map(name -> directory + "/" + name)
                    .filter(path -> imported || !path.equals(files.archive(disk, seen.digest())))
                    .filter(path -> !Belongings.inUse(path, seen.containers().all(), mounts))
                    .forEach(litter::add);
        }
        return litter;
    }

    /** Files first: as long as a row is left to remove, a run that was cut off is made up for. */
    @Override
    public Plan diff(Seen seen) throws TargetException {
        List<RouterChange> changes = new ArrayList<>();
        seen.litter().forEach(path -> changes.add(RouterCommand.removeFile(path)));
        changes.addAll(changes(seen));
        return Plan.of(changes, spec.name() + " has replaced nothing");
    }

    private List<RouterChange> changes(Seen seen) throws TargetException {
        Optional<Row> current = seen.containers().current(seen.digest());
        Optional<Row> previous = seen.containers().previous(seen.digest());
        ContainerSteps steps = new ContainerSteps(seen.containers());
        List<RouterChange> changes = new ArrayList<>();
        for (Row row : seen.containers().own()) {
            boolean setAside = previous.isPresent() && previous.get().id().equals(row.id());
            boolean failed = current.isEmpty() && !setAside; // a check: the import removes it before it begins
            if (!failed && (current.isEmpty() || !current.get().id().equals(row.id()))) {
                changes.addAll(setAside ? steps.removeStopped(row) : steps.remove(row));
            }
        }
        for (Row veth : spares(seen, current, previous)) {
            changes.add(new RowPlan(seen.veths()).removal(veth).retrying(RowUndo.WHILE_USED));
        }
        return changes;
    }

    /** The spare interfaces; in a check, before any exchange of containers, those that it is going to need. */
    private List<Row> spares(Seen seen, Optional<Row> current, Optional<Row> previous) {
        ContainerNames names = seen.containers().names();
        List<Row> spares = new ArrayList<>(seen.veths().rows().stream()
                .filter(r -> Mark.of(spec.name() + SPARE, r))
                .toList());
        if (previous.filter(r -> ContainerRows.holds(r, names.veth())).isPresent()) {
            List<String> needed = current.isPresent()
                    ? List.of(names.previousVeth())
                    : List.of(names.nextVeth(), names.previousVeth());
            needed.stream()
                    .map(veth -> spare(spec, veth).owner())
                    .filter(mark -> spares.stream().noneMatch(mark::owns))
                    .map(mark -> new Row("", Map.of("comment", mark.comment(""))))
                    .toList()
                    .forEach(spares::add);
        }
        return spares;
    }
}
