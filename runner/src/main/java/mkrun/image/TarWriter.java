package mkrun.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Writes tar archives, ended by two zero blocks and padded to records of twenty blocks, as GNU tar does. */
final class TarWriter {
    private static final int RECORD = 20 * TarEntry.BLOCK;

    private final OutputStream out;
    private long written;

    /** The stream is the caller's to close. */
    TarWriter(OutputStream out) {
        this.out = out;
    }

    void write(TarEntry entry) throws IOException {
        write(entry.header());
        long size = entry.content().size();
        try (InputStream in = entry.content().open()) {
            long copied = in.transferTo(out);
            if (copied != size) {
                throw new IOException(entry.name() + " has " + copied + " bytes, " + size + " were expected");
            }
        }
        written += size;
        write(new byte[TarEntry.padding(size)]);
    }

    /** Ends the archive. */
    void finish() throws IOException {
        write(end(written));
        out.flush();
    }

    /** What ends an archive whose members take this many bytes. */
    static byte[] end(long size) {
        long ended = size + 2L * TarEntry.BLOCK;
        return new byte[(int) ((ended + RECORD - 1) / RECORD * RECORD - size)];
    }

    private void write(byte[] bytes) throws IOException {
        out.write(bytes);
        written += bytes.length;
    }
}
