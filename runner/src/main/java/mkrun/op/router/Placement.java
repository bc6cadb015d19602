package mkrun.op.router;

import java.util.Comparator;
import java.util.Optional;
import mkrun.op.ready.Disks;
import mkrun.routeros.RouterFacts;
import mkrun.routeros.Row;
import mkrun.target.TargetException;

/** Chooses the disk that a container lives on. */
final class Placement {
    private Placement() {}

    /** The disk asked for, else the one it is on, else the fitting one with most free space; empty if there is none. */
    static Optional<String> disk(RouterFacts facts, ContainerRows containers) throws TargetException {
        ContainerSpec spec = containers.names().spec();
        if (!spec.disk().isEmpty()) {
            return Optional.of(spec.disk());
        }
        Optional<Row> own = containers.own().stream().findFirst();
        if (own.isPresent()) {
            return own.map(containers.names().files()::diskOf);
        }
        return facts.disks().stream()
                .filter(Disks::fits)
                .max(Comparator.comparingLong(RouterFacts.Disk::freeBytes)
                        .thenComparing(RouterFacts.Disk::slot, Comparator.reverseOrder()))
                .map(RouterFacts.Disk::slot);
    }
}
