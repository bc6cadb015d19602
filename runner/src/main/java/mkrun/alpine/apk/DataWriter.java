package mkrun.alpine.apk;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import mkrun.alpine.Digests;
import mkrun.alpine.archive.PaxRecords;
import mkrun.alpine.archive.SmallTar;
import mkrun.target.Content;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Writes a package's data member: a POSIX tar whose files carry their SHA-1 in a PAX record, as apk asks for. */
public final class DataWriter {
    private static final int MAX_NAME = 100;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public static byte[] write(Iterable<ApkEntry> entries) {
        DataWriter writer = new DataWriter();
        entries.forEach(writer::add);
        writer.out.writeBytes(new byte[2 * 512]); // the end of the archive
        return writer.out.toByteArray();
    }

    private void add(ApkEntry entry) {
        byte[] content = entry.type() == ApkEntry.Type.FILE ? entry.content().bytes() : new byte[0];
        Map<String, Content> records = records(entry, content);
        String name = entry.path() + (entry.type() == ApkEntry.Type.DIRECTORY ? "/" : "");
        if (!records.isEmpty()) {
            ByteArrayOutputStream pax = new ByteArrayOutputStream();
            records.forEach((key, value) -> writeRecord(pax, key, value.bytes()));
            TarArchiveEntry header =
                    new TarArchiveEntry(shortened("PaxHeaders/" + name), TarConstants.LF_PAX_EXTENDED_HEADER_LC);
            header.setMode(0644);
            header.setModTime(entry.mtime() * 1000);
            block(header, pax.toByteArray());
        }
        block(header(entry, name, content.length), content);
    }

    private static TarArchiveEntry header(ApkEntry entry, String name, int size) {
        TarArchiveEntry header = new TarArchiveEntry(shortened(name), flag(entry.type()));
        header.setSize(size);
        header.setMode(entry.mode());
        header.setModTime(entry.mtime() * 1000);
        header.setIds(entry.uid(), entry.gid());
        header.setNames(entry.user(), entry.group());
        header.setLinkName(shortened(entry.link()));
        header.setDevMajor(entry.major());
        header.setDevMinor(entry.minor());
        return header;
    }

    private static byte flag(ApkEntry.Type type) {
        return switch (type) {
            case FILE -> TarConstants.LF_NORMAL;
            case HARD_LINK -> TarConstants.LF_LINK;
            case SYMLINK -> TarConstants.LF_SYMLINK;
            case CHARACTER_DEVICE -> TarConstants.LF_CHR;
            case BLOCK_DEVICE -> TarConstants.LF_BLK;
            case DIRECTORY -> TarConstants.LF_DIR;
            case FIFO -> TarConstants.LF_FIFO;
        };
    }

    private static Map<String, Content> records(ApkEntry entry, byte[] content) {
        Map<String, Content> records = new TreeMap<>();
        if (length(entry.path()) + 1 > MAX_NAME) {
            records.put("path", Content.text(entry.path()));
        }
        if (length(entry.link()) > MAX_NAME) {
            records.put("linkpath", Content.text(entry.link()));
        }
        if (entry.type() == ApkEntry.Type.FILE) {
            records.put(DataReader.CHECKSUM, Content.text(Digests.sha1(content)));
        } else if (entry.type() == ApkEntry.Type.SYMLINK) {
            records.put(
                    DataReader.CHECKSUM, Content.text(Digests.sha1(entry.link().getBytes(StandardCharsets.UTF_8))));
        }
        entry.xattrs().forEach((name, value) -> records.put(PaxRecords.XATTR + name, value));
        return records;
    }

    /** {@code LENGTH KEY=VALUE\n}, where the length counts its own digits. */
    private static void writeRecord(ByteArrayOutputStream out, String key, byte[] value) {
        int rest = length(key) + value.length + 3;
        int length = rest + Integer.toString(rest).length();
        length = rest + Integer.toString(length).length();
        out.writeBytes((length + " " + key + "=").getBytes(StandardCharsets.UTF_8));
        out.writeBytes(value);
        out.write('\n');
    }

    private void block(TarArchiveEntry header, byte[] content) {
        header.setSize(content.length);
        byte[] bytes = new byte[512];
        header.writeEntryHeader(bytes);
        out.writeBytes(bytes);
        out.writeBytes(content);
        out.writeBytes(new byte[SmallTar.padding(content.length)]);
    }

    /** The beginning of a text, in whole characters, that fits a header's field. */
    private static String shortened(String text) {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
        if (bytes.remaining() <= MAX_NAME) {
            return text;
        }
        String start = text.substring(0, Math.min(text.length(), MAX_NAME));
        while (length(start) > MAX_NAME) {
            start = start.substring(0, start.length() - 1);
        }
        return start;
    }

    private static int length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
