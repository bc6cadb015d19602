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
 * The container itself: made of the right image, set as wanted, running. Another image means another container in a
 * fresh root-dir; the old one goes first, because the router lets go of its interface only then.
 *
 * @param spec what is wanted
 * @param source of its image
 * @param parts the tasks before this one that stop the container when they change something
 */
record ContainerRuns(ContainerSpec spec, ImageSource source, List<ContainerPart> parts)
        implements RouterOperation<ContainerRuns.Seen> {
    /** @throws RefusedFieldsException if a value is none that a router takes */
    ContainerRuns {
        parts = List.copyOf(parts);
        WantedFields.copy(WantedFields.menu(ContainerRows.MENU, true), fields(spec, true));
    }

    /** Fields that take effect at once; all others do at the next start. */
    private static final Set<String> LIVE = Set.of("start-on-boot");

    /**
     * What matters of the router.
     *
     * @param digest of the image that is wanted
     * @param archive where the image waits for its import, if it has to
     * @param freshRootDir a root-dir for a new container that nothing is at
     * @param stopsBefore whether a part is about to change, which stops the container before this task's turn; only
     *     a check sees that
     */
    record Seen(ContainerRows containers, String digest, String archive, String freshRootDir, boolean stopsBefore) {}

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
        Set<String> menus = new TreeSet<>(Set.of(ContainerRows.MENU));
        parts.forEach(p -> menus.addAll(p.reads()));
        return menus;
    }

    @Override
    public List<Lack> lacks(Dialect dialect) {
        return new Wording(dialect, ContainerRows.MENU).lacks(fields(spec, ContainerRows.named(dialect)));
    }

    @Override
    public Seen inspect(RouterProbe probe) throws TargetException {
        ContainerRows containers = ContainerRows.of(probe, spec);
        String digest = ImageUploaded.image(source, probe).digest();
        String disk = ImageUploaded.disk(probe, containers);
        String rootDir = containers.names().rootDir(disk, digest);
        boolean stops = false;
        for (ContainerPart part : parts) {
            stops |= !part.entries()
                    .commands(MenuRows.of(probe, part.entries().menu()))
                    .isEmpty();
        }
        return new Seen(
                containers,
                digest,
                containers.names().archive(disk, digest),
                containers.current(digest).isPresent() ? rootDir : fresh(probe, containers, rootDir),
                stops);
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
    public Plan diff(Seen seen) throws TargetException {
        Optional<Row> current = seen.containers().current(seen.digest());
        List<RouterChange> changes = new ArrayList<>();
        for (Row row : seen.containers().own()) {
            if (current.isEmpty() || !current.get().id().equals(row.id())) {
                changes.addAll(removal(row, seen));
            }
        }
        changes.addAll(current.isPresent() ? kept(current.get(), seen) : made(seen));
        return Plan.of(changes, spec.name() + " runs image " + ContainerNames.shortDigest(seen.digest()));
    }

    private static List<RouterChange> removal(Row row, Seen seen) {
        List<RouterChange> steps = new ContainerSteps(seen.containers()).remove(row);
        boolean stopped = seen.stopsBefore() && ContainerRows.live(row);
        return stopped ? steps.subList(2, steps.size()) : steps; // a part's task has stopped it and waited
    }

    private List<RouterChange> made(Seen seen) throws TargetException {
        ContainerSteps steps = new ContainerSteps(seen.containers());
        Map<String, Object> fields = fields(spec, seen.containers().named());
        fields.put("file", seen.archive());
        fields.put("root-dir", seen.freshRootDir());
        // A container that starts on boot may start by itself right after the import; so it learns that later.
        fields.remove("start-on-boot");
        fields.values().removeIf(v -> Normal.text(v).isEmpty());
        List<RouterChange> changes = new ArrayList<>(steps.add(fields, seen.archive(), seen.freshRootDir()));
        if (spec.startOnBoot()) {
            changes.add(steps.set(Map.of("start-on-boot", true)));
        }
        changes.addAll(steps.start(seen.freshRootDir()));
        return changes;
    }

    private List<RouterChange> kept(Row row, Seen seen) throws TargetException {
        ContainerSteps steps = new ContainerSteps(seen.containers());
        Wording wording = new Wording(seen.containers().dialect(), ContainerRows.MENU);
        Map<String, Object> different =
                wording.differences(row, fields(spec, seen.containers().named()));
        boolean restart = !LIVE.containsAll(different.keySet());
        String rootDir = Normal.path(row.text("root-dir"));
        ContainerState state = ContainerState.of(row);
        boolean lives = ContainerRows.live(row) && !seen.stopsBefore();
        List<RouterChange> changes = new ArrayList<>();
        switch (state) {
            case EXTRACTING -> changes.add(steps.awaitImported(rootDir));
            case STOPPING -> changes.add(steps.awaitStopped(row));
            case UNKNOWN ->
                throw new TargetException(spec.name() + " is in a state that mkrun does not know: " + row.values());
            default -> {
                if (lives && restart) {
                    changes.addAll(steps.stop(row));
                }
            }
        }
        if (!different.isEmpty()) {
            changes.add(steps.set(different));
        }
        if (!lives || restart) {
            changes.add(steps.removeFile(seen.archive()));
            changes.addAll(steps.start(rootDir));
        } else if (state == ContainerState.STARTING) {
            changes.add(steps.awaitRunning(rootDir));
        }
        return changes;
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
