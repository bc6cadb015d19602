package mkrun.op.ready;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mkrun.lab.Board;
import mkrun.routeros.RouterFacts;
import mkrun.routeros.RouterosVersion;
import mkrun.routeros.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Facts in, findings out. */
class ReadinessTest {
    private final Map<String, List<Row>> menus = new HashMap<>();
    private String version = "7.20.8";
    private String architecture = "arm64";
    private String board = "RB5009";
    private Set<String> packages = Set.of("routeros", "container");
    private boolean allowed = true;
    private Set<String> forbidden = Set.of();
    private List<RouterFacts.Disk> disks = List.of(new RouterFacts.Disk("usb1", "ext4", true, 8L << 30, 4L << 30));

    private ReadinessTest single(String menu, String... fields) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            values.put(fields[i], fields[i + 1]);
        }
        menus.put(menu, List.of(new Row("", values)));
        return this;
    }

    private RouterFacts facts() {
        return new RouterFacts(
                RouterosVersion.parse(version),
                architecture,
                board,
                "ARM64",
                "r1",
                packages,
                Optional.of(allowed),
                forbidden,
                0,
                disks,
                Optional.empty());
    }

    private List<String> told(Finding.Subject subject) {
        return Readiness.of(new Condition(facts(), "bob", menus)).stream()
                .filter(f -> f.subject() == subject)
                .map(f -> f.level() + " " + f.sentence())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            7.20.8   | OK RouterOS 7.20.8
            7.8      | MISSING RouterOS 7.8 is older than mkrun knows: upgrade to 7.9 or newer
            7.22     | MISSING RouterOS 7.22 loses its containers when it reboots: upgrade to 7.22.2 or newer
            7.22.1   | MISSING RouterOS 7.22.1 loses its containers when it reboots: upgrade to 7.22.2 or newer
            7.21     | WARNING RouterOS 7.21 does not start containers with large mounts: upgrade to 7.21.1 or newer
            7.21.5   | OK RouterOS 7.21.5
            """)
    void versionsAreJudgedByWhatTheyDoToContainers(String given, String wanted) {
        version = given;
        assertThat(told(Finding.Subject.VERSION)).containsExactly(wanted);
    }

    @Test
    void versionsThatLoseOldContainersAndNewOnesAreWarnedOf() {
        version = "7.23.1";
        assertThat(told(Finding.Subject.VERSION))
                .singleElement()
                .asString()
                .startsWith("WARNING RouterOS 7.23.1 does not start containers that were made by 7.20.8")
                .endsWith("upgrade to 7.23.2 or newer");
        version = "8.1";
        assertThat(told(Finding.Subject.VERSION)).singleElement().asString().contains("is newer than mkrun knows");
    }

    @Test
    void onlySomeCpusRunContainers() {
        assertThat(told(Finding.Subject.ARCHITECTURE)).containsExactly("OK arm64 (RB5009)");
        architecture = "mipsbe";
        packages = Set.of("routeros");
        assertThat(told(Finding.Subject.ARCHITECTURE))
                .singleElement()
                .asString()
                .startsWith("MISSING routers of");
        assertThat(told(Finding.Subject.PACKAGE)).isEmpty();
        architecture = "arm";
        board = "hEX S";
        assertThat(told(Finding.Subject.ARCHITECTURE))
                .singleElement()
                .asString()
                .contains("ARMv5 programs only");
    }

    @Test
    void thePackageComesByTheWayOfTheVersion() {
        packages = Set.of("routeros");
        assertThat(told(Finding.Subject.PACKAGE))
                .containsExactly("MISSING the package container is not installed or not enabled:"
                        + " /system/package/update/check-for-updates, then /system/package/enable container, then"
                        + " /system/package/apply-changes");
        version = "7.16.2";
        architecture = "x86_64";
        assertThat(told(Finding.Subject.PACKAGE))
                .singleElement()
                .asString()
                .endsWith("upload container-7.16.2-x86.npk of the extra packages from https://mikrotik.com/download,"
                        + " then /system/reboot");
    }

    @Test
    void aPackageThatIsOnlySwitchedOffNeedsNoFile() {
        packages = Set.of("routeros");
        single("/system/package", "name", "container", "disabled", "true");
        assertThat(told(Finding.Subject.PACKAGE))
                .singleElement()
                .asString()
                .contains("enabled: /system/package/enable container");
        single("/system/package", "name", "container", "disabled", "true", "available", "true");
        assertThat(told(Finding.Subject.PACKAGE)).singleElement().asString().contains("check-for-updates");
    }

    @Test
    void deviceModeIsAskedForOnceWithAllThatIsMissing() {
        forbidden = Set.of("scheduler", "flagged");
        assertThat(told(Finding.Subject.DEVICE_MODE))
                .containsExactly("WARNING device-mode does not allow scheduler, which playbooks may need:"
                        + " /system/device-mode/update scheduler=yes, then press the reset or mode button, or cut the"
                        + " power, within 5 minutes");
        allowed = false;
        assertThat(told(Finding.Subject.DEVICE_MODE))
                .singleElement()
                .asString()
                .contains("/system/device-mode/update container=yes scheduler=yes, then press");
    }

    @Test
    void aRouterThatCountedTooManyAttemptsMustBePressedTwice() {
        allowed = false;
        single("/system/device-mode", "container", "false", "attempt-count", "3");
        assertThat(told(Finding.Subject.DEVICE_MODE))
                .singleElement()
                .asString()
                .endsWith("within 5 minutes; twice, since after 3 unsuccessful attempts the first only makes the router"
                        + " forget them");
        single("/system/device-mode", "container", "false", "attempt-count", "2");
        assertThat(told(Finding.Subject.DEVICE_MODE)).singleElement().asString().endsWith("within 5 minutes");
        board = "CHR"; // which takes each press
        single("/system/device-mode", "container", "false", "attempt-count", "12");
        assertThat(told(Finding.Subject.DEVICE_MODE)).singleElement().asString().endsWith("within 5 minutes");
    }

    @Test
    void disksAreJudgedOneByOne() {
        disks = List.of(
                new RouterFacts.Disk("usb1", "ext4", true, 8L << 30, 1L << 20),
                new RouterFacts.Disk("usb2", "fat32", true, 8L << 30, 1L << 30),
                new RouterFacts.Disk("nfs1", "nfs", true, 0, 0),
                new RouterFacts.Disk("smb1", "", false, 0, 0, "smb"),
                new RouterFacts.Disk("tmp1", "tmpfs", true, 1L << 30, 1L << 30, "tmpfs"),
                new RouterFacts.Disk("sata1", "ext4", false, 8L << 30, 1L << 30),
                new RouterFacts.Disk("sata2", "", false, 8L << 30, 0));
        assertThat(told(Finding.Subject.DISK))
                .containsExactly(
                        "WARNING usb1 is ext4 with 1.0 MiB free, too little for most images: free some space",
                        "WARNING usb2 has the file system 'fat32', containers need ext4: save what is on it, then"
                                + " /disk/format usb2 file-system=ext4",
                        "WARNING nfs1 is a network share (nfs): it may refuse chown and chmod, so mkrun puts no"
                                + " container there: take a disk of the router, or one by iSCSI, formatted as ext4",
                        "WARNING smb1 is a network share (smb): it may refuse chown and chmod, so mkrun puts no"
                                + " container there: take a disk of the router, or one by iSCSI, formatted as ext4",
                        "WARNING tmp1 is in memory (tmpfs): after a reboot it is empty: take a disk of the router, or"
                                + " one by iSCSI, formatted as ext4",
                        "WARNING sata1 is not mounted: wait until it is, or see /disk/print",
                        "WARNING sata2 is not mounted: it has no file system: if nothing on it is needed, /disk/format"
                                + " sata2 file-system=ext4; if it has just been plugged in, wait until it is mounted");
        disks = disks.subList(1, 7);
        assertThat(told(Finding.Subject.DISK))
                .hasSize(7)
                .first()
                .asString()
                .isEqualTo("MISSING there is no disk with a Unix file system for containers: take usb2: save what is on"
                        + " it, then /disk/format usb2 file-system=ext4");
        disks = disks.subList(1, 5);
        assertThat(told(Finding.Subject.DISK))
                .hasSize(5)
                .first()
                .asString()
                .startsWith("MISSING there is no disk with a Unix file system for containers: plug one in");
    }

    /** A play asks of the facts alone, and of the disk that was chosen. */
    @Test
    void aPlayIsToldTheSame() {
        allowed = false;
        forbidden = Set.of("scheduler", "fetch");
        assertThat(Readiness.platform(facts()))
                .filteredOn(Finding::missing)
                .extracting(Finding::sentence)
                .singleElement()
                .asString()
                .contains("/system/device-mode/update container=yes scheduler=yes fetch=yes, then press");
        disks = List.of(new RouterFacts.Disk("nfs1", "", false, 0, 0, "nfs"));
        assertThat(Disks.chosen(facts(), Optional.of("nfs1")).map(Finding::sentence))
                .hasValueSatisfying(told -> assertThat(told).startsWith("disk nfs1 is a network share (nfs): it may"));
    }

    @Test
    void nobodyIsToldToPlugADiskIntoABoardWithoutAPort() {
        disks = List.of();
        assertThat(told(Finding.Subject.DISK))
                .containsExactly(
                        "MISSING there is no disk with a Unix file system for containers: plug one in (where the"
                                + " board has no port for one: attach one by iSCSI, package rose-storage) and format it,"
                                + " /disk/format usb1 file-system=ext4");
        board = "hAP ax^2";
        assertThat(told(Finding.Subject.DISK))
                .containsExactly(
                        "MISSING there is no disk with a Unix file system for containers: this board has no port"
                                + " for one: attach one of another machine by iSCSI (package rose-storage) and format it,"
                                + " /disk/format iscsi1 file-system=ext4");
    }

    @Test
    void theBoardsOfTheLabAgree() {
        assertThat(Board.profiles()).allSatisfy(profile -> {
            Board known = Board.named(profile);
            assertThat(DiskPorts.none(known.name()))
                    .isEqualTo(known.diskInterface().isEmpty());
        });
    }

    @Test
    void aSlowPortIsTold() {
        single("/disk", "slot", "usb1", "interface", "USB 2.00 480Mbps");
        assertThat(told(Finding.Subject.DISK)).singleElement().asString().contains("but slow (USB 2.00 480Mbps)");
    }

    @Test
    void littleMemoryIsTold() {
        assertThat(told(Finding.Subject.MEMORY)).isEmpty();
        single("/system/resource", "free-memory", "41943040", "total-memory", "134217728");
        assertThat(told(Finding.Subject.MEMORY))
                .singleElement()
                .asString()
                .startsWith("WARNING 40 MiB free of 128 MiB");
        single("/system/resource", "free-memory", "419430400");
        assertThat(told(Finding.Subject.MEMORY)).containsExactly("OK 400 MiB free");
    }

    @Test
    void aClockCannotBeBeforeItsRouterOs() {
        single("/system/resource", "build-time", "Dec/20/2023 08:41:00").single("/system/clock", "date", "1970-01-02");
        assertThat(told(Finding.Subject.CLOCK))
                .singleElement()
                .asString()
                .startsWith("MISSING it shows 1970-01-02, before its RouterOS was built (2023-12-20)");
        single("/system/clock", "date", "2024-01-02");
        assertThat(told(Finding.Subject.CLOCK)).containsExactly("OK shows 2024-01-02");
        single("/system/ntp/client", "enabled", "true", "status", "waiting");
        assertThat(told(Finding.Subject.CLOCK))
                .singleElement()
                .asString()
                .contains("NTP is not synchronized (status: waiting)");
        single("/system/ntp/client", "enabled", "true", "status", "synchronized");
        assertThat(told(Finding.Subject.CLOCK)).containsExactly("OK shows 2024-01-02, set by NTP");
    }

    @Test
    void daysAreReadAsAnyVersionWritesThem() {
        assertThat(ClockJudgement.date("jul/21/2023")).contains(LocalDate.of(2023, 7, 21));
        assertThat(ClockJudgement.date("2024-10-10 14:03:32")).contains(LocalDate.of(2024, 10, 10));
        assertThat(ClockJudgement.date("2024-13-10")).isEmpty();
        assertThat(ClockJudgement.date("xyz/21/2023")).isEmpty();
        assertThat(ClockJudgement.date("today")).isEmpty();
    }

    @Test
    void containersNeedANameServer() {
        assertThat(told(Finding.Subject.DNS)).isEmpty();
        single("/ip/dns", "servers", "", "dynamic-servers", "192.0.2.53");
        assertThat(told(Finding.Subject.DNS)).containsExactly("OK asks 192.0.2.53");
        single("/ip/dns", "servers", "");
        assertThat(told(Finding.Subject.DNS))
                .singleElement()
                .asString()
                .startsWith("MISSING the router has no name server");
    }

    @Test
    void whoMayChangeNothingOrUploadNothingIsTold() {
        assertThat(told(Finding.Subject.USER)).isEmpty();
        single("/user/active", "name", "bob", "group", "some");
        assertThat(told(Finding.Subject.USER)).isEmpty();
        single("/user/group", "name", "some", "policy", "ssh,read,!write,ftp");
        assertThat(told(Finding.Subject.USER))
                .containsExactly("MISSING bob of the group some may change nothing, for want of the policy write:"
                        + " log in as a user of a group that has ssh, read, write and ftp: /user/group/print");
        single("/user/group", "name", "some", "policy", "ssh;read;write;!ftp");
        assertThat(told(Finding.Subject.USER).toString())
                .startsWith("[WARNING bob of the group some may not upload images");
        single("/user/group", "name", "some", "policy", "ftp,write");
        assertThat(told(Finding.Subject.USER))
                .containsExactly("OK bob of the group some may change menus and upload images");
        single("/user", "name", "bob", "expired", "true");
        assertThat(told(Finding.Subject.USER))
                .hasSize(2)
                .element(1)
                .asString()
                .startsWith("WARNING bob has a password that has expired");
        single("/user/active", "name", "ann", "group", "some");
        single("/user", "name", "ann", "expired", "true");
        assertThat(told(Finding.Subject.USER)).isEmpty();
    }
}
