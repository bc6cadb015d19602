package mkrun.op.router;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import mkrun.routeros.ContainerState;
import mkrun.routeros.Dialect;
import mkrun.routeros.Lack;
import mkrun.routeros.RouterFacts;
import mkrun.routeros.Row;
import mkrun.target.TargetException;
import mkrun.target.routeros.RouterChange;
import mkrun.target.routeros.RouterCommand;
import mkrun.target.routeros.RouterProbe;
import mkrun.task.Plan;

/**
 * The container of the right image, imported and not started. One of another image goes on running meanwhile: an import
 * takes minutes on a slow disk. Its interface cannot be shared, so the new one waits on a spare one ({@link
 * ContainerRuns} exchanges them).
 *
 * @param spec what is wanted
 * @param source of its image
 */
record ContainerImported(ContainerSpec spec, ContainerSource source)
        implements ContainerOperation<ContainerImported.Seen> {
    /**
     * What matters of the router.
     *
     * @param digest of the image that is wanted
     * @param freshRootDir a root-dir for a new container that nothing is at
     * @param supply how a new container gets the image; empty if there is one
     * @param litter what takes away that is still there of an import whose end nobody saw
     * @param times how long steps may take
     */
    record Seen(
            ContainerRows containers,
            MenuRows veths,
            String digest,
            String freshRootDir,
            Optional<ContainerSource.Supply> supply,
            List<RouterCommand> litter,
            StepTimes times) {
        Optional<Row> current() throws TargetException {
            return containers.current(digest);
        }

        Optional<Row> previous() throws TargetException {
            return containers.previous(digest);
        }

        private boolean taken(String veth) throws TargetException {
            Optional<Row> previous = previous();
            return previous.isPresent() && ContainerRows.holds(previous.get(), veth);
        }
    }

    @Override
    public Set<String> reads() {
        Set<String> menus = new TreeSet<>(Set.of(ContainerRows.MENU, ContainerCleaned.VETHS));
        menus.addAll(source.reads());
        return menus;
    }

    @Override
    public List<Lack> lacks(Dialect dialect) {
        return source.lacks(dialect);
    }

    @Override
    public Seen inspect(RouterProbe probe) throws TargetException {
        ContainerRows containers = ContainerRows.of(probe, spec);
        String digest = source.digest(probe);
        String disk = ImageUploaded.disk(probe, containers);
        String rootDir = containers.names().files().rootDir(disk, digest);
        String archive = containers.names().files().archive(disk, digest);
        Optional<Row> current = containers.current(digest);
        return new Seen(
                containers,
                MenuRows.of(probe, ContainerCleaned.VETHS),
                digest,
                current.isPresent() ? rootDir : fresh(probe, containers, rootDir),
                current.isPresent() ? Optional.empty() : Optional.of(source.supply(probe, archive)),
                current.isPresent() ? source.litter(probe, archive, ContainerRows.live(current.get())) : List.of(),
                times(probe, disk));
    }

    private StepTimes times(RouterProbe probe, String disk) throws TargetException {
        Optional<RouterFacts.Disk> known = probe.facts().disk(disk);
        Optional<Duration> importing = known.isPresent() ? source.importTime(probe, known.get()) : Optional.empty();
        Deadlines said = spec.supervision().deadlines();
        return importing.map(time -> StepTimes.of(said, time)).orElseGet(() -> StepTimes.of(said));
    }

    /** A router extracts nothing into a directory that is there, and may take its time to delete one. */
    private static String fresh(RouterProbe probe, ContainerRows containers, String wanted) throws TargetException {
        String candidate = wanted;
        for (int i = 2; taken(containers, candidate) || probe.exists(candidate); i++) {
            candidate = wanted + "-" + i;
        }
        return candidate;
    }

    private static boolean taken(ContainerRows containers, String rootDir) {
        return containers.all().stream()
                .anyMatch(r -> Normal.path(r.text("root-dir")).equals(rootDir));
    }

    @Override
    public boolean endangers(Seen seen) throws TargetException {
        return seen.containers().live().isPresent();
    }

    @Override
    public Plan diff(Seen seen) throws TargetException {
        Optional<Row> current = seen.current();
        List<RouterChange> changes = new ArrayList<>();
        if (current.isPresent()) {
            if (ContainerState.of(current.get()) == ContainerState.EXTRACTING) {
                ContainerSteps steps = new ContainerSteps(seen.containers(), seen.times());
                changes.add(steps.awaitImported(current.get()));
            }
            changes.addAll(seen.litter());
        } else {
            changes.addAll(leftovers(seen));
            changes.addAll(made(seen, seen.supply().orElseThrow()));
        }
        return Plan.of(changes, spec.name() + " is made of this image");
    }

    /** What earlier runs began and no longer serves: imports that failed, or of images that nobody wants any more. */
    private static List<RouterChange> leftovers(Seen seen) throws TargetException {
        Optional<Row> previous = seen.previous();
        List<RouterChange> changes = new ArrayList<>();
        for (Row row : seen.containers().own()) {
            if (previous.isEmpty() || !previous.get().id().equals(row.id())) {
                changes.addAll(new ContainerSteps(seen.containers(), seen.times()).remove(row));
            }
        }
        return changes;
    }

    private List<RouterChange> made(Seen seen, ContainerSource.Supply supply) throws TargetException {
        ContainerNames names = seen.containers().names();
        boolean waits = seen.taken(names.veth());
        boolean nameTaken =
                seen.previous().filter(r -> r.text("name").equals(spec.name())).isPresent();
        boolean named = seen.containers().named();
        List<RouterChange> changes = new ArrayList<>();
        Map<String, Object> fields = new LinkedHashMap<>();
        if (named) {
            fields.put("name", nameTaken ? names.nextName() : spec.name());
        }
        fields.put("interface", waits ? names.nextVeth() : names.veth());
        fields.putAll(supply.fields());
        fields.put("root-dir", seen.freshRootDir());
        seen.previous().ifPresent(row -> fields.putAll(new CarriedFields(spec, seen.containers()).of(row)));
        if (waits) {
            changes.addAll(spare(names.nextVeth(), seen.veths()));
        }
        changes.addAll(supply.before());
        boolean next = named ? nameTaken : waits;
        changes.addAll(new ContainerSteps(seen.containers(), seen.times())
                .add(fields, next ? names.nextHandle(named) : names.handle(named), seen.freshRootDir()));
        changes.addAll(supply.after());
        return changes;
    }

    /** An interface that holds the place of the real one. */
    private List<RouterCommand> spare(String name, MenuRows veths) throws TargetException {
        return new RowPlan(veths).present(ContainerCleaned.spare(spec, name));
    }
}
