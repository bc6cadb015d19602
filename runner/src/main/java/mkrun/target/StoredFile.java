package mkrun.target;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;

/**
 * A file that nobody but mkrun should have written since it was made. Whoever reads it from its beginning to its end finds
 * out whether that is so, by its length and its CRC-32: enough for accidents, at a hundredth of what its way over a network
 * costs.
 */
final class StoredFile extends Content {
    private final Path file;
    private final long size;
    private final long crc32;

    StoredFile(Path file, long size, long crc32) {
        this.file = file;
        this.size = size;
        this.crc32 = crc32;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public InputStream open() throws IOException {
        return new Checked(Files.newInputStream(file));
    }

    /** Fails at the end of what is not as it was made. */
    private final class Checked extends FilterInputStream {
        private final CRC32 seen = new CRC32();
        private long length;

        Checked(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] target, int offset, int room) throws IOException {
            int read = super.read(target, offset, room);
            if (read > 0) {
                seen.update(target, offset, read);
                length += read;
            } else if (read < 0 && (length != size || seen.getValue() != crc32)) {
                throw new IOException(file + " has changed since it was made"
                        + (length == size ? "" : ", " + length + " bytes of " + size)
                        + ". Remove it, then run again: it is made anew");
            }
            return read;
        }

        /** What is passed over counts as well. */
        @Override
        public long skip(long bytes) throws IOException {
            int read = read(new byte[(int) Math.max(0, Math.min(bytes, 1 << 16))]);
            return Math.max(read, 0);
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
