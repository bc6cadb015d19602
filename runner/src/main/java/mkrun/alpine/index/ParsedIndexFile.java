package mkrun.alpine.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.CRC32;
import mkrun.target.AtomicFile;
import mkrun.target.Content;

/**
 * A scanned index as a file, which is mapped and used as it is: {@code MKIX}, version, CRC-32 of all that follows, then per
 * array its length and its numbers, then the lengths of description and text, and both. Big-endian. A file that is damaged or of another
 * version is as good as none.
 *
 * <p>The file belongs to the bytes of one index file, by their SHA-256: whether those are trusted is for the reader to check,
 * each time.
 */
final class ParsedIndexFile {
    private static final int MAGIC = 0x4d4b4958;
    private static final int VERSION = 1;
    private static final int ARRAYS = 8;
    private static final int CHECKED_FROM = 12;

    private ParsedIndexFile() {}

    /** What was read from a file. */
    record Parsed(String description, TextTable table) {}

    static void write(Path file, String description, byte[] text, NameArrays names) throws IOException {
        byte[] about = description.getBytes(StandardCharsets.UTF_8);
        int length = CHECKED_FROM + 8 + about.length + text.length;
        for (int[] array : names.all()) {
            length += 4 + 4 * array.length;
        }
        ByteBuffer out = ByteBuffer.allocate(length);
        out.putInt(MAGIC).putInt(VERSION).putInt(0);
        for (int[] array : names.all()) {
            out.putInt(array.length);
            out.asIntBuffer().put(array);
            out.position(out.position() + 4 * array.length);
        }
        out.putInt(about.length).putInt(text.length).put(about).put(text);
        out.flip();
        out.putInt(8, checksum(out));
        AtomicFile.write(file, Content.of(out.array()));
    }

    /** The table in a file; empty if there is none that can be used. */
    static Optional<Parsed> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size < CHECKED_FROM + 8 || size > Integer.MAX_VALUE) {
                return Optional.empty();
            }
            ByteBuffer in = channel.map(FileChannel.MapMode.READ_ONLY, 0, size);
            boolean whole = in.getInt(0) == MAGIC && in.getInt(4) == VERSION && in.getInt(8) == checksum(in);
            return whole ? Optional.of(parsed(in)) : Optional.empty();
        }
    }

    private static Parsed parsed(ByteBuffer in) {
        in.position(CHECKED_FROM);
        int[][] arrays = new int[ARRAYS][];
        for (int i = 0; i < ARRAYS; i++) {
            arrays[i] = new int[in.getInt()];
            in.asIntBuffer().get(arrays[i]);
            in.position(in.position() + 4 * arrays[i].length);
        }
        byte[] description = new byte[in.getInt()];
        int textLength = in.getInt();
        in.get(description);
        TextTable table = new TextTable(in.slice().limit(textLength), NameArrays.of(arrays));
        return new Parsed(new String(description, StandardCharsets.UTF_8), table);
    }

    private static int checksum(ByteBuffer file) {
        CRC32 crc = new CRC32();
        crc.update(file.duplicate().position(CHECKED_FROM));
        return (int) crc.getValue();
    }
}
