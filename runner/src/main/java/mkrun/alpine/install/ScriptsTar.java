package mkrun.alpine.install;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes {@code scripts.tar} as apk does: one GNU header, with size and time filling their
 * fields to the last digit, and the script padded to a block, per script. Names longer than
 * the field, which apk cuts off, get a PAX header, which apk reads.
 */
final class ScriptsTar {
    private static final int BLOCK = 512;
    private static final int NAME_SIZE = 100;

    private ScriptsTar() {}

    static void add(ByteArrayOutputStream tar, String name, byte[] script, long mtime) {
        byte[] bytes = utf8(name);
        if (bytes.length >= NAME_SIZE) {
            byte[] record = paxRecord("path", name);
            block(tar, header("PaxHeader", 'x', record.length, mtime), record);
        }
        block(tar, header(name, '0', script.length, mtime), script);
    }

    /** The two empty blocks at the end. */
    static void end(ByteArrayOutputStream tar) {
        tar.writeBytes(new byte[2 * BLOCK]);
    }

    private static void block(ByteArrayOutputStream tar, byte[] header, byte[] content) {
        tar.writeBytes(header);
        tar.writeBytes(content);
        tar.writeBytes(new byte[-content.length & BLOCK - 1]);
    }

    private static byte[] header(String name, char type, int size, long mtime) {
        byte[] header = new byte[BLOCK];
        byte[] bytes = utf8(name);
        System.arraycopy(bytes, 0, header, 0, Math.min(bytes.length, NAME_SIZE - 1));
        octal(header, 100, 7, 0755);
        octal(header, 108, 7, 0);
        octal(header, 116, 7, 0);
        octal(header, 124, 12, size);
        octal(header, 136, 12, mtime);
        header[156] = (byte) type;
        text(header, 257, "ustar  ");
        text(header, 265, "root");
        text(header, 297, "root");
        text(header, 148, "        ");
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        text(header, 148, String.format("%06o\0 ", sum));
        return header;
    }

    private static void octal(byte[] header, int at, int digits, long value) {
        text(header, at, String.format("%0" + digits + "o", value));
    }

    private static void text(byte[] header, int at, String text) {
        byte[] bytes = utf8(text);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    private static byte[] paxRecord(String key, String value) {
        int rest = utf8(" " + key + "=" + value + "\n").length;
        int length = rest + 1;
        while (Integer.toString(length).length() + rest != length) {
            length++;
        }
        return utf8(length + " " + key + "=" + value + "\n");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
