package mkrun.inventory;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads text files of a size that people write. */
final class Texts {
    private static final long MOST_BYTES = 16L << 20;

    private Texts() {}

    static String read(Path path) throws IOException {
        if (Files.size(path) > MOST_BYTES) {
            throw new IOException("larger than 16 MiB");
        }
        String text = Files.readString(path);
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    static String unreadable(IOException e) {
        if (e instanceof CharacterCodingException) {
            return "not UTF-8 text";
        }
        return e instanceof NoSuchFileException ? "no such file" : "cannot be read: " + e.getMessage();
    }
}
