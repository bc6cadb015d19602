package mkrun.lab.api;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The API's protocol: sentences of words, each behind its length, up to a word of length zero. Words are bytes; here they
 * are texts of one character a byte.
 */
final class Sentences {
    private Sentences() {}

    /** A sentence that is not read on. */
    static final class Malformed extends IOException {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }
    }

    /**
     * Reads a sentence; empty at the end of the stream, be it in the middle of one.
     *
     * @param most bytes of all its words together; no more than that is ever held, whatever lengths are announced
     * @throws Malformed if it is longer, or a length is none
     */
    static Optional<List<String>> read(InputStream in, int most) throws IOException {
        List<String> words = new ArrayList<>();
        int left = most;
        try {
            for (int length = length(in); length > 0; length = length(in)) {
                // Each word costs memory beyond its bytes.
                left -= length + Long.BYTES;
                if (left < 0) {
                    throw new Malformed("sentence too long");
                }
                byte[] word = in.readNBytes(length);
                if (word.length < length) {
                    return Optional.empty();
                }
                words.add(new String(word, StandardCharsets.ISO_8859_1));
            }
        } catch (EOFException end) {
            return Optional.empty();
        }
        return Optional.of(words);
    }

    /** How many bytes the first byte announces, and what of the length is in it. */
    private static int length(InputStream in) throws IOException {
        int first = next(in);
        if (first < 0x80) {
            return first;
        }
        if (first < 0xC0) {
            return more(in, first & 0x3F, 1);
        }
        if (first < 0xE0) {
            return more(in, first & 0x1F, 2);
        }
        if (first < 0xF0) {
            return more(in, first & 0x0F, 3);
        }
        if (first == 0xF0) {
            return more(in, 0, 4);
        }
        throw new Malformed("unknown control byte");
    }

    private static int more(InputStream in, int high, int bytes) throws IOException {
        long length = high;
        for (int i = 0; i < bytes; i++) {
            length = length << 8 | next(in);
        }
        // Of two billion, too, whoever asked for less has to say that it is too long.
        return (int) Math.min(length, Integer.MAX_VALUE - Long.BYTES);
    }

    private static int next(InputStream in) throws IOException {
        int next = in.read();
        if (next < 0) {
            throw new EOFException();
        }
        return next;
    }

    /** Writes a sentence in one piece. */
    static void write(OutputStream out, List<String> words) throws IOException {
        ByteArrayOutputStream sentence = new ByteArrayOutputStream();
        for (String word : words) {
            byte[] bytes = word.getBytes(StandardCharsets.ISO_8859_1);
            length(sentence, bytes.length);
            sentence.writeBytes(bytes);
        }
        sentence.write(0);
        sentence.writeTo(out);
    }

    private static void length(ByteArrayOutputStream out, int length) {
        int more = length < 0x80 ? 0 : length < 0x4000 ? 1 : length < 0x200000 ? 2 : length < 0x10000000 ? 3 : 4;
        int[] marks = {0, 0x80, 0xC0, 0xE0, 0xF0};
        int high = more == 4 ? 0 : length >>> 8 * more;
        out.write(marks[more] | high);
        for (int i = more - 1; i >= 0; i--) {
            out.write(length >>> 8 * i);
        }
    }
}
