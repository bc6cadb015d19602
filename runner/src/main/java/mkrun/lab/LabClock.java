package mkrun.lab;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a router does in the background, on threads that all emulated routers of this process share. */
final class LabClock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LabClock.class);

    private final Set<Future<?>> jobs = ConcurrentHashMap.newKeySet();

    /** Held for reading by each job that runs: a cancelled {@link Future} does not tell when its job has really ended. */
    private final ReadWriteLock underWay = new ReentrantReadWriteLock();

    private volatile boolean closed;

    /** Made on first use. */
    private static final class Threads {
        private static final ScheduledExecutorService POOL = Executors.newScheduledThreadPool(4, work -> {
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
        underWay.readLock().lock();
        try {
            if (!closed) {
                work.run();
            }
        } catch (RuntimeException e) {
            LOG.warn("a background job of a lab router failed", e);
        } finally {
            underWay.readLock().unlock();
        }
    }

    /** Drops what has not begun, waits for what has: the next router of this state directory must not meet it. */
    @Override
    public void close() {
        closed = true;
        jobs.forEach(job -> job.cancel(false));
        try {
            if (underWay.writeLock().tryLock(10, TimeUnit.SECONDS)) {
                underWay.writeLock().unlock();
            } else {
                LOG.warn("a background job of a lab router does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
