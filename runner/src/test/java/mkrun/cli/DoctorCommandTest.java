package mkrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mkrun.testing.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mkrun doctor} on emulated routers: what a user types and sees. */
class DoctorCommandTest {
    @TempDir
    private Path dir;

    private Typed doctor(String hosts, String... more) throws IOException {
        Path inventory = Files.writeString(dir.resolve("hosts.ini"), hosts);
        String[] words = new String[more.length + 3];
        words[0] = "doctor";
        words[1] = "-i";
        words[2] = inventory.toString();
        System.arraycopy(more, 0, words, 3, more.length);
        return Typed.run(dir.resolve("state"), words);
    }

    @Test
    void whatIsMissingIsToldWithWhoCanFixItAndHow() throws IOException {
        String hosts = """
                [labs]
                attic  arch=arm64 routeros=7.20.8
                cellar arch=amd64 routeros=7.16.2 lab_container_package=no lab_device_mode=no lab_disk_size=0
                loft   arch=arm   routeros=7.22.1 lab_container_package=no
                [labs:vars]
                connection=lab
                """;
        Typed run = doctor(hosts);
        Golden.matches("doctor.txt", today(run.out()));
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isEqualTo(6);
        Typed json = doctor(hosts, "cellar", "--json");
        Golden.matches("doctor.json", today(json.out()));
        assertThat(json.code()).isEqualTo(6);
    }

    private static String today(String text) {
        return text.replaceAll("shows \\d{4}-\\d{2}-\\d{2}", "shows TODAY");
    }

    @Test
    void readyRoutersAreNoReasonToStopAndThoseThatDoNotAnswerAre() throws IOException {
        Typed ready = doctor("attic connection=lab arch=arm64 routeros=7.20.8\n");
        assertThat(ready.code()).isZero();
        assertThat(ready.out()).startsWith("attic | SUCCESS >>\n");
        Typed gone = doctor("shed host=127.0.0.1 port=1\n", "--json");
        assertThat(gone.code()).isEqualTo(4);
        assertThat(gone.out()).isEqualTo("{ }\n");
        assertThat(gone.err()).startsWith("shed | UNREACHABLE >>\n127.0.0.1:1: nothing answers");
    }

    /** What it advises is typed on the router, and nothing is missing then. */
    @Test
    void theAdviceAboutFileSystemsHelps() throws IOException {
        String hosts = "attic connection=lab arch=arm64 routeros=7.20.8 lab_disk_file_system=fat32\n";
        Typed fat = doctor(hosts);
        assertThat(fat.code()).isEqualTo(6);
        String advice = fat.out().replaceAll("(?s).*save what is on it, then (/disk/format [^\n]*)\n.*", "$1");
        assertThat(advice).isEqualTo("/disk/format usb1 file-system=ext4");
        Path inventory = dir.resolve("hosts.ini");
        Typed formatted = Typed.run(dir.resolve("state"), "exec", "-i", inventory.toString(), "attic", "--", advice);
        assertThat(formatted.out()).contains("formatted: 100%");
        Typed ready = doctor(hosts);
        assertThat(ready.out()).startsWith("attic | SUCCESS >>\n").contains("usb1 is ext4 with 3814.7 MiB free");
        assertThat(doctor(hosts.replace("fat32", "ntfs")).out())
                .contains("lab_disk_file_system 'ntfs' (", "expected one of ext4, fat32, exfat, btrfs, xfs");
    }
}
