package mkrun.alpine.repository;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Hangs up when a server sends nothing for too long; Java's client would wait for ever once the answer has begun. */
final class StallGuard implements AutoCloseable {
    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "mkrun-stall");
        thread.setDaemon(true);
        return thread;
    });

    private final InputStream body;
    private final Duration longest;
    private final ScheduledFuture<?> watch;
    private volatile long last = System.nanoTime();
    private volatile boolean stalled;

    /**
     * @param longest how long nothing may come
     */
    StallGuard(InputStream body, Duration longest) {
        this.body = body;
        this.longest = longest;
        long period = Math.max(1, longest.toMillis() / 4);
        this.watch = CLOCK.scheduleWithFixedDelay(this::look, period, period, TimeUnit.MILLISECONDS);
    }

    private void look() {
        if (System.nanoTime() - last > longest.toNanos()) {
            stalled = true;
            try {
                body.close(); // whoever reads it is woken
            } catch (IOException e) {
                // it is gone, which is what was wanted
            }
        }
    }

    /**
     * Reads as the stream does.
     *
     * @throws StalledException if the server has sent nothing for too long
     */
    int read(byte[] buffer) throws IOException {
        try {
            int n = body.read(buffer);
            last = System.nanoTime();
            if (!stalled) {
                return n;
            }
        } catch (IOException e) {
            if (!stalled) {
                throw e;
            }
        }
        throw new StalledException("the server sent nothing for " + longest.toMillis() / 1000.0 + " seconds");
    }

    /** The server has sent nothing for too long. */
    static final class StalledException extends IOException {
        private static final long serialVersionUID = 1L;

        StalledException(String message) {
            super(message);
        }
    }

    @Override
    public void close() {
        watch.cancel(false);
    }
}
