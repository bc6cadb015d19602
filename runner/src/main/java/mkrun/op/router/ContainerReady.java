package mkrun.op.router;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
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
 * @param neighbours names of all containers that the play has on the router: what they hold is theirs to give up
 */
record ContainerReady(ContainerSpec spec, ContainerSource source, Set<String> neighbours)
        implements ContainerOperation<String> {
    private static final String DNS = "/ip/dns";
    private static final String VETHS = ContainerCleaned.VETHS;
    private static final String NAT = SharedNetwork.NAT;

    @Override
    public Set<String> reads() {
        Set<String> menus = new TreeSet<>(Set.of(ContainerRows.MENU, VETHS));
        if (needsNames()) {
            menus.add(DNS);
        }
        if (!spec.publishes().isEmpty()) {
            menus.add(NAT);
        }
        return menus;
    }

    /** The container asks the router for names, or the router asks for the name of its registry. */
    private boolean needsNames() {
        return spec.dns().isEmpty() || source.resolvesNames();
    }

    /** Whatever else a play wants of a router that runs no containers, its containers are what it is for. */
    @Override
    public List<String> blocked(RouterProbe probe) {
        return sentences(Readiness.platform(probe.facts()));
    }

    private static List<String> sentences(List<Finding> findings) {
        return findings.stream().filter(Finding::missing).map(Finding::sentence).toList();
    }

    @Override
    public String inspect(RouterProbe probe) throws TargetException {
        RouterFacts facts = probe.facts();
        ContainerRows containers = ContainerRows.of(probe, spec);
        Optional<String> disk = Placement.disk(facts, containers);
        List<Finding> findings = new ArrayList<>(Readiness.platform(facts));
        Disks.chosen(facts, disk).ifPresent(findings::add);
        if (disk.isPresent()) {
            spec.mounts().forEach(mount -> Disks.under(facts, mount.at()).ifPresent(findings::add));
        }
        if (needsNames()) {
            findings.addAll(Readiness.names(Condition.read(probe, Set.of(DNS))));
        }
        List<String> toDo = new ArrayList<>(sentences(findings));
        if (toDo.isEmpty()) {
            space(probe, containers, facts.disk(disk.orElseThrow()).orElseThrow())
                    .ifPresent(toDo::add);
        }
        if (!toDo.isEmpty()) {
            throw new BlockedException(toDo);
        }
        requireOwnPlaces(probe);
        return "RouterOS " + facts.version() + " " + facts.architecture() + " runs containers, on "
                + disk.orElseThrow();
    }

    @Override
    public Plan diff(String seen) {
        return Plan.nothing(seen);
    }

    private void requireOwnPlaces(RouterProbe probe) throws TargetException {
        TakenPlaces places = new TakenPlaces(spec, neighbours);
        Optional<String> taken = places.address(probe.rows(VETHS));
        if (taken.isEmpty() && !spec.publishes().isEmpty()) {
            taken = places.port(probe.rows(NAT));
        }
        if (taken.isPresent()) {
            throw new TargetException(taken.get());
        }
    }

    private Optional<String> space(RouterProbe probe, ContainerRows containers, RouterFacts.Disk disk)
            throws TargetException {
        String digest = source.digest(probe);
        if (containers.current(digest).isPresent()) {
            return Optional.empty();
        }
        long needed = source.room(probe);
        if (disk.freeBytes() >= needed) {
            return Optional.empty();
        }
        // An upload that an earlier run finished takes no more room.
        OptionalLong there = probe.fileSize(containers.names().files().archive(disk.slot(), digest));
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
