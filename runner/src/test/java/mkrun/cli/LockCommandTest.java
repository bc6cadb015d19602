package mkrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import mkrun.alpine.AlpineException;
import mkrun.alpine.lock.LockFile;
import mkrun.alpine.lock.LockedPackage;
import mkrun.alpine.sign.KeyPairFiles;
import mkrun.testing.Golden;
import mkrun.testing.MadePackage;
import mkrun.testing.MadeRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Locks and vendored folders over the life of a repository that moves on, as a user sees them. */
class LockCommandTest {
    private static final KeyPair KEY = KeyPairFiles.generate(2048);

    @TempDir
    private Path dir;

    private Path mirror;
    private Path playbook;

    @BeforeEach
    void aMirrorAndAPlaybook() throws IOException, AlpineException {
        mirror = dir.resolve("apks/x86_64");
        publish(tool("1-r0"), lib("1-r0"), other("1-r0"));
        playbook = dir.resolve("site.groovy");
        write("'tool', 'other'");
    }

    @Test
    void aLockedBuildIsTheUnlockedOneByteForByte() throws IOException {
        byte[] unlocked = built();
        assertThat(lock().code()).isZero();
        assertThat(built()).isEqualTo(unlocked);
    }

    @Test
    void theSameStateGivesTheSameBytes() throws IOException {
        lock();
        byte[] first = Files.readAllBytes(lockFile());
        Files.delete(lockFile());
        lock();
        assertThat(Files.readAllBytes(lockFile())).isEqualTo(first);
        assertThat(lock("--update").out()).contains("0 changed, 0 added, 0 removed");
        assertThat(Files.readAllBytes(lockFile())).isEqualTo(first);
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
    void aPackageThatVanishedIsNoProblemOnceVendored() throws IOException, AlpineException {
        lock();
        byte[] before = built();
        Path vendored = vendor();
        publish(tool("2-r0"), lib("2-r0"), other("2-r0"));
        lose("tool-1-r0", "lib-1-r0");
        forget();

        Typed gone = build();
        assertThat(gone.code()).isEqualTo(2);
        assertThat(gone.err())
                .contains("lib-1-r0: no repository gives it: ")
                .contains("a folder that 'mkrun vendor' made (--repository DIR --keys DIR/keys)")
                .contains("mkrun lock --update lib PLAYBOOK");

        forget();
        Typed again = build(
                "--repository",
                vendored.toString(),
                "--keys",
                vendored.resolve("keys").toString());
        assertThat(again.err()).isEmpty();
        assertThat(Files.readAllBytes(dir.resolve("out/box-amd64.tar"))).isEqualTo(before);
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

    @Test
    void updateTellsWhatChanges() throws IOException, AlpineException {
        lock();
        byte[] before = Files.readAllBytes(lockFile());
        publish(tool("2-r0").depends("lib", "extra"), lib("1-r0"), other("2-r0"), MadePackage.named("extra"));

        assertThat(lock("--check").out()).contains("0 changed").contains("is up to date");
        Typed check = lock("--update", "--check");
        assertThat(check.code()).isEqualTo(2);
        Golden.matches("lock-update.txt", check.out().replace(dir.toString(), "DIR"));
        assertThat(Files.readAllBytes(lockFile())).isEqualTo(before);

        assertThat(lock("--update").code()).isZero();
        assertThat(versions()).containsExactly("extra 1-r0", "lib 1-r0", "other 2-r0", "tool 2-r0");
        assertThat(lock("--update", "--check").code()).isZero();
    }

    @Test
    void onlyTheNamedPackagesAreUpdated() throws IOException, AlpineException {
        lock();
        publish(tool("2-r0"), lib("2-r0"), other("2-r0"));
        assertThat(lock("--update", "tool").out()).contains("1 changed, 0 added, 0 removed");
        assertThat(versions()).containsExactly("lib 1-r0", "other 1-r0", "tool 2-r0");
        assertThat(lock("--update", "nginx").err())
                .contains("--update nginx: ")
                .contains("locks no package of that name");
    }

    @Test
    void othersChangeWithTheNamedOnesOnlyWhereTheyMust() throws IOException, AlpineException {
        lock();
        publish(tool("2-r0").depends("lib>1-r0"), lib("2-r0"), other("2-r0"));
        assertThat(lock("--update", "tool").out()).contains("2 changed, 0 added, 0 removed");
        assertThat(versions()).containsExactly("lib 2-r0", "other 1-r0", "tool 2-r0");
    }

    @Test
    void whatIsGoneEverywhereIsReplacedByWhatThereIs() throws IOException, AlpineException {
        lock();
        publish(tool("2-r0"), lib("2-r0"), other("2-r0"));
        lose("lib-1-r0");
        forget();
        assertThat(lock().out()).contains("1 changed, 0 added, 0 removed");
        assertThat(versions()).containsExactly("lib 2-r0", "other 1-r0", "tool 1-r0");
    }

    @Test
    void whatAMirrorCannotGiveForTheMomentIsNotReplaced() throws IOException, AlpineException {
        lock();
        byte[] before = Files.readAllBytes(lockFile());
        publish(tool("2-r0"), lib("2-r0"), other("2-r0"));
        lose("lib-1-r0");
        Files.createDirectory(mirror.resolve("lib-1-r0.apk"));
        forget();
        Typed run = lock();
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains("this package is locked, but lib-1-r0: no repository gives it: ")
                .contains(
                        "lib-1-r0.apk: cannot be read: Is a directory\n  It may still be there: try again later. Else give");
        assertThat(Files.readAllBytes(lockFile())).isEqualTo(before);
        assertThat(lock("--update", "lib").out()).contains("1 changed, 0 added, 0 removed");
    }

    @Test
    void aLockThatCannotBeWrittenIsNotSaidToBe() throws IOException {
        Files.createDirectory(dir.resolve("." + lockFile().getFileName() + "."
                + ProcessHandle.current().pid() + "-" + Thread.currentThread().getId() + ".part"));
        Typed run = lock();
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).doesNotContain("written");
        assertThat(run.err()).isEqualTo("mkrun: " + lockFile() + ": Is a directory\n");
    }

    @Test
    void aNewWishLeavesTheOthersAlone() throws IOException, AlpineException {
        lock();
        publish(tool("2-r0"), lib("2-r0"), other("2-r0"), MadePackage.named("extra"));
        write("'tool', 'other', 'extra'");
        lock();
        assertThat(versions()).containsExactly("extra 1-r0", "lib 1-r0", "other 1-r0", "tool 1-r0");
    }

    @Test
    void vendoringAgainKeepsWhatIsRightAndListsWhatIsOver() throws IOException, AlpineException {
        lock();
        Path vendored = vendor();
        Path lib = vendored.resolve("x86_64/lib-1-r0.apk");
        Files.writeString(lib, "damaged");
        assertThat(vendorRun().out()).isEqualTo(vendored.resolve("x86_64") + "  3 packages, 1 of them new\n");

        publish(tool("1-r0"), lib("2-r0"), other("1-r0"));
        lock("--update");
        assertThat(vendorRun().out())
                .isEqualTo(vendored.resolve("x86_64") + "  3 packages, 1 of them new\n" + lib
                        + "  no longer locked, --prune removes it\n");
        assertThat(lib).exists();
        assertThat(vendorRun("--prune").out()).contains(lib + "  no longer locked, removed");
        try (Stream<Path> files = Files.list(vendored.resolve("x86_64"))) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder("APKINDEX.tar.gz", "lib-2-r0.apk", "other-1-r0.apk", "tool-1-r0.apk");
        }
    }

    @Test
    void aFileInTheFoldersPlaceIsToldAsThat() throws IOException {
        lock();
        Path file = Files.writeString(dir.resolve("vendored"), "mine");
        Typed run = vendorRun();
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo("mkrun: " + file + ": is a file, where the folder of vendored packages is to be;"
                        + " the folder comes first: mkrun vendor DIR PLAYBOOK\n");
        assertThat(file).hasContent("mine");
    }

    @Test
    void aRepositoryOfSomebodyElseIsNotOverwritten() throws IOException {
        lock();
        byte[] index = Files.readAllBytes(mirror.resolve("APKINDEX.tar.gz"));
        Files.createDirectories(dir.resolve("vendored/x86_64"));
        Files.write(dir.resolve("vendored/x86_64/APKINDEX.tar.gz"), index);
        Typed run = vendorRun();
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("is not one that 'mkrun vendor' made");
        assertThat(Files.readAllBytes(dir.resolve("vendored/x86_64/APKINDEX.tar.gz")))
                .isEqualTo(index);
    }

    /** The mirror lists exactly these packages from now on; files of others stay where they are. */
    private void publish(MadePackage... packages) throws IOException, AlpineException {
        MadeRepository.write(dir, packages);
    }

    /** The mirror drops files, as mirrors do with versions that are not the newest. */
    private void lose(String... ids) throws IOException {
        for (String id : ids) {
            Files.delete(mirror.resolve(id + ".apk"));
        }
    }

    private static MadePackage tool(String version) throws AlpineException {
        return MadePackage.named("tool").version(version).depends("lib").file("tool", "tool " + version);
    }

    private static MadePackage lib(String version) {
        return MadePackage.named("lib")
                .version(version)
                .directories("usr", "usr/lib")
                .file("usr/lib/lib", version);
    }

    private static MadePackage other(String version) {
        return MadePackage.named("other").version(version).file("other", "other " + version);
    }

    private void write(String packages) throws IOException {
        Files.writeString(playbook, """
                image('box') {
                    repositories '%s'
                    keys '%s'
                    packages %s
                }
                """.formatted(mirror.getParent(), dir.resolve("keys"), packages));
    }

    private Path lockFile() {
        return LockFile.beside(playbook);
    }

    private List<String> versions() throws AlpineException {
        return LockFile.read(lockFile()).find("box", "x86_64").orElseThrow().packages().stream()
                .map((LockedPackage p) -> p.name() + " " + p.version())
                .sorted()
                .toList();
    }

    /** Forgets every build and download. */
    private void forget() throws IOException {
        Path state = dir.resolve("state");
        if (Files.exists(state)) {
            Files.move(state, Files.createTempDirectory(dir, "forgotten").resolve("state"));
        }
    }

    private byte[] built() throws IOException {
        Typed run = build();
        assertThat(run.err()).isEmpty();
        return Files.readAllBytes(dir.resolve("out/box-amd64.tar"));
    }

    private Typed build(String... more) {
        List<String> words = new ArrayList<>(List.of("build", playbook.toString(), "--arch", "amd64"));
        words.addAll(List.of("--out", dir.resolve("out").toString()));
        words.addAll(List.of(more));
        return mkrun(words.toArray(String[]::new));
    }

    private Typed lock(String... more) {
        List<String> words = new ArrayList<>(List.of("lock"));
        words.addAll(List.of(more));
        words.addAll(List.of(playbook.toString(), "--arch", "amd64"));
        return mkrun(words.toArray(String[]::new));
    }

    private Path vendor() {
        assertThat(vendorRun().err()).isEmpty();
        return dir.resolve("vendored");
    }

    private Typed vendorRun(String... more) {
        Path key = dir.resolve("private/me.rsa");
        try {
            if (!Files.exists(key)) {
                KeyPairFiles.write(key.getParent(), "me", KEY);
            }
        } catch (AlpineException e) {
            throw new AssertionError(e);
        }
        List<String> words =
                new ArrayList<>(List.of("vendor", dir.resolve("vendored").toString()));
        words.addAll(List.of(playbook.toString(), "--key", key.toString()));
        words.addAll(List.of(more));
        return mkrun(words.toArray(String[]::new));
    }

    private Typed mkrun(String... words) {
        return Typed.run(dir.resolve("state"), words);
    }
}
