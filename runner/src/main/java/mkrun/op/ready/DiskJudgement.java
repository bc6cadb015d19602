package mkrun.op.ready;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mkrun.routeros.RouterFacts;
import mkrun.routeros.Row;

/** Disks that containers can live on. */
final class DiskJudgement implements Judgement {
    /** Below this a small image does not fit: archive, extracted files, and what the file system takes. */
    private static final long LITTLE = 64L << 20;

    @Override
    public List<Finding> of(Condition condition) {
        RouterFacts facts = condition.facts();
        List<Finding> findings = new ArrayList<>();
        if (facts.disks().stream().noneMatch(Disks::fits)) {
            findings.add(none(facts));
        }
        for (RouterFacts.Disk disk : facts.disks()) {
            findings.add(Disks.fits(disk) ? good(condition, disk) : unfit(condition, disk));
        }
        return findings;
    }

    private static Finding none(RouterFacts facts) {
        return Finding.missing(
                Finding.Subject.DISK,
                "there is no disk with a Unix file system for containers",
                facts.disks().stream()
                        .filter(Disks::formattable)
                        .findFirst()
                        .map(disk -> Remedy.command("take " + disk.slot() + ": "
                                + Disks.remedy(facts, disk).how()))
                        .orElseGet(() -> another(facts)));
    }

    /** A disk that is not there yet: its slot is what the first of its kind has. */
    private static Remedy another(RouterFacts facts) {
        return DiskPorts.none(facts.boardName())
                ? Remedy.command("this board has no port for one: attach one of another machine by iSCSI (package"
                        + " rose-storage) and format it, " + Disks.format(facts, "iscsi1"))
                : Remedy.atDevice("plug one in (where the board has no port for one: attach one by iSCSI, package"
                        + " rose-storage) and format it, " + Disks.format(facts, "usb1"));
    }

    private static Finding good(Condition condition, RouterFacts.Disk disk) {
        String seen = disk.slot() + " is " + disk.fileSystem() + " with " + mib(disk.freeBytes()) + " MiB free";
        if (disk.freeBytes() < LITTLE) {
            return Finding.warning(
                    Finding.Subject.DISK, seen + ", too little for most images", Remedy.command("free some space"));
        }
        String link = row(condition, disk).map(r -> r.text("interface")).orElse("");
        return link.contains("480Mbps") || link.contains("USB 2")
                ? Finding.warning(
                        Finding.Subject.DISK,
                        seen + ", but slow (" + link + ")",
                        Remedy.atDevice("a port or disk of USB 3 makes uploads and starts faster"))
                : Finding.ok(Finding.Subject.DISK, seen);
    }

    private static Finding unfit(Condition condition, RouterFacts.Disk disk) {
        return Finding.warning(Finding.Subject.DISK, Disks.unfit(disk), Disks.remedy(condition.facts(), disk));
    }

    private static Optional<Row> row(Condition condition, RouterFacts.Disk disk) {
        return condition.rows(Condition.DISK).stream()
                .filter(r -> r.text("slot").equals(disk.slot()))
                .findFirst();
    }

    private static String mib(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / 1048576.0);
    }
}
