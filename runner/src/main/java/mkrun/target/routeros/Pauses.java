package mkrun.target.routeros;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import mkrun.target.TargetException;

/**
 * Pauses that grow, up to a deadline, which counts from the first of them: however long the first try took, there is a second
 * one, unless no time is given at all.
 */
final class Pauses {
    private final long deadline;
    private final long longest;
    private long pause;
    private OptionalLong end = OptionalLong.empty();

    Pauses(Duration first, Duration longest, Duration deadline) {
        this.deadline = deadline.toNanos();
        this.longest = longest.toNanos();
        this.pause = first.toNanos();
    }

    /** Waits a little, a little longer each time; false, at once, when the deadline is over. */
    boolean next() throws TargetException {
        if (end.isEmpty()) {
            end = OptionalLong.of(System.nanoTime() + deadline);
        }
        long left = end.getAsLong() - System.nanoTime();
        if (left <= 0) {
            return false;
        }
        try {
            TimeUnit.NANOSECONDS.sleep(Math.min(pause, left));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TargetException("interrupted while waiting for the router", e);
        }
        pause = Math.min(longest, pause + pause / 2);
        return true;
    }

    static String inWords(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
