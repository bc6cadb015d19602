package mkrun.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import mkrun.target.Content;
import mkrun.target.rootfs.RootfsTree;

/**
 * A layer of an image: an uncompressed tar.
 *
 * @param tar its bytes; their SHA-256 is the layer's {@code diff_id}
 */
public record Layer(Content tar) {
    private static final long MAX_SIZE = Integer.MAX_VALUE - 8; // of an array; far beyond what routers hold

    /**
     * Packs a tree. Same tree and same time, same bytes.
     *
     * @param epoch seconds since 1970: the time of every entry that has none, and the upper bound of the others
     * @throws IllegalArgumentException if it takes more than 2 GiB
     */
    public static Layer of(RootfsTree tree, long epoch) {
        long length = length(tree, epoch);
        if (length > MAX_SIZE) {
            throw new IllegalArgumentException("the files of the image take " + length + " bytes, more than 2 GiB");
        }
        Buffer buffer = new Buffer((int) length);
        write(tree, epoch, buffer);
        return new Layer(buffer.content());
    }

    /** {@code sha256:} and the digest of the tar. */
    public String diffId() {
        return "sha256:" + tar.sha256();
    }

    private static long length(RootfsTree tree, long epoch) {
        Counter counter = new Counter();
        write(tree, epoch, counter);
        return counter.count;
    }

    private static void write(RootfsTree tree, long epoch, OutputStream out) {
        try {
            LayerWriter.write(tree, epoch, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives its array away instead of a copy. */
    private static final class Buffer extends ByteArrayOutputStream {
        Buffer(int size) {
            super(size);
        }

        Content content() {
            return Content.of(buf, 0, count);
        }
    }

    private static final class Counter extends OutputStream {
        private long count;

        @Override
        public void write(int b) {
            count++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            count += length;
        }
    }
}
