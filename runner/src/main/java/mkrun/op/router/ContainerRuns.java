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
import mkrun.routeros.Row;
import mkrun.target.TargetException;
import mkrun.target.routeros.AwaitRows;
import mkrun.target.routeros.RouterChange;
import mkrun.target.routeros.RouterCommand;
import mkrun.target.routeros.RouterProbe;
import mkrun.task.Plan;

/**
 * The container of the right image set as wanted and running. One that it replaces is stopped and set aside, ready to
 * run again if this one does not; {@link ContainerCleaned} removes it.
 *
 * @param spec what is wanted
 * @param source of its image
 * @param parts the tasks before this one that stop the container when they change something
 */
record ContainerRuns(ContainerSpec spec, ContainerSource source, List<ContainerPart> parts)
        implements ContainerOperation<ContainerRuns.Seen> {
    /** Fields that take effect at once; all others do at the next start. */
    private static final Set<String> LIVE = Set.of("start-on-boot");

    /** @throws RefusedFieldsException if a value is none that a router takes */
    ContainerRuns {
        parts = List.copyOf(parts);
        WantedFields.copy(WantedFields.menu(ContainerRows.MENU), ContainerFields.basic(spec, true));
    }

    /**
     * What matters of the router.
     *
     * @param probes the rows of netwatch
     * @param digest of the image that is wanted
     * @param rootDir where the container of that image lives, or will
     * @param stopsBefore whether a part is about to change, which stops the container before this task's turn; only
     *     a check sees that
     */
    record Seen(
            ContainerRows containers,
            MenuRows veths,
            MenuRows probes,
            String digest,
            String rootDir,
            boolean stopsBefore) {
        private Map<String, List<Row>> rows() {
            return Map.of(ContainerRows.MENU, containers.all(), ContainerWatch.MENU, probes.rows());
        }
    }

    /** The task's name. */
    static String title(String container) {
        return "container " + container;
    }

    @Override
    public Set<String> reads() {
        Set<String> menus = new TreeSet<>(Set.of(ContainerRows.MENU, ContainerCleaned.VETHS, ContainerWatch.MENU));
        parts.forEach(p -> menus.addAll(p.reads()));
        return menus;
    }

    @Override
    public List<Lack> lacks(Dialect dialect) {
        List<Lack> lacks = new ArrayList<>(new ContainerFields(spec, dialect).lacks());
        lacks.addAll(new ContainerWatch(spec, dialect).entries().lacks(dialect));
        return lacks;
    }

    @Override
    public Seen inspect(RouterProbe probe) throws TargetException {
        ContainerImported.Seen seen = new ContainerImported(spec, source).inspect(probe);
        Optional<Row> current = seen.current();
        String rootDir = current.map(r -> Normal.path(r.text("root-dir"))).orElse(seen.freshRootDir());
        MenuRows probes = MenuRows.of(probe, ContainerWatch.MENU);
        return new Seen(
                seen.containers(),
                seen.veths(),
                probes,
                seen.digest(),
                rootDir,
                ContainerPart.changesAny(parts, probe));
    }

    @Override
    public boolean endangers(Seen seen) throws TargetException {
        return seen.containers().live().isPresent();
    }

    @Override
    public Plan diff(Seen seen) throws TargetException {
        Optional<Row> current = seen.containers().current(seen.digest());
        Optional<Row> previous = seen.containers().previous(seen.digest());
        List<RouterChange> changes = new ArrayList<>();
        boolean starts = current.isEmpty() || starts(current.get(), seen);
        Map<String, String> relies = new LinkedHashMap<>();
        if (starts) {
            ContainerSteps steps = new ContainerSteps(seen.containers());
            for (ContainerSpec other : spec.supervision().dependencies()) {
                AwaitRows healthy = steps.awaitHealthy(other);
                changes.add(healthy);
                healthy.vain(seen.rows()).ifPresent(why -> relies.put(title(other.name()), why));
            }
        }
        if (previous.isPresent()) {
            changes.addAll(setAside(previous.get(), seen));
        }
        changes.addAll(current.isPresent() ? kept(current.get(), seen) : fresh(previous, seen));
        Plan plan = Plan.of(
                changes,
                spec.name() + " runs image " + ContainerFiles.shortDigest(seen.digest())
                        + (known(seen) ? " and is healthy" : ""));
        return starts ? plan.settling(ContainerRestarted.title(spec.name())).relying(relies) : plan;
    }

    /** Takes interface and name from the container that is replaced, and keeps the router from starting it. */
    private List<RouterChange> setAside(Row row, Seen seen) throws TargetException {
        ContainerSteps steps = new ContainerSteps(seen.containers());
        ContainerNames names = seen.containers().names();
        List<RouterChange> changes = new ArrayList<>();
        if (ContainerRows.live(row) && !seen.stopsBefore()) {
            changes.addAll(steps.stop(row));
        } else if (ContainerState.of(row) == ContainerState.STOPPING) {
            changes.add(steps.awaitStopped(row));
        }
        Map<String, Object> aside = new LinkedHashMap<>();
        if (row.text("name").equals(spec.name())) {
            aside.put("name", names.previousName());
        }
        if (ContainerRows.holds(row, names.veth())) {
            changes.addAll(new RowPlan(seen.veths()).present(ContainerCleaned.spare(spec, names.previousVeth())));
            aside.put("interface", names.previousVeth());
        }
        if (row.is("start-on-boot")) {
            aside.put("start-on-boot", false);
        }
        if (!aside.isEmpty()) {
            changes.add(steps.set(row, aside));
        }
        return changes;
    }

    /** What will become of the container that the import, which a check only predicts, is going to make. */
    private List<RouterChange> fresh(Optional<Row> previous, Seen seen) throws TargetException {
        Map<String, String> made = new LinkedHashMap<>();
        Map.Entry<String, String> handle = handleOfNew(previous, seen);
        made.put("interface", seen.containers().names().veth());
        made.put(handle.getKey(), handle.getValue());
        if (previous.isPresent() && ContainerRows.holds(previous.get(), made.get("interface"))) {
            made.put("interface", seen.containers().names().nextVeth());
        }
        return started(new Row("", made), Optional.empty(), seen);
    }

    private Map.Entry<String, String> handleOfNew(Optional<Row> previous, Seen seen) {
        ContainerNames names = seen.containers().names();
        boolean named = seen.containers().named();
        boolean next = previous.isPresent()
                && (named
                        ? previous.get().text("name").equals(spec.name())
                        : ContainerRows.holds(previous.get(), names.veth()));
        return next ? names.nextHandle(named) : names.handle(named);
    }

    private boolean lives(Row row, Seen seen) {
        return ContainerRows.live(row) && !seen.stopsBefore();
    }

    /** Whether it is to be started: it does not run, or has to be stopped for a change. */
    private boolean starts(Row row, Seen seen) {
        return !lives(row, seen) || !LIVE.containsAll(different(row, seen).keySet());
    }

    private List<RouterChange> kept(Row row, Seen seen) throws TargetException {
        ContainerSteps steps = new ContainerSteps(seen.containers());
        List<RouterChange> changes = new ArrayList<>();
        switch (ContainerState.of(row)) {
            case STOPPING -> changes.add(steps.awaitStopped(row));
            case UNKNOWN ->
                throw new TargetException(spec.name() + " is in a state that mkrun does not know: " + row.values());
            default -> {
                if (lives(row, seen) && starts(row, seen)) {
                    changes.addAll(steps.stop(row));
                }
            }
        }
        changes.addAll(starts(row, seen) ? started(row, Optional.of(row), seen) : running(row, seen));
        return changes;
    }

    /** What is to be done to a container that goes on running; one that is not healthy may yet become so. */
    private List<RouterChange> running(Row row, Seen seen) throws TargetException {
        ContainerSteps steps = new ContainerSteps(seen.containers());
        List<RouterChange> changes = new ArrayList<>(set(row, Optional.of(row), seen));
        if (ContainerState.of(row) == ContainerState.STARTING) {
            changes.add(steps.awaitRunning(seen.rootDir()));
        }
        List<RouterCommand> probe = watch(seen).changes(seen.probes());
        changes.addAll(probe);
        if (checked(seen) && (!probe.isEmpty() || !healthy(row, seen))) {
            changes.add(steps.awaitHealthy(spec, brought(seen), seen.rootDir()));
        }
        return changes;
    }

    /** A stop and a start of the container if it runs, else nothing. */
    List<RouterChange> restarted(Seen seen) throws TargetException {
        Optional<Row> row = seen.containers().current(seen.digest()).filter(ContainerRows::live);
        List<RouterChange> changes = new ArrayList<>();
        if (row.isPresent()) {
            changes.addAll(new ContainerSteps(seen.containers()).stop(row.get()));
            changes.addAll(started(row.get(), row, seen));
        }
        return changes;
    }

    private boolean checked(Seen seen) {
        return spec.supervision().health().isPresent() || brought(seen).isPresent();
    }

    /** Whether a check is known of, by which it is healthy. */
    private boolean known(Seen seen) {
        return spec.supervision().health().isPresent()
                || source.hasArchive() && brought(seen).isPresent();
    }

    /** How long the check of its image may take, where the router makes it by itself. */
    private Optional<Duration> brought(Seen seen) {
        boolean made = new ContainerFields(spec, seen.containers().dialect()).checksImages();
        return made ? source.healthDeadline() : Optional.empty();
    }

    private boolean healthy(Row row, Seen seen) {
        return new HealthJudge(r -> true, watch(seen))
                .look(Map.of(
                        ContainerRows.MENU,
                        List.of(row),
                        ContainerWatch.MENU,
                        seen.probes().rows()))
                .reached();
    }

    private ContainerWatch watch(Seen seen) {
        return new ContainerWatch(spec, seen.containers().dialect());
    }

    /** Sets a container that is stopped as wanted, starts it, and waits until it is healthy, or has run for a while. */
    private List<RouterChange> started(Row row, Optional<Row> there, Seen seen) throws TargetException {
        List<RouterChange> changes = new ArrayList<>(set(row, there, seen));
        ContainerRows containers = seen.containers();
        ContainerSteps steps = new ContainerSteps(containers);
        changes.addAll(watch(seen).forget(seen.probes()));
        changes.addAll(steps.start(containers.names().handle(containers.named()), seen.rootDir()));
        changes.addAll(watch(seen).anew(seen.probes()));
        Duration monitor = spec.supervision().monitor();
        if (!known(seen) && !monitor.isZero()) {
            changes.add(steps.awaitRunningOn(monitor, seen.rootDir()));
        }
        if (checked(seen)) {
            changes.add(steps.awaitHealthy(spec, brought(seen), seen.rootDir()));
        }
        return changes;
    }

    private List<RouterChange> set(Row row, Optional<Row> there, Seen seen) throws TargetException {
        Map<String, Object> different = different(row, seen);
        if (different.isEmpty()) {
            return List.of();
        }
        String handle = seen.containers().named() ? "name" : "interface";
        return List.of(
                new ContainerSteps(seen.containers()).set(Map.entry(handle, row.text(handle)), there, different));
    }

    private Map<String, Object> different(Row row, Seen seen) {
        Dialect dialect = seen.containers().dialect();
        return new Wording(dialect, ContainerRows.MENU).differences(row, new ContainerFields(spec, dialect).all());
    }
}
