package mkrun.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mkrun.lab.script.TableRow;
import mkrun.routeros.RouterosVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiskMenuTest {
    @TempDir
    Path dir;

    private Machine machine;

    private void router(String version, LabHardware hardware, boolean anew) throws IOException {
        close();
        LabConfig config =
                LabConfig.of("r1", RouterosVersion.parse(version), "arm64", dir).withHardware(hardware);
        machine = anew
                ? Machine.open(
                        config,
                        new Boot(new FaultPlan(config.faults()), true, List.of(), new PublishedPorts(LabWay.LINK)))
                : Machine.open(config);
    }

    private void router(String version) throws IOException {
        router(version, LabHardware.READY.withStoragePackage(), false);
    }

    @AfterEach
    void close() {
        if (machine != null) {
            machine.close();
        }
    }

    private String run(String line) {
        return machine.interpreter().execute(line);
    }

    private String get(String slot, String field) {
        return run(":put [/disk/get [find slot=" + slot + "] " + field + "]").strip();
    }

    @Test
    void aServerThatIsNotReachedStaysMountingAndGivesNoFileSystem() throws IOException {
        router("7.20.8");
        assertThat(run("/disk/add type=nfs nfs-address=192.0.2.9 nfs-share=/a slot=nas"))
                .isEmpty();
        assertThat(get("nas", "nfs-state")).isEqualTo("mounting");
        assertThat(run("/disk/print detail where slot=nas"))
                .doesNotContain(" fs=")
                .doesNotContain("size=");
        assertThat(run("/file/find name=nas")).isEmpty();
        run("/disk/disable nas");
        assertThat(run(":put [/disk/print count-only where nfs-state=mounting]"))
                .isEqualTo("0\r\n");
        router("7.24");
        run("/disk/enable nas");
        assertThat(get("nas", "state")).isEqualTo("mounting");
    }

    @Test
    void whatAKindNeedsIsAskedForAndWhatIsOfAnotherIsRefused() throws IOException {
        router("7.20.8");
        assertThat(run("/disk/add type=nfs slot=a")).startsWith("failure: nfs-address is required");
        assertThat(run("/disk/add type=smb smb-address=192.0.2.9 slot=a")).startsWith("failure: smb-share is required");
        assertThat(run("/disk/add type=iscsi iscsi-address=192.0.2.9 slot=a"))
                .startsWith("failure: iscsi-iqn is required");
        assertThat(run("/disk/add type=raid raid-type=6 slot=a")).startsWith("failure: raid-device-count is required");
        assertThat(run("/disk/add type=raid raid-type=6 raid-device-count=3 slot=a"))
                .startsWith("failure: too few devices for raid-type 6");
        assertThat(run("/disk/add type=raid raid-type=7 raid-device-count=3 slot=a"))
                .startsWith("input does not match any value of raid-type");
        assertThat(run("/disk/add type=nfs nfs-address=nas slot=a"))
                .startsWith("invalid value for argument nfs-address");
        assertThat(run("/disk/add type=tmpfs smb-share=x slot=a"))
                .startsWith("failure: smb-share is not for type tmpfs");
        assertThat(run("/disk/add type=tmpfs slot=usb1")).startsWith("failure: already have such entry");
        assertThat(run("/disk/add type=tmpfs slot=a/b")).startsWith("invalid value for argument slot");
        assertThat(run("/disk/add type=crypted slot=a")).startsWith("failure: crypted-backend is required");
        assertThat(run("/disk/add type=file slot=a")).startsWith("failure: not supported");
        assertThat(run("/disk/remove usb1")).startsWith("failure: not supported");
        assertThat(run("/disk/set usb1 raid-master=none type=tmpfs")).startsWith("failure: not supported");
        assertThat(run(":put [/disk/print count-only]")).isEqualTo("1\r\n");
    }

    @Test
    void anArrayIsCleanWhenAllOfItsDisksAreThere() throws IOException {
        router("7.20.8");
        run("/disk/add type=raid raid-type=5 raid-device-count=3 slot=r");
        for (int i = 0; i < 3; i++) {
            assertThat(run(":put [/disk/print count-only where raid-state=clean]"))
                    .isEqualTo("0\r\n");
            run("/disk/add type=ramdisk ramdisk-size=10M slot=m" + i);
            assertThat(run("/disk/set m" + i + " raid-master=r raid-role=" + i)).isEmpty();
        }
        assertThat(get("r", "raid-state")).isEqualTo("clean");
        assertThat(get("r", "size")).isEqualTo(Long.toString(2 * Long.parseLong(get("m0", "size"))));
        assertThat(run("/disk/set m0 raid-role=1")).startsWith("failure: raid-role is taken");
        assertThat(run("/disk/set m0 raid-role=3")).startsWith("invalid value for argument raid-role");
        assertThat(run("/disk/set m0 raid-master=usb1")).startsWith("input does not match any value of raid-master");
        assertThat(run("/disk/remove r")).startsWith("failure: raid has members");
        assertThat(run("/disk/remove [find slot~\"^[mr]\"]")).isEmpty();
    }

    @Test
    void whatIsInMemoryHasItsOwnRoomAndIsLostWithThePower() throws IOException {
        router("7.20.8");
        assertThat(run("/disk/add type=tmpfs tmpfs-max-size=2097152")).isEmpty();
        Path inMemory = machine.files().root().resolve("tmp1");
        Files.write(inMemory.resolve("a"), new byte[1_500_000]);
        assertThat(Long.parseLong(get("tmp1", "free"))).isLessThan(600_000);
        assertThat(machine.files().room("tmp1/b").take(700_000)).isFalse();
        assertThat(machine.files().room("b").take(700_000)).isTrue();
        assertThat(run(":put [/file/get tmp1 type]")).isEqualTo("disk\r\n");
        assertThat(run("/file/remove tmp1")).startsWith("failure: cannot remove disk");
        router("7.20.8");
        assertThat(inMemory.resolve("a")).exists();
        router("7.20.8", LabHardware.READY.withStoragePackage(), true);
        assertThat(inMemory).isEmptyDirectory();
        run("/disk/remove tmp1");
        assertThat(inMemory).doesNotExist();
        run("/disk/add type=tmpfs tmpfs-max-size=100M slot=m; /disk/add type=tmpfs tmpfs-max-size=1MiB slot=mi");
        assertThat(get("m", "tmpfs-max-size") + " " + get("mi", "tmpfs-max-size"))
                .isEqualTo("100003840 1048576");
    }

    @Test
    void withoutThePackageItsArgumentsAndKindsAreNotThere() throws IOException {
        router("7.20.8", LabHardware.READY, false);
        assertThat(run("/disk/add nfs-address=192.0.2.9 type=nfs slot=a")).startsWith("expected end of command");
        assertThat(run("/disk/add type=nfs slot=a")).startsWith("input does not match any value of type");
        assertThat(run("/disk/raid-scrub usb1")).startsWith("bad command name raid-scrub");
        assertThat(run("/disk/add type=smb smb-address=192.0.2.9 smb-share=x slot=a"))
                .isEmpty();
        router("7.13.5", LabHardware.READY, false);
        assertThat(run("/disk/add type=smb slot=b")).startsWith("input does not match any value of type");
        assertThat(run("/disk/add type=tmpfs slot=b")).isEmpty();
    }

    @Test
    void whatWasAddedAndSetIsTakenBackAndMadeAgain() throws IOException {
        router("7.20.8");
        Path inMemory = machine.files().root().resolve("t");
        assertThat(run("/disk/add type=tmpfs slot=t comment=a")).isEmpty();
        assertThat(run("/disk/set t comment=b")).isEmpty();
        assertThat(run("/disk/disable t")).isEmpty();
        assertThat(inMemory).doesNotExist();
        assertThat(run("/undo")).isEmpty();
        assertThat(inMemory).isEmptyDirectory();
        assertThat(run("/undo")).isEmpty();
        assertThat(get("t", "comment")).isEqualTo("a");
        assertThat(run("/undo")).isEmpty();
        assertThat(inMemory).doesNotExist();
        assertThat(run(":put [/disk/print count-only]")).isEqualTo("1\r\n");
        assertThat(run("/undo")).startsWith("failure: nothing to undo");
        assertThat(run("/redo")).isEmpty();
        assertThat(inMemory).isEmptyDirectory();
        run("/disk/remove t");
        assertThat(run("/undo")).isEmpty();
        assertThat(get("t", "fs")).isEqualTo("tmpfs");
    }

    /** As exports of 7.16 and 7.23 that people published have it: what is plugged in is set, the rest added. */
    @Test
    void exportsTellWhatWasSetOfDisksAndGoInAgain() throws IOException {
        router("7.20.8");
        assertThat(run("/disk/export")).doesNotContain("/disk");
        run("/disk/set usb1 media-interface=none media-sharing=no");
        run("/disk/add type=tmpfs slot=t tmpfs-max-size=2097152 comment=a");
        run("/disk/add type=nfs nfs-address=192.0.2.9 nfs-share=/a slot=nas disabled=yes");
        String export = run("/disk/export");
        assertThat(export)
                .contains("/disk\r\nset usb1 media-interface=none media-sharing=no\r\nadd comment=a slot=t")
                .contains("add disabled=yes nfs-address=192.0.2.9 nfs-share=/a slot=nas type=nfs\r\n");
        for (String style : List.of("", " verbose", " terse")) {
            String exported = run("/disk/export" + style);
            Files.writeString(machine.files().root().resolve("d.rsc"), exported);
            run("/disk/remove [find type!=hardware]");
            run("/disk/unset usb1 value-name=media-interface");
            run("/disk/unset usb1 value-name=comment");
            assertThat(run("/import d.rsc")).contains("successfully");
            assertThat(withoutHeader(run("/disk/export" + style))).isEqualTo(withoutHeader(exported));
        }
    }

    private static String withoutHeader(String export) {
        return export.replaceAll("(?m)^#.*\r\n", "");
    }

    @Test
    void unsetTakesWhatADiskCanBeWithout() throws IOException {
        router("7.20.8");
        run("/disk/add type=tmpfs slot=t tmpfs-max-size=2097152 comment=a");
        assertThat(run("/disk/unset t value-name=tmpfs-max-size")).isEmpty();
        assertThat(run("/disk/unset t value-name=comment")).isEmpty();
        assertThat(run("/disk/print detail where slot=t"))
                .doesNotContain("tmpfs-max-size")
                .doesNotContain(";;;");
        assertThat(run("/disk/unset t value-name=slot")).startsWith("failure: not supported");
        assertThat(run("/disk/comment usb1 comment=c")).isEmpty();
        assertThat(run("/disk/unset usb1 value-name=comment")).isEmpty();
        run("/disk/add type=nfs nfs-address=192.0.2.9 nfs-share=/a slot=nas");
        assertThat(run("/disk/unset nas value-name=nfs-address")).startsWith("failure: nfs-address is required");
    }

    @ParameterizedTest
    @CsvSource({"7.9.2, format-drive", "7.16.2, format-drive", "7.24, format"})
    void aDiskIsFormattedAsTheManualShows(String version, String format) throws IOException {
        router(version, LabHardware.READY.withFileSystem("fat32"), false);
        Path usb1 = machine.files().root().resolve("usb1");
        Files.writeString(usb1.resolve("a"), "a");
        assertThat(machine.files().unixFileSystem("usb1/a")).isFalse();
        assertThat(run("/disk/" + format + " usb1 file-system=ntfs"))
                .startsWith("input does not match any value of file-system");
        assertThat(run("/disk/" + format + " usb1 file-system=btrfs"))
                .as("what comes with rose-storage")
                .startsWith("input does not match any value of file-system");
        assertThat(run("/disk/" + format + " usb1")).startsWith("failure: file-system is required");
        assertThat(usb1.resolve("a")).exists();
        assertThat(run("/disk/" + format + " usb1 file-system=ext4 mbr-partition-table=no"))
                .isEqualTo("  formatted: 100%\r\n");
        assertThat(usb1).isEmptyDirectory();
        assertThat(get("usb1", "fs")).isEqualTo("ext4");
        assertThat(get("usb1", "fs-label")).isEqualTo("usb1-fs");
        assertThat(run("/undo")).startsWith("failure: nothing to undo");
        router(version, LabHardware.READY.withFileSystem("fat32"), true);
        assertThat(get("usb1", "fs")).as("after a reboot").isEqualTo("ext4");
        assertThat(machine.files().unixFileSystem("usb1/a")).isTrue();
        router(version, LabHardware.READY.withFileSystem("exfat"), false);
        assertThat(get("usb1", "fs")).as("when another is ordered").isEqualTo("exfat");
    }

    @Test
    void aDiskThatWasWipedIsNotMounted() throws IOException {
        router("7.24");
        Path usb1 = machine.files().root().resolve("usb1");
        Files.writeString(usb1.resolve("a"), "a");
        assertThat(run("/disk/format usb1 file-system=wipe-quick")).isEqualTo("  formatted: 100%\r\n");
        assertThat(usb1).doesNotExist();
        assertThat(get("usb1", "mounted")).isEqualTo("false");
        assertThat(run("/disk/print detail where slot=usb1"))
                .doesNotContain(" fs=")
                .doesNotContain("free=");
        router("7.24");
        assertThat(usb1).doesNotExist();
        Files.createDirectory(usb1);
        assertThat(run("/disk/format usb1 file-system=ext4"))
                .as("a folder of the system disk")
                .startsWith("failure: file or directory already exists");
        run("/file/remove usb1");
        assertThat(run("/disk/format usb1 file-system=ext4 label=data")).isEqualTo("  formatted: 100%\r\n");
        assertThat(usb1).isEmptyDirectory();
        assertThat(get("usb1", "fs-label")).isEqualTo("data");
        assertThat(run("/disk/format usb1 file-system=ext4 mbr-partition-table=yes"))
                .startsWith("failure: not supported");
    }

    @Test
    void whatAContainerUsesIsNotFormatted() throws IOException {
        router("7.20.8");
        TableRow row = machine.state().table("/container").add(Map.of("root-dir", "/usb1/c", "name", "c"));
        ContainerStatus.RUNNING.show(row, machine.state().version());
        assertThat(run("/disk/format usb1 file-system=ext4")).startsWith("failure: disk is in use");
        row.set("root-dir", "/usb2/c");
        machine.state().table("/container/mounts").add(Map.of("list", "m", "src", "/usb1/data", "dst", "/data"));
        row.set("mountlists", "m");
        assertThat(run("/disk/format usb1 file-system=ext4")).startsWith("failure: disk is in use");
        ContainerStatus.STOPPED.show(row, machine.state().version());
        assertThat(run("/disk/format usb1 file-system=ext4")).isEqualTo("  formatted: 100%\r\n");
    }

    @Test
    void anEncryptedDiskHoldsFilesWhenItIsFormatted() throws IOException {
        router("7.24");
        assertThat(run("/disk/add type=crypted crypted-backend=usb1 encryption-key=k slot=c"))
                .as("a disk that is mounted")
                .startsWith("failure: disk is in use");
        run("/disk/format usb1 file-system=wipe");
        assertThat(run("/disk/add type=crypted crypted-backend=usb2 encryption-key=k slot=c"))
                .startsWith("input does not match any value of crypted-backend");
        assertThat(run("/disk/add type=crypted crypted-backend=usb1 encryption-key=k slot=c"))
                .isEmpty();
        assertThat(run("/disk/format usb1 file-system=ext4")).startsWith("failure: disk is in use");
        assertThat(run("/disk/format c file-system=btrfs")).isEqualTo("  formatted: 100%\r\n");
        Path c = machine.files().root().resolve("c");
        Files.writeString(c.resolve("a"), "a");
        assertThat(get("c", "size")).isEqualTo("4000000000");
        assertThat(get("c", "free")).isEqualTo("3999999999");
        assertThat(run(":put [/file/get c type]")).isEqualTo("disk\r\n");
        assertThat(run("/disk/set c encryption-key=other")).startsWith("failure: not supported");
        run("/disk/disable c");
        assertThat(c).doesNotExist();
        run("/disk/enable c");
        assertThat(c.resolve("a")).exists();
        router("7.24", LabHardware.READY.withStoragePackage(), true);
        assertThat(c.resolve("a")).as("after a reboot").exists();
        assertThat(run("/disk/export show-sensitive")).contains("crypted-backend=usb1 encryption-key=k");
        run("/disk/remove c");
        assertThat(c).doesNotExist();
        run("/undo");
        assertThat(get("c", "mounted")).as("whose files went with it").isEqualTo("false");
    }

    @Test
    void whatLiesInMemoryIsNotFormattedAfterAReboot() throws IOException {
        router("7.9.2");
        run("/disk/add type=ramdisk ramdisk-size=10M slot=m0");
        run("/disk/add type=ramdisk ramdisk-size=10M slot=m1");
        run("/disk/add type=raid raid-type=1 raid-device-count=2 slot=r");
        assertThat(run("/disk/format-drive r file-system=ext4")).startsWith("failure: not a block device");
        run("/disk/format-drive m0 file-system=ext4");
        assertThat(run("/disk/set m0 raid-master=r raid-role=0")).startsWith("failure: disk is in use");
        run("/disk/remove m0");
        run("/disk/add type=ramdisk ramdisk-size=10M slot=m0");
        run("/disk/set m0 raid-master=r raid-role=0");
        run("/disk/set m1 raid-master=r raid-role=1");
        assertThat(run("/disk/format-drive r file-system=xfs")).isEqualTo("  formatted: 100%\r\n");
        assertThat(run("/disk/add type=crypted crypted-backend=m0 encryption-key=k slot=c"))
                .startsWith("failure: disk is in use");
        Path files = machine.files().root().resolve("r");
        Files.writeString(files.resolve("a"), "a");
        assertThat(get("r", "fs")).isEqualTo("xfs");
        router("7.9.2");
        assertThat(files.resolve("a")).exists();
        router("7.9.2", LabHardware.READY.withStoragePackage(), true);
        assertThat(files).doesNotExist();
        assertThat(get("r", "mounted")).isEqualTo("false");
    }
}
