package mkrun.op.router;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import mkrun.op.image.ImageSource;
import mkrun.op.ready.Condition;
import mkrun.op.ready.Disks;
import mkrun.op.ready.Finding;
import mkrun.op.ready.Readiness;
import mkrun.routeros.RouterFacts;
import mkrun.target.BlockedException;
import mkrun.target.TargetException;
import mkrun.target.routeros.RouterProbe;
import mkrun.task.Plan;

/**
 * What a router must have before it can run a container and what mkrun cannot give it. All that is missing is told at
 * once, since some of it takes a walk to the router.
 *
 * @param spec of the container
 * @param source of its image
 */
record ContainerReady(ContainerSpec spec, ImageSource source) implements ContainerOperation<String> {
    /** Archive, extracted files, and what a file system takes for itself. */
    private static final double SPACE_FACTOR = 2.5;

    private static final String DNS = "/ip/dns";

    @Override
    public Set<String> reads() {
        return spec.dns().isEmpty() ? Set.of(ContainerRows.MENU, DNS) : Set.of(ContainerRows.MENU);
    }

    @Override
    public String inspect(RouterProbe probe) throws TargetException {
        RouterFacts facts = probe.facts();
        ContainerRows containers = ContainerRows.of(probe, spec);
        Optional<String> disk = Placement.disk(facts, containers);
        List<Finding> findings = new ArrayList<>(Readiness.platform(facts));
        Disks.chosen(facts, disk).ifPresent(findings::add);
        if (spec.dns().isEmpty()) {
            findings.addAll(Readiness.names(Condition.read(probe, Set.of(DNS))));
        }
        List<String> toDo = new ArrayList<>(findings.stream()
                .filter(Finding::missing)
                .map(Finding::sentence)
                .toList());
        if (toDo.isEmpty()) {
            space(probe, containers, facts.disk(disk.orElseThrow()).orElseThrow())
                    .ifPresent(toDo::add);
        }
        if (!toDo.isEmpty()) {
            throw new BlockedException(toDo);
        }
        return "RouterOS " + facts.version() + " " + facts.architecture() + " runs containers, on "
                + disk.orElseThrow();
    }

    @Override
    public Plan diff(String seen) {
        return Plan.nothing(seen);
    }

    private Optional<String> space(RouterProbe probe, ContainerRows containers, RouterFacts.Disk disk)
            throws TargetException {
        ImageSource.Resolved image = ImageUploaded.image(source, probe);
        if (containers.current(image.digest()).isPresent()) {
            return Optional.empty();
        }
        long archive = image.archive().size();
        long needed = (long) (archive * SPACE_FACTOR);
        if (disk.freeBytes() >= needed) {
            return Optional.empty();
        }
        // An upload that an earlier run finished takes no more room.
        OptionalLong there = probe.fileSize(containers.names().files().archive(disk.slot(), image.digest()));
        long free = disk.freeBytes() + there.orElse(0);
        return free >= needed
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "disk %s has %.1f MiB free, image %s needs %.1f MiB (archive and files): free some space",
                        disk.slot(),
                        free / 1048576.0,
                        spec.image(),
                        needed / 1048576.0));
    }
}
