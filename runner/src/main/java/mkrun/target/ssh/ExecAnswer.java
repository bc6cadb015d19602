package mkrun.target.ssh;

import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.ChannelSubsystem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.BooleanSupplier;

/**
 * What a channel says until it is closed, while it says it. JSch's own streams and states have to be asked again and again;
 * here the thread that reads from the wire puts the bytes where they belong and wakes the one that waits, and waits itself
 * while nobody takes them: then the router has to, too.
 */
final class ExecAnswer extends InputStream {
    /** As much as an SSH server may send unasked, so that the wire does not rest while rows are packed. */
    private static final int MOST_WAITING = 1 << 20;

    private static final long LOOK_MILLIS = 1000;

    private final BooleanSupplier alive;
    private final long most;
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private int waitingBytes;
    private long total;
    private int taken;
    private boolean closed;
    private boolean tooLong;
    private boolean abandoned;

    /**
     * @param alive whether the session is there still; a guard for ends of it that close no channel
     * @param most bytes; more than this is a router gone mad, or no router
     */
    private ExecAnswer(BooleanSupplier alive, long most) {
        this.alive = alive;
        this.most = most;
    }

    /** Begins to listen; to be called before the channel is connected. */
    static ExecAnswer of(ChannelExec channel, BooleanSupplier alive, long most) {
        ExecAnswer answer = new ExecAnswer(alive, most);
        channel.setOutputStream(answer.new Output());
        channel.setErrStream(answer.new Errors());
        return answer;
    }

    /** The same of a subsystem, which may say as much as it likes as long as somebody listens. */
    static ExecAnswer of(ChannelSubsystem channel, BooleanSupplier alive) {
        ExecAnswer answer = new ExecAnswer(alive, Long.MAX_VALUE);
        channel.setOutputStream(answer.new Output());
        channel.setErrStream(answer.new Errors());
        return answer;
    }

    /** How many bytes wait to be read. */
    @Override
    public synchronized int available() {
        return waitingBytes;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public synchronized int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (waiting.isEmpty() && !closed && !tooLong) {
            await();
            if (!alive.getAsBoolean() && waiting.isEmpty() && !closed) {
                throw new IOException("the connection was closed by the router");
            }
        }
        byte[] first = waiting.peek();
        if (first == null) {
            return end();
        }
        int count = Math.min(length, first.length - taken);
        System.arraycopy(first, taken, target, offset, count);
        taken += count;
        waitingBytes -= count;
        if (taken == first.length) {
            waiting.remove();
            taken = 0;
        }
        notifyAll();
        return count;
    }

    private int end() throws IOException {
        if (tooLong) {
            throw new IOException("the answer is longer than " + (most >> 20) + " MiB");
        }
        return -1;
    }

    private synchronized void await() throws IOException {
        try {
            wait(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Reads to the end, where the channel is closed and its exit status known. */
    void drain() throws IOException {
        byte[] unwanted = new byte[8192];
        int count = read(unwanted, 0, unwanted.length);
        while (count >= 0) {
            count = read(unwanted, 0, unwanted.length);
        }
    }

    /** Nobody reads any more. */
    @Override
    public synchronized void close() {
        abandoned = true;
        notifyAll();
    }

    private synchronized void arrived(byte[] buffer, int offset, int length) throws IOException {
        while (waitingBytes >= MOST_WAITING && !abandoned) {
            await();
        }
        total += length;
        tooLong = total > most;
        if (tooLong || abandoned) {
            notifyAll();
            throw new IOException("unwanted"); // JSch closes a channel whose output cannot be delivered
        }
        if (length > 0) {
            waiting.add(Arrays.copyOfRange(buffer, offset, offset + length));
            waitingBytes += length;
            notifyAll();
        }
    }

    private synchronized void ended() {
        closed = true;
        notifyAll();
    }

    /** Its end says little: the exit status may come after it. */
    private final class Output extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            arrived(buffer, offset, length);
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
            ended();
        }
    }
}
