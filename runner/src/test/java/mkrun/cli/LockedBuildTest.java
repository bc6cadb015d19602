package mkrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mkrun.alpine.AlpineException;
import mkrun.alpine.sign.KeyPairFiles;
import org.junit.jupiter.api.Test;

/** Builds from a lock: exactly what it names, or none. */
class LockedBuildTest extends OnAMirror {
    @Test
    void aLockedBuildIsTheUnlockedOneByteForByte() throws IOException {
        byte[] unlocked = built();
        assertThat(lock().code()).isZero();
        assertThat(built()).isEqualTo(unlocked);
    }

    @Test
    void theRepositoryMayMoveOnAsLongAsItKeepsTheFiles() throws IOException, AlpineException {
        lock();
        byte[] before = built();
        publish(tool("1-r0"), lib("1-r0"), lib("2-r0"), other("1-r0"), other("2-r0"));
        forget();
        assertThat(built()).isEqualTo(before);
        Files.delete(mirror.resolve("APKINDEX.tar.gz"));
        forget();
        assertThat(built()).as("without any index").isEqualTo(before);
    }

    @Test
    void anotherFileOfTheSameVersionIsRefused() throws IOException, AlpineException {
        lock();
        publish(tool("1-r0"), lib("1-r0").file("usr/lib/more", "more"), other("1-r0"));
        Typed run = build();
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("lib-1-r0.apk: BAD package: it is not the one that is locked (checksum Q1");
    }

    @Test
    void aFileThatWasTamperedWithIsRefused() throws IOException {
        lock();
        Path file = mirror.resolve("lib-1-r0.apk");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1; // in the data, which the signature covers only through its hash
        Files.write(file, bytes);
        assertThat(build().err()).contains("lib-1-r0.apk: BAD package: it is not the one that is locked");
    }

    @Test
    void aKeyThatIsNotTrustedIsRefusedWhateverTheLockSays() throws IOException, AlpineException {
        lock();
        Path strangers = dir.resolve("strangers");
        KeyPairFiles.write(strangers, "stranger", KEY);
        assertThat(build("--keys", strangers.toString()).err()).contains("other-1-r0.apk: UNTRUSTED signature");
    }

    @Test
    void otherWishesThanThoseThatWereLockedStopTheBuild() throws IOException {
        lock();
        write("'tool', 'lib>0'");
        Typed run = build();
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).isEqualTo("""
                mkrun: %1$s.lock.json: image 'box' for x86_64 asks for something else than when it was locked:
                    +lib>0 (%1$s:4)
                    -other
                  Lock it again: mkrun lock %1$s (--check shows what that changes, --update takes the newest of everything)
                """.formatted(playbook));
        assertThat(lock().out()).contains("box    x86_64  other    1-r0  -    no longer asked for");
        assertThat(build().code()).isZero();
    }

    @Test
    void anArchitectureThatIsNotLockedStopsTheBuild() throws IOException {
        lock();
        Typed run = mkrun(
                "build",
                playbook.toString(),
                "--arch",
                "arm64",
                "--out",
                dir.resolve("out").toString());
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).isEqualTo("""
                mkrun: %1$s.lock.json: does not lock image 'box' for arm64, only for amd64; lock it too: mkrun lock %1$s\
                 --arch amd64,arm64; or build only what is locked: --arch amd64
                """.formatted(playbook));
    }

    @Test
    void aRunOnARouterOfAnArchitectureThatIsNotLockedSaysWhatARunCanDo() throws IOException {
        lock();
        Files.writeString(
                playbook,
                Files.readString(playbook)
                        + "play('r') { hosts 'all'; tasks { container('box') { image 'box'; address '172.17.0.2/24' } } }");
        Path inventory = Files.writeString(dir.resolve("hosts"), "r1 arch=arm64 address=127.0.0.1\n");
        Typed run = mkrun(playbook.toString(), "-i", inventory.toString());
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err())
                .contains("only for amd64; lock it too: ")
                .endsWith("; or leave out the routers of other architectures: --limit\n");
    }

    @Test
    void anotherRepositoryOnTheNetworkIsAnotherWish() throws IOException {
        lock();
        Files.writeString(
                playbook,
                Files.readString(playbook).replace("repositories ", "repositories 'https://mirror.example/v3', "));
        Typed run = build();
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("+repository https://mirror.example/v3");
    }

    @Test
    void aDamagedLockStopsTheBuildWithItsLine() throws IOException {
        lock();
        Files.writeString(lockFile(), Files.readString(lockFile()).replace("\"size\": ", "\"size\": x"));
        Typed run = build();
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).startsWith("mkrun: " + lockFile() + ":18: this is not JSON");
    }
}
