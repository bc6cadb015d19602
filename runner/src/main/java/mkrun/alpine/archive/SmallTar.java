package mkrun.alpine.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import mkrun.target.Content;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/** The small tars that hold signatures, control files and indexes; Alpine cuts the end blocks off the first two. */
public final class SmallTar {
    private static final int BLOCK = 512;
    private static final int MAX_NAME = 100;

    /** A regular file in it. */
    public record Item(String name, Content content) {}

    private SmallTar() {}

    /** All regular files of a tar, in order. */
    public static List<Item> read(byte[] tar) throws IOException {
        List<Item> items = new ArrayList<>();
        TarReader reader = new TarReader(tar);
        for (var e = reader.next(); e.isPresent(); e = reader.next()) {
            if (e.get().type() == '0') {
                items.add(new Item(e.get().name(), e.get().content()));
            }
        }
        return items;
    }

    /** Writes files of root's with one mode and time, without end blocks: a segment that another may follow. */
    public static byte[] write(List<Item> items, int mode, long mtime) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Item item : items) {
            byte[] content = item.content.bytes();
            out.writeBytes(header(item.name, content.length, mode, mtime));
            out.writeBytes(content);
            out.writeBytes(new byte[padding(content.length)]);
        }
        return out.toByteArray();
    }

    static byte[] header(String name, long size, int mode, long mtime) {
        if (name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME) {
            throw new UncheckedIOException(new IOException("name too long for a tar header: " + name));
        }
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(size);
        entry.setMode(mode);
        entry.setModTime(mtime * 1000);
        entry.setIds(0, 0);
        entry.setNames("root", "root");
        byte[] header = new byte[BLOCK];
        entry.writeEntryHeader(header);
        return header;
    }

    public static int padding(long size) {
        return (int) (-size & (BLOCK - 1));
    }
}
