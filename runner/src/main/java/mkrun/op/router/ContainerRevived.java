package mkrun.op.router;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import mkrun.routeros.ContainerState;
import mkrun.routeros.Row;
import mkrun.target.TargetException;
import mkrun.target.routeros.RouterChange;
import mkrun.target.routeros.RouterProbe;
import mkrun.task.Plan;

/**
 * The container that was set aside by an upgrade which was cut off before its successor ran, in its place and running
 * again. So the old one serves while the upgrade is made up for, and still runs if the new one never does. That it does not
 * start is no failure: the upgrade may be what mends that.
 *
 * @param spec what is wanted
 */
record ContainerRevived(ContainerSpec spec) implements ContainerOperation<ContainerRevived.Seen> {
    /** What matters of the router. */
    record Seen(ContainerRows containers, MenuRows veths) {
        private ContainerNames names() {
            return containers.names();
        }

        /**
         * The container that was on its way out: the one that has the name or the interface of those that are replaced, else
         * the one in its place with another waiting beside it. Empty if one of the name has processes, or none is waiting.
         */
        private Optional<Row> setAside() throws TargetException {
            List<Row> own = containers.own();
            if (!own.stream().allMatch(Seen::idle)) {
                return Optional.empty();
            }
            return first(own, this::aside).or(() -> own.size() > 1 ? first(own, this::inPlace) : Optional.empty());
        }

        private static Optional<Row> first(List<Row> own, Predicate<Row> which) {
            return own.stream()
                    .filter(r -> ContainerState.of(r) != ContainerState.FAILED)
                    .filter(which)
                    .findFirst();
        }

        private static boolean idle(Row row) {
            ContainerState state = ContainerState.of(row);
            return state == ContainerState.STOPPED
                    || state == ContainerState.STOPPING
                    || state == ContainerState.FAILED;
        }

        private boolean aside(Row row) {
            return row.text("name").equals(names().previousName()) || ContainerRows.holds(row, names().previousVeth());
        }

        private boolean inPlace(Row row) {
            return ContainerRows.holds(row, names().veth());
        }
    }

    @Override
    public Set<String> reads() {
        return Set.of(ContainerRows.MENU, ContainerCleaned.VETHS);
    }

    @Override
    public Seen inspect(RouterProbe probe) throws TargetException {
        return new Seen(ContainerRows.of(probe, spec), MenuRows.of(probe, ContainerCleaned.VETHS));
    }

    @Override
    public Plan diff(Seen seen) throws TargetException {
        List<RouterChange> changes = new ArrayList<>();
        Optional<Row> setAside = seen.setAside();
        if (setAside.isPresent()) {
            for (Row row : seen.containers().own()) {
                if (!row.id().equals(setAside.get().id())) {
                    changes.addAll(madeToWait(row, seen));
                }
            }
            changes.addAll(started(setAside.get(), seen));
        }
        return Plan.of(changes, "no upgrade of " + spec.name() + " was cut off");
    }

    /** Gives back what the successor has taken already. */
    private List<RouterChange> madeToWait(Row row, Seen seen) throws TargetException {
        ContainerNames names = seen.names();
        List<RouterChange> changes = new ArrayList<>();
        Map<String, Object> fields = new LinkedHashMap<>();
        if (row.text("name").equals(spec.name())) {
            fields.put("name", names.nextName());
        }
        if (ContainerRows.holds(row, names.veth())) {
            changes.addAll(new RowPlan(seen.veths()).present(ContainerCleaned.spare(spec, names.nextVeth())));
            fields.put("interface", names.nextVeth());
        }
        if (row.is("start-on-boot")) {
            fields.put("start-on-boot", false);
        }
        if (!fields.isEmpty()) {
            changes.add(new ContainerSteps(seen.containers()).set(row, fields));
        }
        return changes;
    }

    private List<RouterChange> started(Row row, Seen seen) throws TargetException {
        ContainerNames names = seen.names();
        boolean named = seen.containers().named();
        ContainerSteps steps = new ContainerSteps(seen.containers());
        Map<String, Object> fields = new LinkedHashMap<>();
        if (named && !row.text("name").equals(spec.name())) {
            fields.put("name", spec.name());
        }
        if (!ContainerRows.holds(row, names.veth())) {
            fields.put("interface", names.veth());
        }
        if (spec.startOnBoot() && !row.is("start-on-boot")) {
            fields.put("start-on-boot", true);
        }
        List<RouterChange> changes = new ArrayList<>();
        if (ContainerState.of(row) == ContainerState.STOPPING) {
            changes.add(steps.awaitStopped(row));
        }
        if (!fields.isEmpty()) {
            changes.add(steps.set(row, fields));
        }
        changes.addAll(steps.tryStart(names.handle(named), Normal.path(row.text("root-dir"))));
        return changes;
    }
}
