package mkrun.op.router;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import mkrun.op.image.ImageSource;
import mkrun.routeros.ContainerState;
import mkrun.routeros.Dialect;
import mkrun.routeros.Lack;
import mkrun.routeros.Row;
import mkrun.target.TargetException;
import mkrun.target.routeros.RouterChange;
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
record ContainerRuns(ContainerSpec spec, ImageSource source, List<ContainerPart> parts)
        implements ContainerOperation<ContainerRuns.Seen> {
    /** Fields that take effect at once; all others do at the next start. */
    private static final Set<String> LIVE = Set.of("start-on-boot");

    /** @throws RefusedFieldsException if a value is none that a router takes */
    ContainerRuns {
        parts = List.copyOf(parts);
        WantedFields.copy(WantedFields.menu(ContainerRows.MENU, true), fields(spec, true));
    }

    /**
     * What matters of the router.
     *
     * @param digest of the image that is wanted
     * @param rootDir where the container of that image lives, or will
     * @param stopsBefore whether a part is about to change, which stops the container before this task's turn; only
     *     a check sees that
     */
    record Seen(ContainerRows containers, MenuRows veths, String digest, String rootDir, boolean stopsBefore) {}

    @Override
    public Set<String> reads() {
        Set<String> menus = new TreeSet<>(Set.of(ContainerRows.MENU, ContainerCleaned.VETHS));
        parts.forEach(p -> menus.addAll(p.reads()));
        return menus;
    }

    @Override
    public List<Lack> lacks(Dialect dialect) {
        return new Wording(dialect, ContainerRows.MENU).lacks(fields(spec, ContainerRows.named(dialect)));
    }

    @Override
    public Seen inspect(RouterProbe probe) throws TargetException {
        ContainerImported.Seen seen = new ContainerImported(spec, source).inspect(probe);
        boolean stops = false;
        for (ContainerPart part : parts) {
            stops |= !part.entries()
                    .commands(MenuRows.of(probe, part.entries().menu()))
                    .isEmpty();
        }
        Optional<Row> current = seen.current();
        String rootDir = current.map(r -> Normal.path(r.text("root-dir"))).orElse(seen.freshRootDir());
        return new Seen(seen.containers(), seen.veths(), seen.digest(), rootDir, stops);
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
        if (previous.isPresent()) {
            changes.addAll(setAside(previous.get(), seen));
        }
        changes.addAll(current.isPresent() ? kept(current.get(), seen) : fresh(previous, seen));
        return Plan.of(changes, spec.name() + " runs image " + ContainerFiles.shortDigest(seen.digest()));
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

    private List<RouterChange> kept(Row row, Seen seen) throws TargetException {
        ContainerSteps steps = new ContainerSteps(seen.containers());
        boolean restart = !LIVE.containsAll(different(row, seen).keySet());
        boolean lives = ContainerRows.live(row) && !seen.stopsBefore();
        List<RouterChange> changes = new ArrayList<>();
        switch (ContainerState.of(row)) {
            case STOPPING -> changes.add(steps.awaitStopped(row));
            case UNKNOWN ->
                throw new TargetException(spec.name() + " is in a state that mkrun does not know: " + row.values());
            default -> {
                if (lives && restart) {
                    changes.addAll(steps.stop(row));
                }
            }
        }
        if (!lives || restart) {
            changes.addAll(started(row, Optional.of(row), seen));
        } else {
            changes.addAll(set(row, Optional.of(row), seen));
            if (ContainerState.of(row) == ContainerState.STARTING) {
                changes.add(steps.awaitRunning(seen.rootDir()));
            }
        }
        return changes;
    }

    /** Sets a container that is stopped as wanted, and starts it. */
    private List<RouterChange> started(Row row, Optional<Row> there, Seen seen) throws TargetException {
        List<RouterChange> changes = new ArrayList<>(set(row, there, seen));
        ContainerRows containers = seen.containers();
        changes.addAll(
                new ContainerSteps(containers).start(containers.names().handle(containers.named()), seen.rootDir()));
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
        return new Wording(seen.containers().dialect(), ContainerRows.MENU)
                .differences(row, fields(spec, seen.containers().named()));
    }

    /** The fields of the row that are wanted; lists without rows are not referred to. */
    private static Map<String, Object> fields(ContainerSpec spec, boolean named) {
        ContainerNames names = new ContainerNames(spec);
        Map<String, Object> fields = new LinkedHashMap<>();
        if (named) {
            fields.put("name", spec.name());
        }
        fields.put("interface", names.veth());
        fields.put("envlists", spec.env().isEmpty() ? "" : names.envList());
        fields.put("mountlists", spec.mounts().stream().map(names::mountList).toList());
        fields.put("dns", spec.dns());
        if (!spec.hostname().isEmpty()) {
            fields.put("hostname", spec.hostname());
        }
        fields.put("logging", spec.logging());
        fields.put("start-on-boot", spec.startOnBoot());
        return fields;
    }
}
