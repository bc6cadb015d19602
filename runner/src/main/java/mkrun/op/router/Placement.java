package mkrun.op.router;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import mkrun.routeros.RouterFacts;
import mkrun.routeros.Row;
import mkrun.target.TargetException;

/** Chooses the disk that a container lives on. */
final class Placement {
    /** File systems that keep owners and modes; FAT does not, and containers on it do not start. */
    static final Set<String> UNIX_FILE_SYSTEMS = Set.of("ext3", "ext4", "btrfs", "xfs");

    private Placement() {}

    /** The disk asked for, else the one it is on, else the fitting one with most free space; empty if there is none. */
    static Optional<String> disk(RouterFacts facts, ContainerRows containers) throws TargetException {
        ContainerSpec spec = containers.names().spec();
        if (!spec.disk().isEmpty()) {
            return Optional.of(spec.disk());
        }
        Optional<Row> own = containers.own().stream().findFirst();
        if (own.isPresent()) {
            return own.map(containers.names()::diskOf);
        }
        return facts.disks().stream()
                .filter(Placement::fits)
                .max(Comparator.comparingLong(RouterFacts.Disk::freeBytes)
                        .thenComparing(RouterFacts.Disk::slot, Comparator.reverseOrder()))
                .map(RouterFacts.Disk::slot);
    }

    static boolean fits(RouterFacts.Disk disk) {
        return disk.mounted() && UNIX_FILE_SYSTEMS.contains(disk.fileSystem());
    }
}
