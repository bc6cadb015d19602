package mkrun.report;

import java.util.ArrayDeque;
import java.util.Deque;

/** A long step under way: when it was first heard of, what has come of it in the last seconds, when it was last told of. */
final class LongStep {
    /** A rate over less would jump, one over all of it would not tell that a line has become slow. */
    private static final long WINDOW_NANOS = 10_000_000_000L;

    private static final long SAMPLE_NANOS = 1_000_000_000;

    private final String text;
    private final long since;
    private final long begun;
    private final Deque<Sample> samples = new ArrayDeque<>();
    private long done;
    private long total;
    private long movedAt;
    private long toldAt;

    private record Sample(long at, long done) {}

    /**
     * @param text who does what
     * @param now nanoseconds, from anywhere on
     */
    LongStep(String text, long done, long total, long now) {
        this.text = text;
        this.since = now;
        this.begun = done;
        this.done = done;
        this.total = total;
        this.movedAt = now;
        this.toldAt = now;
        samples.add(new Sample(now, done));
    }

    /** It has come so far. */
    void reached(long done, long total, long now) {
        if (now - samples.getLast().at >= SAMPLE_NANOS) {
            samples.add(new Sample(now, done));
        }
        if (done != this.done) {
            movedAt = now;
        }
        this.done = done;
        this.total = total;
    }

    String text() {
        return text;
    }

    /** How fast it goes at present. */
    Pace pace(long now) {
        while (samples.size() > 1 && now - second().at >= WINDOW_NANOS) {
            samples.removeFirst();
        }
        Sample from = samples.getFirst();
        return new Pace(done - from.done, done, total, now - from.at, now - movedAt);
    }

    private Sample second() {
        return samples.stream().skip(1).findFirst().orElseThrow();
    }

    /** How fast it went from its beginning. */
    Pace whole(long now) {
        return new Pace(done - begun, done, total, now - since, now - movedAt);
    }

    void tell(long now) {
        toldAt = now;
    }

    boolean isTold() {
        return toldAt != since;
    }

    /** Nanoseconds since it was told of, or heard of. */
    long untold(long now) {
        return now - toldAt;
    }
}
