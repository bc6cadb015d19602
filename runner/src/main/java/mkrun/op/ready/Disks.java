package mkrun.op.ready;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mkrun.routeros.RouterFacts;

/** Whether one disk can hold containers. */
public final class Disks {
    /** File systems that keep owners and modes; FAT does not, and containers on it do not start. */
    private static final Set<String> UNIX_FILE_SYSTEMS = Set.of("ext3", "ext4", "btrfs", "xfs");

    private static final Set<String> SHARES = Set.of("nfs", "smb", "cifs");
    private static final Set<String> MEMORY = Set.of("tmpfs", "ramdisk");

    /** How RouterOS names what is plugged in; folders may be called anything else. */
    private static final Pattern PLUGGED_IN = Pattern.compile("(?:disk|nvme|sata|sd|usb)\\d+(?:-part\\d+)?");

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
            return Optional.of(Finding.missing(Finding.Subject.DISK, absent(facts, slot.get())));
        }
        return disk.filter(d -> !fits(d))
                .map(d -> Finding.missing(Finding.Subject.DISK, "disk " + unfit(d), remedy(facts, d)));
    }

    /**
     * What stands against a directory whose path begins with a disk: where that is missing, routers make a folder of its name
     * in their own flash memory, which what is meant for a disk then fills.
     *
     * @param path with or without a slash before it
     */
    public static Optional<Finding> under(RouterFacts facts, String path) {
        String slot = path.replaceFirst("^/+", "").replaceFirst("/.*", "");
        Optional<RouterFacts.Disk> disk = facts.disk(slot);
        if (disk.isEmpty()) {
            return PLUGGED_IN.matcher(slot).matches()
                    ? Optional.of(Finding.missing(Finding.Subject.DISK, path + ": " + absent(facts, slot)))
                    : Optional.empty();
        }
        return disk.filter(d -> !d.mounted())
                .map(d -> kind(d, SHARES).isPresent()
                        ? Finding.missing(
                                Finding.Subject.DISK,
                                path + ": disk " + slot + " is not mounted",
                                Remedy.command("see whether its server can be reached, and /disk/print for its state"))
                        : Finding.missing(Finding.Subject.DISK, path + ": disk " + unfit(d), remedy(facts, d)));
    }

    private static String absent(RouterFacts facts, String slot) {
        String others = String.join(
                ", ",
                facts.disks().stream().map(RouterFacts.Disk::slot).sorted().toList());
        return "there is no disk " + slot + " (there " + (others.isEmpty() ? "is none" : "are: " + others) + ")";
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
            return disk.slot() + " is not mounted" + (disk.fileSystem().isEmpty() ? ": it has no file system" : "");
        }
        return disk.slot() + " has the file system '" + disk.fileSystem() + "', containers need ext4";
    }

    /** The type of a disk, or else its file system, where it is one of these. */
    private static Optional<String> kind(RouterFacts.Disk disk, Set<String> kinds) {
        return Stream.of(disk.attachment().split(" ", 2)[0], disk.fileSystem())
                .filter(kinds::contains)
                .findFirst();
    }

    /** Whether a disk that does not fit will, once it is formatted. */
    static boolean formattable(RouterFacts.Disk disk) {
        boolean device = kind(disk, SHARES).or(() -> kind(disk, MEMORY)).isEmpty();
        return device && (disk.mounted() || disk.fileSystem().isEmpty());
    }

    static Remedy remedy(RouterFacts facts, RouterFacts.Disk disk) {
        if (kind(disk, SHARES).or(() -> kind(disk, MEMORY)).isPresent()) {
            return Remedy.command("take a disk of the router, or one by iSCSI, formatted as ext4");
        }
        if (disk.mounted()) {
            return Remedy.command("save what is on it, then " + format(facts, disk.slot()));
        }
        // Routers that are still looking at a disk show none yet, so that what is on it may only be unknown.
        return Remedy.command(
                disk.fileSystem().isEmpty()
                        ? "if nothing on it is needed, " + format(facts, disk.slot()) + "; if it has just been plugged"
                                + " in, wait until it is mounted"
                        : "wait until it is, or see /disk/print");
    }

    static String format(RouterFacts facts, String slot) {
        String command = facts.version().atLeast("7.19") ? "format" : "format-drive";
        return "/disk/" + command + " " + slot + " file-system=ext4";
    }
}
