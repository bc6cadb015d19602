package mkrun.inventory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads texts of a size that people write, from files, pipes and programs. */
final class Texts {
    private static final int MOST_BYTES = 16 << 20;

    private Texts() {}

    static String read(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return read(in);
        }
    }

    /** All of a stream that somebody else closes. */
    static String read(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new IOException("larger than 16 MiB");
        }
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    static String unreadable(IOException e) {
        if (e instanceof CharacterCodingException) {
            return "not UTF-8 text";
        }
        return e instanceof NoSuchFileException ? "no such file" : "cannot be read: " + e.getMessage();
    }
}
