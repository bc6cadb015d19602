package mkrun.target.ssh;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import mkrun.target.Content;
import mkrun.target.Progress;

/** How much of an upload the router has taken, which is less than was sent. */
final class Arrival {
    private final Watchdog dog;
    private final String what;
    private final long size;
    private final Progress progress;
    private long arrived;
    private boolean readable = true;

    /**
     * @param dog touched whenever something has arrived
     * @param what the upload, for people
     * @param size its bytes
     */
    Arrival(Watchdog dog, String what, long size, Progress progress) {
        this.dog = dog;
        this.what = what;
        this.size = size;
        this.progress = progress;
    }

    String what() {
        return what;
    }

    /** @param kept bytes that are there already */
    void begin(long kept) {
        more(kept);
    }

    void more(long bytes) {
        dog.touch();
        arrived += bytes;
        if (arrived < size) {
            progress.report(what, arrived, size);
        }
    }

    /**
     * All of the content was sent.
     *
     * @throws IOException if that is not as much as there was at the beginning
     */
    void end() throws IOException {
        if (arrived != size) {
            readable = false;
            throw new IOException("it has changed meanwhile, " + arrived + " bytes of " + size + ". Run again");
        }
        progress.report(what, size, size);
    }

    /** It has failed: nobody is to wait for the rest. */
    void giveUp() {
        progress.report(what, 0, 0);
    }

    /** Whether it was not the content that failed. */
    boolean readable() {
        return readable;
    }

    /** The content, whose faults are noted as such. */
    InputStream read(Content content) throws IOException {
        return new FilterInputStream(opened(content)) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                try {
                    return super.read(target, offset, length);
                } catch (IOException e) {
                    readable = false;
                    throw e;
                }
            }
        };
    }

    private InputStream opened(Content content) throws IOException {
        try {
            return content.open();
        } catch (IOException e) {
            readable = false;
            throw e;
        }
    }

    /** {@code 300000 of 1048576 bytes have arrived}. */
    @Override
    public String toString() {
        return arrived + " of " + size + " bytes have arrived";
    }
}
