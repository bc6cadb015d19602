package mkrun.alpine.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;

/**
 * gzip by members (RFC 1952). Alpine's files are several gzip members one after another whose compressed bytes are
 * signed and hashed one by one, so their borders matter; {@link GZIPInputStream} hides them.
 */
public final class Gzip {
    private static final int HEADER = 10;
    private static final int TRAILER = 8;
    private static final int SMALLEST = 1 << 12;
    private static final int RATIO_FREE = 16 << 20;
    private static final int MAX_RATIO = 400; // deflate's own bound is 1,032; of real packages 20 is rare
    private static final long LIKELY_RATIO = 50;
    private static final int FHCRC = 2;
    private static final int FEXTRA = 4;
    private static final int FNAME = 8;
    private static final int FCOMMENT = 16;

    /** One member: where it ends, and what it holds. */
    public static final class Member {
        private final int end;
        private final byte[] content;

        private Member(int end, byte[] content) {
            this.end = end;
            this.content = content;
        }

        /** Offset of the first byte after the member. */
        public int end() {
            return end;
        }

        public byte[] content() {
            return content;
        }
    }

    private Gzip() {}

    /**
     * Unpacks the member that starts at an offset.
     *
     * @param limit the most bytes it may unpack to
     * @throws IOException if there is no whole, undamaged member, or it is larger
     */
    public static Member member(byte[] file, int offset, int limit) throws IOException {
        int data = skipHeader(file, offset);
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(file, data, file.length - data);
            byte[] content = inflate(inflater, file.length - data, stated(file, data), limit);
            int end = data + Math.toIntExact(inflater.getBytesRead()) + TRAILER;
            checkTrailer(file, end, content);
            return new Member(end, content);
        } catch (DataFormatException e) {
            throw new IOException("damaged compressed data: " + e.getMessage(), e);
        } finally {
            inflater.end();
        }
    }

    /**
     * Unpacks all members from an offset to the end, joined.
     *
     * @param limit the most bytes they may unpack to
     * @throws IOException if one is damaged, or they are larger
     */
    public static byte[] rest(byte[] file, int offset, long limit) throws IOException {
        int most = (int) Math.min(limit, Integer.MAX_VALUE - 16);
        List<byte[]> members = new ArrayList<>();
        int size = 0;
        int at = offset;
        do {
            Member member = member(file, at, most - size);
            members.add(member.content());
            size += member.content().length;
            at = member.end();
        } while (at < file.length);
        return members.size() == 1 ? members.get(0) : joined(members, size);
    }

    private static byte[] joined(List<byte[]> members, int size) {
        byte[] all = new byte[size];
        int at = 0;
        for (byte[] member : members) {
            System.arraycopy(member, 0, all, at, member.length);
            at += member.length;
        }
        return all;
    }

    /** One member with these bytes: no name, no time, so that equal bytes stay equal. */
    public static byte[] pack(byte[] content) {
        return pack(content, Deflater.BEST_COMPRESSION);
    }

    /** One member whose length depends on nothing but that of these bytes. */
    public static byte[] store(byte[] content) {
        return pack(content, Deflater.NO_COMPRESSION);
    }

    private static byte[] pack(byte[] content, int level) {
        Deflater deflater = new Deflater(level, true);
        deflater.setInput(content);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length / 3 + 64);
        out.writeBytes(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 2, 3}); // as Alpine's: best, Unix
        byte[] buffer = new byte[1 << 14];
        while (!deflater.finished()) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        CRC32 crc = new CRC32();
        crc.update(content);
        writeInt(out, (int) crc.getValue());
        writeInt(out, content.length);
        return out.toByteArray();
    }

    /**
     * @param packed the most bytes that are there to unpack
     * @param expected how many bytes are likely to come out
     */
    private static byte[] inflate(Inflater inflater, int packed, int expected, int limit)
            throws DataFormatException, IOException {
        byte[] out = new byte[Math.min(Math.max(expected, SMALLEST), limit)];
        byte[] one = new byte[1];
        int size = 0;
        while (!inflater.finished()) {
            boolean full = size == out.length;
            int n = full ? inflater.inflate(one) : inflater.inflate(out, size, out.length - size);
            if (n == 0 && !inflater.finished()) {
                throw new IOException("the file ends too early");
            }
            if (full && n == 1) {
                out = grown(out, packed, limit);
                out[size] = one[0];
            }
            size += n;
        }
        return size == out.length ? out : Arrays.copyOf(out, size);
    }

    private static byte[] grown(byte[] full, int packed, int limit) throws IOException {
        if (full.length >= limit) {
            throw new IOException("more than " + limit + " bytes unpacked");
        }
        if (full.length > RATIO_FREE && full.length / MAX_RATIO > packed) {
            throw new IOException("more than " + MAX_RATIO + " times as many bytes unpacked as there were");
        }
        return Arrays.copyOf(full, (int) Math.min(limit, Math.max(SMALLEST, full.length * 2L)));
    }

    /** The length that the end of the file states, which is right for a member that ends there; 0 if it cannot be. */
    private static int stated(byte[] file, int data) {
        int at = file.length - 4;
        long size = at < data
                ? 0
                : (file[at] & 0xffL)
                        | (file[at + 1] & 0xffL) << 8
                        | (file[at + 2] & 0xffL) << 16
                        | (file[at + 3] & 0xffL) << 24;
        long likely = (file.length - data) * LIKELY_RATIO;
        return (int) (size <= likely ? size : 0);
    }

    private static int skipHeader(byte[] file, int offset) throws IOException {
        if (offset + HEADER > file.length || (file[offset] & 0xff) != 0x1f || (file[offset + 1] & 0xff) != 0x8b) {
            throw new IOException(
                    offset >= file.length ? "the file ends too early" : "no gzip data at offset " + offset);
        }
        int flags = file[offset + 3];
        int at = offset + HEADER;
        if ((flags & FEXTRA) != 0) {
            at += 2 + (byteAt(file, at) | byteAt(file, at + 1) << 8);
        }
        if ((flags & FNAME) != 0) {
            at = afterZero(file, at);
        }
        if ((flags & FCOMMENT) != 0) {
            at = afterZero(file, at);
        }
        at += (flags & FHCRC) != 0 ? 2 : 0;
        if (at > file.length) {
            throw new IOException("the file ends too early");
        }
        return at;
    }

    private static int afterZero(byte[] file, int from) throws IOException {
        int at = from;
        while (byteAt(file, at) != 0) {
            at++;
        }
        return at + 1;
    }

    private static int byteAt(byte[] file, int at) throws IOException {
        if (at >= file.length) {
            throw new IOException("the file ends too early");
        }
        return file[at] & 0xff;
    }

    private static void checkTrailer(byte[] file, int end, byte[] content) throws IOException {
        if (end > file.length) {
            throw new IOException("the file ends too early");
        }
        CRC32 crc = new CRC32();
        crc.update(content);
        int stored = 0;
        for (int i = 3; i >= 0; i--) {
            stored = stored << 8 | file[end - TRAILER + i] & 0xff;
        }
        if (stored != (int) crc.getValue()) {
            throw new IOException("damaged compressed data: wrong check sum");
        }
    }

    private static void writeInt(ByteArrayOutputStream out, int value) {
        for (int shift = 0; shift < 32; shift += 8) {
            out.write(value >>> shift);
        }
    }
}
