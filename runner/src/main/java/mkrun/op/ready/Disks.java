package mkrun.op.ready;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import mkrun.routeros.RouterFacts;

/** Whether one disk can hold containers. */
public final class Disks {
    /** File systems that keep owners and modes; FAT does not, and containers on it do not start. */
    private static final Set<String> UNIX_FILE_SYSTEMS = Set.of("ext3", "ext4", "btrfs", "xfs");

    private static final Set<String> SHARES = Set.of("nfs", "smb", "cifs");
    private static final Set<String> MEMORY = Set.of("tmpfs", "ramdisk");

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
        Optional<String> share = kind(disk, SHARES);
        if (share.isPresent()) {
            return disk.slot() + " is a network share (" + share.get()
                    + "): it may refuse chown and chmod, so mkrun puts no container there";
        }
        Optional<String> memory = kind(disk, MEMORY);
        if (memory.isPresent()) {
            return disk.slot() + " is in memory (" + memory.get() + "): after a reboot it is empty";
        }
        if (!disk.mounted()) {
            return disk.slot() + " is not mounted";
        }
        return disk.slot() + " has the file system '" + disk.fileSystem() + "', containers need ext4";
    }

    /** The type of a disk, or else its file system, where it is one of these. */
    private static Optional<String> kind(RouterFacts.Disk disk, Set<String> kinds) {
        return Stream.of(disk.attachment().split(" ", 2)[0], disk.fileSystem())
                .filter(kinds::contains)
                .findFirst();
    }

    static Remedy remedy(RouterFacts facts, RouterFacts.Disk disk) {
        if (kind(disk, SHARES).or(() -> kind(disk, MEMORY)).isPresent()) {
            return Remedy.command("take a disk of the router, or one by iSCSI, formatted as ext4");
        }
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
