package mkrun.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import mkrun.routeros.RouterosVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileMenuTest {
    @TempDir
    Path dir;

    private Machine machine;

    @BeforeEach
    void open() throws IOException {
        machine = Machine.open(LabConfig.of("r1", RouterosVersion.parse("7.20.8"), "arm64", dir));
    }

    @AfterEach
    void close() {
        machine.close();
    }

    private String run(String line) {
        return machine.interpreter().execute(line);
    }

    @Test
    void sizeIsInBytes() throws IOException {
        Files.write(machine.files().root().resolve("usb1/web.tar"), new byte[12_345]);
        assertThat(run(":put [/file/get usb1/web.tar size]")).isEqualTo("12345\r\n");
        assertThat(run(":put [/file/get [find name=usb1/web.tar] type]")).isEqualTo(".tar file\r\n");
    }

    @Test
    void whatCommandsWriteTakesAsLongAsTheDiskDoes() throws IOException {
        LabConfig slow = LabConfig.of("r2", RouterosVersion.parse("7.20.8"), "arm64", dir.resolve("slow"))
                .withSpeeds(LabSpeeds.FAST.withWriteRate(1000));
        List<Duration> waits = new ArrayList<>();
        RouterFiles files = RouterFiles.of(slow, new FaultPlan(LabFaults.NONE), waits::add);
        assertThat(files.write(files.root().resolve("a"), new byte[500])).isTrue();
        assertThat(files.write(files.root().resolve("b"), new byte[2000])).isTrue();
        assertThat(waits).containsExactly(Duration.ofMillis(500), Duration.ofSeconds(2));
    }

    @Test
    void contentsAreTheBytesThatWereSent() throws IOException {
        Path file = machine.files().root().resolve("a.txt");
        run("/file/add name=a.txt contents=\"Gr\\C3\\B6\\C3\\9Fe \\E6\\BC\\A2\"");
        assertThat(file).hasContent("Größe 漢");
        assertThat(run(":put [:len [/file/get a.txt contents]]")).isEqualTo("11\r\n");
        Files.write(file, new byte[] {'a', (byte) 0xFF});
        assertThat(run("/file/print detail where name=a.txt"))
                .contains("size=2")
                .doesNotContain("contents");
    }

    @Test
    void whatAFileHoldsDoesNotDependOnItsName() {
        run("/file/add name=a.rsc contents=\":put 1\"");
        run("/file/add name=usb1/plain contents=x");
        assertThat(run(":put [/file/get a.rsc contents]")).isEqualTo(":put 1\r\n");
        assertThat(run(":put [/file/get usb1/plain contents]")).isEqualTo("x\r\n");
    }

    @Test
    void aFileDoesNotBecomeADirectory() {
        run("/file/add name=a contents=x");
        assertThat(run("/file/set a type=directory")).startsWith("failure: ");
        assertThat(run("/file/set a type=file contents=y")).isEmpty();
        assertThat(machine.files().root().resolve("a")).hasContent("y");
    }

    @Test
    void directoriesAreMadeOneByOne() {
        assertThat(run("/file/add name=usb1/a/b type=directory")).startsWith("failure: no such directory");
        assertThat(run("/file/add name=usb1/a type=directory")).isEmpty();
        assertThat(run("/file/add name=usb1/a type=directory")).contains("already exist");
        assertThat(machine.files().root().resolve("usb1/a")).isDirectory();
    }

    @Test
    void renameMovesWithinADisk() throws IOException {
        Files.writeString(machine.files().root().resolve("usb1/a"), "x");
        assertThat(run("/file/set usb1/a name=usb1/b")).isEmpty();
        assertThat(machine.files().root().resolve("usb1/b")).hasContent("x");
        assertThat(run("/file/set usb1/b name=b")).startsWith("failure: ");
    }

    @Test
    void removeOfNothingIsAnError() {
        assertThat(run("/file/remove usb1/none")).isEqualTo("no such item (/file/remove; line 1)\r\n");
        assertThat(run("/file/remove [find name=usb1/none]")).isEmpty();
        assertThat(run("/file/remove usb1")).startsWith("failure: ");
    }

    @Test
    void namesNeverLeadOut() {
        assertThat(run("/file/add name=../evil type=directory")).startsWith("invalid value for argument name");
        assertThat(dir.resolve("evil")).doesNotExist();
    }

    @Test
    void diskShowsWhatIsLeft() throws IOException {
        Files.write(machine.files().root().resolve("usb1/web.tar"), new byte[1_000_000]);
        assertThat(run(":put [/disk/get [find slot=usb1] free]")).isEqualTo("3999000000\r\n");
        assertThat(run(":put [/disk/get usb1 fs]")).isEqualTo("ext4\r\n");
    }
}
