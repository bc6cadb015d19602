package mkrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import mkrun.alpine.AlpineException;
import mkrun.alpine.lock.LockFile;
import mkrun.alpine.lock.LockedPackage;
import mkrun.testing.Golden;
import mkrun.testing.MadePackage;
import org.junit.jupiter.api.Test;

/** Locks, and what their renewal changes. */
class LockCommandTest extends OnAMirror {
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
                .startsWith("mkrun: " + playbook + ":1: image 'box' for amd64: ")
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

    private List<String> versions() throws AlpineException {
        return LockFile.read(lockFile()).find("box", "x86_64").orElseThrow().packages().stream()
                .map((LockedPackage p) -> p.name() + " " + p.version())
                .sorted()
                .toList();
    }
}
