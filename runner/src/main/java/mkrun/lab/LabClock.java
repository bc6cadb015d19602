package mkrun.lab;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a router does in the background, on threads that all emulated routers of this process share. */
final class LabClock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LabClock.class);

    private final Set<Future<?>> jobs = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** Made on first use. */
    private static final class Threads {
        private static final ScheduledExecutorService POOL = Executors.newScheduledThreadPool(2, work -> {
            Thread thread = new Thread(work, "mkrun-lab-clock");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Runs this after a delay, unless the router was closed until then. */
    void after(Duration delay, Runnable work) {
        jobs.removeIf(Future::isDone);
        if (!closed) {
            jobs.add(Threads.POOL.schedule(() -> run(work), delay.toMillis(), TimeUnit.MILLISECONDS));
        }
    }

    private void run(Runnable work) {
        try {
            if (!closed) {
                work.run();
            }
        } catch (RuntimeException e) {
            LOG.warn("a background job of a lab router failed", e);
        }
    }

    /** Drops what has not begun, waits for what has. */
    @Override
    public void close() {
        closed = true;
        for (Future<?> job : jobs) {
            job.cancel(false);
            await(job);
        }
    }

    private static void await(Future<?> job) {
        try {
            job.get(10, TimeUnit.SECONDS);
        } catch (CancellationException e) {
            LOG.trace("a job was dropped before it began", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
            LOG.warn("a background job of a lab router did not end well", e);
        }
    }
}
