package mkrun.alpine.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import mkrun.target.Content;

/** The records {@code LENGTH KEY=VALUE\n} of a PAX header (POSIX pax, extended header). */
public final class PaxRecords {
    /** Prefix of the key of an extended attribute. */
    public static final String XATTR = "SCHILY.xattr.";

    private static final int MAX_DIGITS = 8;

    private PaxRecords() {}

    /** The values by key; of two with one key the later one counts. */
    static Map<String, Content> read(byte[] tar, int from, int to) throws IOException {
        Map<String, Content> found = new HashMap<>();
        int at = from;
        while (at < to) {
            int space = indexOf(tar, ' ', at, to);
            int end = at + length(tar, at, space);
            if (end > to || end <= space || tar[end - 1] != '\n') {
                throw new IOException("damaged tar: a PAX record with a wrong length");
            }
            int equals = indexOf(tar, '=', space, end);
            String key = new String(tar, space + 1, equals - space - 1, StandardCharsets.UTF_8);
            found.put(key, Content.of(tar, equals + 1, end - equals - 2));
            at = end;
        }
        return found;
    }

    private static int length(byte[] tar, int from, int to) throws IOException {
        int length = 0;
        for (int i = from; i < to; i++) {
            if (tar[i] < '0' || tar[i] > '9' || i - from >= MAX_DIGITS) {
                throw new IOException("damaged tar: a PAX record without a length");
            }
            length = length * 10 + tar[i] - '0';
        }
        return length;
    }

    private static int indexOf(byte[] tar, char wanted, int from, int to) throws IOException {
        for (int i = from; i < to; i++) {
            if (tar[i] == wanted) {
                return i;
            }
        }
        throw new IOException("damaged tar: a PAX record without '" + wanted + "'");
    }
}
