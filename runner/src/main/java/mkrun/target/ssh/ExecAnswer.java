package mkrun.target.ssh;

import com.jcraft.jsch.ChannelExec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * What a channel says until it is closed. JSch's own streams and states have to be asked again and again; here the thread
 * that reads from the wire puts the bytes where they belong and wakes the one that waits.
 */
final class ExecAnswer {
    /** No answer that mkrun asks for is nearly as long; more than this is a router gone mad, or no router. */
    private static final int MOST_BYTES = 32 << 20;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean tooLong;

    /** Begins to listen; to be called before the channel is connected. */
    static ExecAnswer of(ChannelExec channel) {
        ExecAnswer answer = new ExecAnswer();
        channel.setOutputStream(answer.new Output());
        channel.setErrStream(answer.new Errors());
        return answer;
    }

    /**
     * The whole answer, when the channel was closed.
     *
     * @param alive whether the session is there still; a guard for ends of it that close no channel
     */
    String await(BooleanSupplier alive) throws IOException {
        try {
            while (!closed.await(1, TimeUnit.SECONDS)) {
                if (!alive.getAsBoolean()) {
                    throw new IOException("the connection was closed by the router");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        if (tooLong) {
            throw new IOException("the answer is longer than " + (MOST_BYTES >> 20) + " MiB");
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Its end says little: the exit status may come after it. */
    private final class Output extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            if (bytes.size() + length > MOST_BYTES) {
                tooLong = true;
                throw new IOException("too long"); // JSch closes a channel whose output cannot be delivered
            }
            bytes.write(buffer, offset, length);
        }
    }

    /** Routers write nothing there; JSch closes it when the channel is closed, after all else. */
    private final class Errors extends OutputStream {
        @Override
        public void write(int b) {
            // not a router's word
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }
}
