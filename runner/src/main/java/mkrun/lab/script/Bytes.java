package mkrun.lab.script;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Between text and the console's strings, which have one character for each byte of the UTF-8. */
final class Bytes {
    private Bytes() {}

    static String of(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** The text; bytes that are no UTF-8 become replacement characters. */
    static String text(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** The text; empty if the bytes are no UTF-8. */
    static Optional<String> strict(String bytes) {
        try {
            ByteBuffer raw = ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1));
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(raw).toString());
        } catch (CharacterCodingException malformed) {
            return Optional.empty();
        }
    }
}
