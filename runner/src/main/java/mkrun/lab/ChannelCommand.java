package mkrun.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A channel that runs something on a thread of its own and ends with exit status 0, as all channels of routers do. */
abstract class ChannelCommand implements Command {
    private static final Logger LOG = LoggerFactory.getLogger(ChannelCommand.class);

    private @Nullable InputStream in;
    private @Nullable OutputStream out;
    private @Nullable ExitCallback exit;
    private @Nullable Future<?> running;

    /** Made on first use. */
    private static final class Threads {
        private static final ExecutorService POOL = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "mkrun-lab-channel");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** What the channel does. Returning ends it. */
    abstract void run(ChannelSession channel, Environment environment) throws IOException, InterruptedException;

    @Override
    public void start(ChannelSession channel, Environment environment) {
        running = Threads.POOL.submit(() -> {
            try {
                run(channel, environment);
                end();
            } catch (FaultPlan.Cut e) {
                channel.getSession().close(true);
            } catch (FaultPlan.Silence e) {
                LOG.debug("a channel of a lab router stays without an answer, as ordered");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (IOException | UncheckedIOException e) {
                LOG.debug("a client is gone", e);
                end();
            } catch (RuntimeException e) {
                LOG.warn("a channel of a lab router failed", e);
                channel.getSession().close(true);
            }
        });
    }

    private void end() {
        if (exit != null) {
            exit.onExit(0);
        }
    }

    @Override
    public void destroy(ChannelSession channel) {
        if (running != null) {
            running.cancel(true);
        }
    }

    /** What the client sends. */
    InputStream in() {
        if (in == null) {
            throw new IllegalStateException("channel not started");
        }
        return in;
    }

    /** What the client is sent; to be flushed. */
    OutputStream out() {
        if (out == null) {
            throw new IllegalStateException("channel not started");
        }
        return out;
    }

    /** Sends text to the client now. */
    void print(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        send(bytes, bytes.length);
    }

    /** Sends the first so many bytes to the client now. */
    void send(byte[] bytes, int count) {
        try {
            out().write(bytes, 0, count);
            out().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void setInputStream(InputStream stream) {
        this.in = stream;
    }

    @Override
    public void setOutputStream(OutputStream stream) {
        this.out = stream;
    }

    @Override
    public void setErrorStream(OutputStream stream) {
        // Routers write nothing there.
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
        this.exit = callback;
    }
}
