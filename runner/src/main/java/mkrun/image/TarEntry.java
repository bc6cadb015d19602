package mkrun.image;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import mkrun.target.Content;

/**
 * One member of a tar archive, and how its header is spelt: POSIX ustar, with a PAX header before it for what ustar
 * cannot hold. Written here rather than by a library, because a layer's digest must not change with a library's version
 * and because values of extended attributes are bytes, not text.
 *
 * @param name path without leading slash, directories with a trailing one
 * @param type flag of the header: {@code 0} file, {@code 1} hard link, {@code 2} symbolic link, {@code 5} directory,
 *     {@code 6} fifo
 * @param mode permission bits
 * @param mtime seconds since 1970
 * @param link target of a link, empty otherwise
 * @param content bytes of a file, empty otherwise
 * @param xattrs extended attributes by full name
 */
record TarEntry(
        String name,
        char type,
        int mode,
        int uid,
        int gid,
        long mtime,
        String link,
        Content content,
        Map<String, Content> xattrs) {
    static final int BLOCK = 512;

    private static final int NAME = 100;
    private static final int MAX_ID = 07777777;
    private static final long MAX_SIZE = 077777777777L;

    /** A plain file of root's at the beginning of time, as members of an image archive are. */
    static TarEntry file(String name, Content content) {
        return new TarEntry(name, '0', 0644, 0, 0, 0, "", content, Map.of());
    }

    /** Everything that comes before the content, a multiple of {@link #BLOCK} bytes. */
    byte[] header() {
        byte[] pax = paxRecords();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (pax.length > 0) {
            out.writeBytes(ustar("PaxHeaders/" + baseName(), 'x', 0644, 0, 0, pax.length, ""));
            out.writeBytes(pax);
            out.writeBytes(new byte[padding(pax.length)]);
        }
        out.writeBytes(
                ustar(name, type, mode, fit(uid, MAX_ID), fit(gid, MAX_ID), fit(content.size(), MAX_SIZE), link));
        return out.toByteArray();
    }

    /** Zero bytes that follow a content of this size. */
    static int padding(long size) {
        return (int) (-size & (BLOCK - 1));
    }

    private byte[] ustar(String entryName, char flag, int bits, long user, long group, long size, String target) {
        byte[] block = new byte[BLOCK];
        text(block, 0, NAME, entryName);
        octal(block, 100, 8, bits);
        octal(block, 108, 8, user);
        octal(block, 116, 8, group);
        octal(block, 124, 12, size);
        octal(block, 136, 12, mtime);
        Arrays.fill(block, 148, 156, (byte) ' ');
        block[156] = (byte) flag;
        text(block, 157, NAME, target);
        text(block, 257, 8, "ustar\00000");
        octal(block, 329, 8, 0);
        octal(block, 337, 8, 0);
        int sum = 0;
        for (byte b : block) {
            sum += b & 0xff;
        }
        octal(block, 148, 7, sum);
        return block;
    }

    private byte[] paxRecords() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (!fits(name)) {
            pax(out, "path", utf8(name));
        }
        if (!fits(link)) {
            pax(out, "linkpath", utf8(link));
        }
        number(out, "size", content.size(), MAX_SIZE);
        number(out, "uid", uid, MAX_ID);
        number(out, "gid", gid, MAX_ID);
        new TreeMap<>(xattrs).forEach((key, value) -> pax(out, "SCHILY.xattr." + key, value.bytes()));
        return out.toByteArray();
    }

    private static void number(ByteArrayOutputStream out, String key, long value, long max) {
        if (value > max) {
            pax(out, key, utf8(Long.toString(value)));
        }
    }

    /** {@code LENGTH KEY=VALUE\n}, where the length counts its own digits. */
    private static void pax(ByteArrayOutputStream out, String key, byte[] value) {
        int rest = utf8(key).length + value.length + 3; // blank, '=', newline
        int length = rest + digits(rest);
        length = rest + digits(length);
        out.writeBytes(utf8(length + " " + key + "="));
        out.writeBytes(value);
        out.write('\n');
    }

    private static int digits(int number) {
        return Integer.toString(number).length();
    }

    private static boolean fits(String text) {
        byte[] bytes = utf8(text);
        return bytes.length <= NAME && bytes.length == text.length();
    }

    private static long fit(long value, long max) {
        return value > max ? 0 : value;
    }

    private String baseName() {
        String path = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void text(byte[] block, int at, int room, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, block, at, Math.min(bytes.length, room));
    }

    /** Zero-padded octal digits and a NUL. */
    private static void octal(byte[] block, int at, int room, long value) {
        String digits = Long.toOctalString(value);
        int width = room - 1;
        text(block, at, width, "0".repeat(width - digits.length()) + digits);
        block[at + width] = 0;
    }
}
