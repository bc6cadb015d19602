package mkrun.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileFaultTest {
    @TempDir
    Path dir;

    @Test
    void aFileInThePlaceOfAFolderIsToldAsThat() throws IOException {
        Path file = Files.writeString(dir.resolve("images"), "");

        assertThat(told(() -> Files.createDirectories(file))).isEqualTo(file + ": exists already, and is no directory");
    }

    @Test
    void aFolderThatIsThereIsNot() {
        assertThat(told(() -> Files.createDirectory(dir))).isEqualTo(dir + ": exists already");
    }

    @Test
    void aMissingFileIsToldByItsName() {
        Path missing = dir.resolve("missing");

        assertThat(told(() -> Files.size(missing))).isEqualTo(missing + ": no such file or directory");
    }

    @Test
    void ofAFullDiskIsSaidWhatToDo() {
        assertThat(told(() -> {
                    throw new FileSystemException("images/box.tar", null, "No space left on device");
                }))
                .isEqualTo("images/box.tar: No space left on device (free some there, then run this again)");
    }

    private static String told(ThrowingCallable fails) {
        return FileFault.describe(catchThrowableOfType(IOException.class, fails));
    }
}
