package mkrun.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares what a user sees with a file under {@code src/test/resources/golden}. With {@code -Dmkrun.update} the file is
 * rewritten instead; read the difference before committing it.
 */
public final class Golden {
    private Golden() {}

    /** What varies between two correct runs is blanked: digests, sizes that depend on them, versions of the build. */
    public static void matches(String name, String actual) {
        Path file =
                Needs.projectRoot().resolve("runner/src/test/resources/golden").resolve(name);
        String text = normal(actual);
        try {
            if (System.getProperty("mkrun.update") != null) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, text);
            }
            assertThat(text).as("golden file %s", name).isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String normal(String text) {
        return text.replaceAll("sha256:[0-9a-f]{12,64}", "sha256:DIGEST")
                .replaceAll("alp-rc\\.[0-9a-f]{12}", "alp-rc.DIGEST")
                .replaceAll("\\b[0-9]+ bytes", "N bytes")
                .replaceAll(" +\n", "\n");
    }
}
