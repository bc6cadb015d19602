package mkrun.op.router;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import mkrun.op.image.ImageSource;
import mkrun.routeros.Dialect;
import mkrun.routeros.Lack;
import mkrun.routeros.Row;
import mkrun.target.TargetException;
import mkrun.target.routeros.RouterChange;
import mkrun.target.routeros.RouterProbe;
import mkrun.task.Plan;

/**
 * Nothing left of containers that this one has replaced, once it runs: their root-dirs go with them, volumes stay.
 *
 * @param spec of the container
 * @param source of its image
 */
record ContainerCleaned(ContainerSpec spec, ImageSource source) implements RouterOperation<ContainerCleaned.Seen> {
    static final String VETHS = "/interface/veth";
    private static final String SPARE = "/spare";

    /** What matters of the router; {@code digest} of the image that is wanted. */
    record Seen(ContainerRows containers, MenuRows veths, String digest) {}

    /** An interface that holds the place of the real one while two containers of one name are there. */
    static RouterEntry spare(ContainerSpec spec, String veth) {
        return new RouterEntry(VETHS, Map.of("name", veth), Map.of(), spec.name() + SPARE + "/" + veth, true);
    }

    @Override
    public String type() {
        return "container";
    }

    @Override
    public Class<RouterProbe> probe() {
        return RouterProbe.class;
    }

    @Override
    public Set<String> reads() {
        return new TreeSet<>(Set.of(ContainerRows.MENU, VETHS));
    }

    @Override
    public List<Lack> lacks(Dialect dialect) {
        return List.of();
    }

    @Override
    public Seen inspect(RouterProbe probe) throws TargetException {
        return new Seen(
                ContainerRows.of(probe, spec),
                MenuRows.of(probe, VETHS),
                ImageUploaded.image(source, probe).digest());
    }

    @Override
    public Plan diff(Seen seen) throws TargetException {
        Optional<Row> current = seen.containers().current(seen.digest());
        List<RouterChange> changes = new ArrayList<>();
        for (Row row : seen.containers().own()) {
            if (current.isEmpty() || !current.get().id().equals(row.id())) {
                changes.addAll(new ContainerSteps(seen.containers()).remove(row));
            }
        }
        for (Row veth : seen.veths().rows()) {
            if (Mark.of(spec.name() + SPARE, veth)) {
                changes.add(new RowPlan(seen.veths()).removal(veth).retrying(RowUndo.WHILE_USED));
            }
        }
        return Plan.of(changes, spec.name() + " has replaced nothing");
    }
}
