package mkrun.alpine.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import mkrun.target.Content;

/** The raw records {@code LENGTH KEY=VALUE\n} of the PAX headers before a tar entry. */
public final class PaxRecords {
    /** Prefix of the key of an extended attribute. */
    public static final String XATTR = "SCHILY.xattr.";

    private static final int BLOCK = 512;
    private static final int SIZE_AT = 124;
    private static final int SIZE_DIGITS = 12;
    private static final int TYPE_AT = 156;

    private PaxRecords() {}

    /** The extended attributes in the headers between two offsets, by name without their prefix. */
    public static Map<String, Content> xattrs(byte[] tar, long from, long to) throws IOException {
        Map<String, Content> found = new TreeMap<>();
        int at = Math.toIntExact(from);
        while (at + BLOCK <= to) {
            int size = size(tar, at);
            if (tar[at + TYPE_AT] == 'x') {
                read(tar, at + BLOCK, at + BLOCK + size, found);
            }
            at += BLOCK + size + SmallTar.padding(size);
        }
        return found;
    }

    private static int size(byte[] tar, int header) throws IOException {
        String digits = new String(tar, header + SIZE_AT, SIZE_DIGITS, StandardCharsets.US_ASCII)
                .replace('\0', ' ')
                .strip();
        try {
            int size = digits.isEmpty() ? 0 : Integer.parseInt(digits, 8);
            if (size <= tar.length - header - BLOCK) {
                return size;
            }
        } catch (NumberFormatException e) {
            throw new IOException("damaged tar: a header has the size " + digits, e);
        }
        throw new IOException("the file ends too early");
    }

    private static void read(byte[] tar, int from, int to, Map<String, Content> found) throws IOException {
        int at = from;
        while (at < to) {
            int space = indexOf(tar, ' ', at, to);
            int equals = indexOf(tar, '=', space, to);
            int end;
            try {
                end = at + Integer.parseInt(new String(tar, at, space - at, StandardCharsets.US_ASCII));
            } catch (NumberFormatException e) {
                throw new IOException("damaged tar: a PAX record without a length", e);
            }
            if (end > to || end <= equals) {
                throw new IOException("damaged tar: a PAX record with a wrong length");
            }
            String key = new String(tar, space + 1, equals - space - 1, StandardCharsets.UTF_8);
            if (key.startsWith(XATTR)) {
                found.put(key.substring(XATTR.length()), Content.of(tar, equals + 1, end - equals - 2));
            }
            at = end;
        }
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
