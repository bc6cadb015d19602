package mkrun.alpine.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import mkrun.target.Content;
import org.jspecify.annotations.Nullable;

/**
 * Walks through a tar in memory: POSIX ustar with PAX headers, and GNU's with long names, as Alpine's packages and indexes
 * are. Entries share the array. A segment may end without the two empty blocks; numbers may fill their fields to the last
 * digit. Global headers are passed over.
 */
public final class TarReader {
    private static final int BLOCK = 512;
    private static final int MAX_HEADER = 1 << 20; // of a PAX header or a long name
    private static final int MAX_ENTRIES = 1 << 20;

    private final byte[] tar;
    private int at;
    private int entries;

    /**
     * One entry.
     *
     * @param name as it stands, with the slash that a directory may end in
     * @param type the type flag: {@code 0} file, {@code 1} hard link, {@code 2} symbolic link, {@code 5} directory …
     * @param mode permission bits and whatever else the field has
     * @param mtime seconds since 1970
     * @param pax the values of its PAX header
     */
    public record Entry(
            String name,
            char type,
            int mode,
            int uid,
            int gid,
            String user,
            String group,
            long mtime,
            String link,
            int major,
            int minor,
            Map<String, Content> pax,
            Content content) {}

    /**
     * @param tar must not be changed afterwards
     */
    public TarReader(byte[] tar) {
        this.tar = tar;
    }

    /**
     * The next entry; empty at the end.
     *
     * @throws IOException if the archive is damaged
     */
    public Optional<Entry> next() throws IOException {
        Map<String, Content> pax = Map.of();
        String longName = null;
        String longLink = null;
        while (!atEnd()) {
            checkHeader();
            char type = (char) (tar[at + 156] & 0xff);
            if (++entries > MAX_ENTRIES) {
                throw new IOException("more than " + MAX_ENTRIES + " entries");
            }
            switch (type) {
                case 'x' -> pax = pax(content(MAX_HEADER));
                case 'g' -> content(MAX_HEADER);
                case 'L' -> longName = text(content(MAX_HEADER));
                case 'K' -> longLink = text(content(MAX_HEADER));
                default -> {
                    return Optional.of(entry(type, pax, longName, longLink));
                }
            }
        }
        if (!pax.isEmpty() || longName != null || longLink != null) {
            throw new IOException("the file ends too early");
        }
        return Optional.empty();
    }

    private boolean atEnd() throws IOException {
        if (at == tar.length) {
            return true;
        }
        if (at + BLOCK > tar.length) {
            throw new IOException("the file ends too early");
        }
        for (int i = 0; i < BLOCK; i++) {
            if (tar[at + i] != 0) {
                return false;
            }
        }
        return true;
    }

    private void checkHeader() throws IOException {
        int unsigned = 0;
        int signed = 0;
        for (int i = 0; i < BLOCK; i++) {
            byte b = i >= 148 && i < 156 ? (byte) ' ' : tar[at + i];
            unsigned += b & 0xff;
            signed += b;
        }
        long stored = number(148, 8);
        if (stored != unsigned && stored != signed) {
            throw new IOException("damaged tar: wrong check sum of a header");
        }
    }

    private Entry entry(char type, Map<String, Content> pax, @Nullable String longName, @Nullable String longLink)
            throws IOException {
        int header = at;
        String name = pax.containsKey("path") ? text(pax, "path") : longName != null ? longName : name(header);
        String link = pax.containsKey("linkpath") ? text(pax, "linkpath") : longLink;
        boolean hasContent = type == '0' || type == 0 || type == '7';
        int mode = (int) number(100, 8);
        int uid = id(pax, "uid", 108);
        int gid = id(pax, "gid", 116);
        long mtime = time(pax);
        int major = (int) number(329, 8);
        int minor = (int) number(337, 8);
        long size = pax.containsKey("size") ? decimal(text(pax, "size")) : number(124, 12);
        Span span = pass(hasContent ? size : 0, Integer.MAX_VALUE);
        return new Entry(
                name,
                type == 0 || type == '7' ? '0' : type,
                mode,
                uid,
                gid,
                pax.containsKey("uname") ? text(pax, "uname") : field(header + 265, 32),
                pax.containsKey("gname") ? text(pax, "gname") : field(header + 297, 32),
                mtime,
                link == null ? field(header + 157, 100) : link,
                major,
                minor,
                pax,
                Content.of(tar, span.from, span.length));
    }

    /** A name of the old form, with the prefix that only POSIX headers have. */
    private String name(int header) {
        String name = field(header, 100);
        boolean posix = tar[header + 257] == 'u' && tar[header + 262] == 0;
        String prefix = posix ? field(header + 345, 155) : "";
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private int id(Map<String, Content> pax, String key, int offset) throws IOException {
        long id = pax.containsKey(key) ? decimal(text(pax, key)) : number(offset, 8);
        if (id > Integer.MAX_VALUE) {
            throw new IOException("damaged tar: the number " + id + " is no owner");
        }
        return (int) id;
    }

    private long time(Map<String, Content> pax) throws IOException {
        if (!pax.containsKey("mtime")) {
            return number(136, 12);
        }
        String time = text(pax, "mtime");
        int point = time.indexOf('.');
        return decimal(point < 0 ? time : time.substring(0, point));
    }

    private static String text(Map<String, Content> pax, String key) {
        return new String(pax.get(key).bytes(), StandardCharsets.UTF_8);
    }

    private static long decimal(String digits) throws IOException {
        try {
            long value = Long.parseLong(digits);
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new IOException("damaged tar: '" + digits + "' is no number", e);
        }
        throw new IOException("damaged tar: " + digits + " is negative");
    }

    private record Span(int from, int length) {}

    private Map<String, Content> pax(Span span) throws IOException {
        return PaxRecords.read(tar, span.from, span.from + span.length);
    }

    private Span content(int limit) throws IOException {
        return pass(number(124, 12), limit);
    }

    /** Passes the header and its content, which is padded to blocks. */
    private Span pass(long size, int limit) throws IOException {
        int from = at + BLOCK;
        if (size > limit || size > tar.length - from) {
            throw new IOException("the file ends too early");
        }
        at = (int) Math.min(tar.length, from + size + SmallTar.padding(size));
        return new Span(from, (int) size);
    }

    private String text(Span span) {
        int end = span.from;
        while (end < span.from + span.length && tar[end] != 0) {
            end++;
        }
        return new String(tar, span.from, end - span.from, StandardCharsets.UTF_8);
    }

    private String field(int from, int length) {
        return text(new Span(from, length));
    }

    /** A number in octal digits, which spaces or NULs may surround, or in GNU's binary form. */
    private long number(int offset, int length) throws IOException {
        int from = at + offset;
        if ((tar[from] & 0x80) != 0) {
            return binary(from, length);
        }
        long value = 0;
        boolean ended = false;
        boolean begun = false;
        for (int i = from; i < from + length; i++) {
            byte b = tar[i];
            if (b == ' ' || b == 0) {
                ended = begun;
            } else if (b < '0' || b > '7' || ended) {
                throw new IOException("damaged tar: a number in a header is none");
            } else {
                begun = true;
                value = value * 8 + b - '0';
            }
        }
        return value;
    }

    private long binary(int from, int length) throws IOException {
        long value = tar[from] & 0x7f;
        for (int i = from + 1; i < from + length; i++) {
            if (value >> 54 != 0) {
                throw new IOException("damaged tar: a number in a header is too large");
            }
            value = value << 8 | tar[i] & 0xff;
        }
        return value;
    }
}
