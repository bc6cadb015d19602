package mkrun.target.ssh;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Ends a wait on the network that has no end of its own: JSch's streams know no timeouts. */
final class Watchdog implements AutoCloseable {
    private static final ScheduledThreadPoolExecutor TIMER = timer();

    private final Runnable bite;
    private final long nanos;
    private volatile long last = System.nanoTime();
    private volatile boolean bitten;
    private volatile ScheduledFuture<?> next;

    /** @param bite what to do when nobody touched the dog for that long; called once, from a thread of its own */
    Watchdog(Duration patience, Runnable bite) {
        this.bite = bite;
        this.nanos = patience.toNanos();
        this.next = TIMER.schedule(this::look, nanos, TimeUnit.NANOSECONDS);
    }

    /** Something moved. */
    void touch() {
        last = System.nanoTime();
    }

    /** Whether patience ran out. */
    boolean bitten() {
        return bitten;
    }

    private void look() {
        long left = nanos - (System.nanoTime() - last);
        if (left > 0) {
            next = TIMER.schedule(this::look, left, TimeUnit.NANOSECONDS);
            return;
        }
        bitten = true;
        bite.run();
    }

    @Override
    public void close() {
        next.cancel(false);
    }

    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "ssh-watchdog");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }
}
