package mkrun.op.router;

import java.time.Duration;
import java.util.Locale;
import mkrun.routeros.RouterFacts;

/**
 * How long a router may take to extract an image: a time that any takes, and what its disk takes for so many bytes. The rates
 * are a small part of what disks of a kind write in one go, since an image is many small files and the router has other work;
 * reported are a second for tens of megabytes on NVMe, and 45 s to minutes on USB and eMMC.
 */
final class ImportTime {
    private static final Duration ANYWAY = Duration.ofMinutes(5);

    private enum Kind {
        /** NVMe, SATA, disks of virtual machines. */
        FAST(5_000_000),
        /** USB 3: at least as fast as the flash behind it. */
        USB3(1_000_000),
        /** USB 2, built-in flash, disks of other machines, and whatever does not tell. */
        SLOW(250_000);

        private final long bytesPerSecond;

        Kind(long bytesPerSecond) {
            this.bytesPerSecond = bytesPerSecond;
        }

        /** What a router says of a disk: {@code USB 3.10 5000Mbps}, {@code NVMe …}, type {@code nfs}. */
        private static Kind of(RouterFacts.Disk disk) {
            String what = disk.attachment().toLowerCase(Locale.ROOT);
            if (what.matches(".*\\b(nfs|smb|sshfs|iscsi|nvme-tcp)\\b.*")) {
                return SLOW;
            }
            if (what.matches(".*\\b(nvme|pcie?|sata|virtio|raid|tmpfs|ramdisk)\\b.*")) {
                return FAST;
            }
            return what.contains("usb 3") ? USB3 : SLOW;
        }
    }

    private ImportTime() {}

    /** @param bytes of the image, as it is on the disk */
    static Duration of(RouterFacts.Disk disk, long bytes) {
        return ANYWAY.plusSeconds(bytes / Kind.of(disk).bytesPerSecond);
    }
}
