package mkrun.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    private Path dir;

    /** To a writer that tidies, a link to nowhere looks like a file that another one has just moved away. */
    @Test
    void anUnfinishedFileThatIsGoneWhenItIsLookedAtIsNoFault() throws Exception {
        Path shared = Files.createDirectory(dir.resolve("shared"));
        Files.createSymbolicLink(shared.resolve(".other.1-1.part"), shared.resolve("moved-away"));
        AtomicFile.write(shared.resolve("mine"), Content.text("x"));
        assertThat(shared.resolve("mine")).hasContent("x");
    }

    @Test
    void theOldFileStaysWhenTheNewOneCannotBeMade() throws IOException {
        Path file = dir.resolve("sub/file");
        AtomicFile.write(file, Content.text("old"));
        Content gone = Content.file(Files.writeString(dir.resolve("source"), "new"));
        Files.delete(dir.resolve("source"));
        assertThatThrownBy(() -> AtomicFile.write(file, gone)).isInstanceOf(IOException.class);
        assertThat(file).hasContent("old");
        assertThat(names(file.getParent())).containsExactly("file");
    }

    @Test
    void whoMayReadAFileStaysAsItsOwnerHasSetIt() throws IOException {
        Path file = Files.writeString(dir.resolve("attic.rsc"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        AtomicFile.write(file, Content.text("new"));
        assertThat(file).hasContent("new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void ofFilesThatBelongTogetherNoneComesWhereOneCannotBeWritten() throws IOException {
        Path old = Files.writeString(dir.resolve("box.json"), "old");
        Map<Path, Content> files = new LinkedHashMap<>();
        files.put(old, Content.text("new"));
        files.put(dir.resolve("box.bill"), Content.text("new"));
        files.put(dir.resolve("box.tar"), Content.file(dir.resolve("nowhere")));
        assertThatThrownBy(() -> AtomicFile.writeTogether(files)).isInstanceOf(IOException.class);
        assertThat(old).hasContent("old");
        assertThat(names(dir)).containsExactly("box.json");
    }

    @Test
    void aFileThatCannotBeMadeIsToldByTheNameThatTheUserKnows() throws IOException {
        Files.createDirectory(inTheWayOf("box.tar"));
        assertThatThrownBy(() -> AtomicFile.write(dir.resolve("box.tar"), Content.text("x")))
                .hasMessage(dir.resolve("box.tar") + ": Is a directory");
    }

    /** Where a file is while this thread writes it. */
    private Path inTheWayOf(String name) {
        return dir.resolve("." + name + "." + ProcessHandle.current().pid() + "-"
                + Thread.currentThread().getId() + ".part");
    }

    /** Writes a file of which more is always to come. */
    static final class EndlessWriter {
        public static void main(String[] arguments) throws IOException {
            AtomicFile.write(Path.of(arguments[0]), new Content() {
                @Override
                public InputStream open() {
                    return new FilterInputStream(System.in) {
                        @Override
                        public int read(byte[] bytes, int offset, int length) throws IOException {
                            System.out.println("writing");
                            return super.read(bytes, offset, length);
                        }
                    };
                }

                @Override
                public long size() {
                    return Long.MAX_VALUE;
                }
            });
        }
    }

    @Test
    void anInterruptedProcessLeavesNothingUnfinished() throws Exception {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndlessWriter.class.getName(),
                        dir.resolve("box.tar").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = process.inputReader()) {
            assertThat(out.readLine()).isEqualTo("writing");
            process.toHandle().destroy(); // without closing the streams, which would end the file
            assertThat(process.waitFor()).isEqualTo(128 + 15);
            assertThat(names(dir)).isEmpty();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aFolderInTheFilesPlaceIsNamed() throws IOException {
        Path folder = Files.createDirectories(dir.resolve("attic.rsc"));
        assertThatThrownBy(() -> AtomicFile.write(folder, Content.text("x")))
                .isInstanceOf(IOException.class)
                .hasMessage(folder + ": is a directory");
        assertThat(names(dir)).containsExactly("attic.rsc");
    }

    @Test
    void whatKilledProcessesLeftIsRemovedWhenItIsOldEnough() throws IOException {
        Path old = Files.writeString(dir.resolve(".a.tar.123-1.part"), "half");
        Path young = Files.writeString(dir.resolve(".b.tar.124-1.part"), "half");
        Path other = Files.writeString(dir.resolve("c.part"), "the user's");
        FileTime yesterday = FileTime.from(Instant.now().minus(Duration.ofDays(1)));
        Files.setLastModifiedTime(old, yesterday);
        Files.setLastModifiedTime(other, yesterday);
        AtomicFile.writeCached(dir.resolve("file"), Content.text("x"));
        assertThat(names(dir))
                .containsExactlyInAnyOrder("file", young.getFileName().toString(), "c.part");
    }

    private static Stream<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }
}
