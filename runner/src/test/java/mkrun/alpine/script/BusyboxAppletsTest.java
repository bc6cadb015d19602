package mkrun.alpine.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import mkrun.alpine.apk.ApkEntry;
import mkrun.testing.AlpinePackages;
import mkrun.testing.Needs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BusyboxAppletsTest {
    @TempDir
    Path folder;

    @Test
    void tablesInTheBinarySayWhatThePackagesListSays() throws Exception {
        List<String> list = new String(
                        entry("x86_64", "etc/busybox-paths.d/busybox").content().bytes())
                .lines()
                .map(line -> "/" + line)
                .toList();
        byte[] elf = entry("x86_64", "bin/busybox").content().bytes();
        assertThat(BusyboxApplets.fromElf(elf).orElseThrow()).hasSize(304).containsExactlyInAnyOrderElementsOf(list);
    }

    @ParameterizedTest
    @CsvSource({"aarch64, qemu-aarch64-static", "armhf, qemu-arm-static"})
    void tablesInTheBinarySayWhatItSaysItself(String arch, String emulator) throws Exception {
        byte[] elf = entry(arch, "bin/busybox").content().bytes();
        assertThat(BusyboxApplets.fromElf(elf).orElseThrow())
                .containsExactlyInAnyOrderElementsOf(listFull(arch, emulator, elf));
    }

    @Test
    void otherFilesHaveNoTables() {
        assertThat(BusyboxApplets.fromElf(new byte[0])).isEmpty();
        assertThat(BusyboxApplets.fromElf("[\0[[\0ash\0cat\0".getBytes())).isEmpty();
        assertThat(BusyboxApplets.fromElf("[\0[[\0ash".getBytes())).isEmpty();
    }

    private List<String> listFull(String arch, String emulator, byte[] elf) throws Exception {
        Path lib = Files.createDirectories(folder.resolve("lib"));
        for (ApkEntry e : AlpinePackages.of(arch).entries("musl")) {
            if (e.type() == ApkEntry.Type.FILE && e.path().startsWith("lib/ld-musl")) {
                Files.write(lib.resolve(e.path().substring(4)), e.content().bytes());
            }
        }
        Path binary = Files.write(folder.resolve("busybox"), elf);
        Files.setPosixFilePermissions(binary, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (Path loader : Files.list(lib).toList()) {
            Files.setPosixFilePermissions(loader, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Process process = new ProcessBuilder(
                        Needs.tool(emulator).toString(), "-L", folder.toString(), binary.toString(), "--list-full")
                .redirectErrorStream(true)
                .start();
        List<String> lines = new String(process.getInputStream().readAllBytes())
                .lines()
                .map(line -> "/" + line)
                .toList();
        assertThat(process.waitFor()).isZero();
        return lines;
    }

    private static ApkEntry entry(String arch, String path) throws Exception {
        return AlpinePackages.of(arch).entries("busybox").stream()
                .filter(e -> e.path().equals(path))
                .findFirst()
                .orElseThrow();
    }
}
