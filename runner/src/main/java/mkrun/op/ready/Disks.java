package mkrun.op.ready;

import java.util.Optional;
import java.util.Set;
import mkrun.routeros.RouterFacts;

/** Whether one disk can hold containers. */
public final class Disks {
    /** File systems that keep owners and modes; FAT does not, and containers on it do not start. */
    private static final Set<String> UNIX_FILE_SYSTEMS = Set.of("ext3", "ext4", "btrfs", "xfs");

    private Disks() {}

    /** Whether containers on it run. */
    public static boolean fits(RouterFacts.Disk disk) {
        return disk.mounted() && UNIX_FILE_SYSTEMS.contains(disk.fileSystem());
    }

    /**
     * What stands against containers on the disk that was chosen for them.
     *
     * @param slot of the disk; empty if there was none to choose
     */
    public static Optional<Finding> chosen(RouterFacts facts, Optional<String> slot) {
        if (slot.isEmpty()) {
            return new DiskJudgement()
                    .of(Condition.of(facts)).stream().filter(Finding::missing).findFirst();
        }
        Optional<RouterFacts.Disk> disk = facts.disk(slot.get());
        if (disk.isEmpty()) {
            String others = String.join(
                    ", ",
                    facts.disks().stream().map(RouterFacts.Disk::slot).sorted().toList());
            return Optional.of(Finding.missing(
                    Finding.Subject.DISK,
                    "there is no disk " + slot.get() + " (there " + (others.isEmpty() ? "is none" : "are: " + others)
                            + ")"));
        }
        return disk.filter(d -> !fits(d))
                .map(d -> Finding.missing(Finding.Subject.DISK, "disk " + unfit(d), remedy(facts, d)));
    }

    /** What is wrong with a disk that does not fit. */
    static String unfit(RouterFacts.Disk disk) {
        if (!disk.mounted()) {
            return disk.slot() + " is not mounted";
        }
        return disk.slot() + " has the file system '" + disk.fileSystem() + "', containers need ext4";
    }

    static Remedy remedy(RouterFacts facts, RouterFacts.Disk disk) {
        return Remedy.command(
                disk.mounted()
                        ? "save what is on it, then " + format(facts, disk.slot())
                        : "wait until it is, or see /disk/print");
    }

    static String format(RouterFacts facts, String slot) {
        String command = facts.version().atLeast("7.19") ? "format" : "format-drive";
        return "/disk/" + command + " " + slot + " file-system=ext4";
    }
}
