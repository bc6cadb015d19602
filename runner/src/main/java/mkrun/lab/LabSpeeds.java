package mkrun.lab;

import java.time.Duration;

/**
 * How long an emulated router takes for what a router does in the background, and for an answer.
 *
 * @param extract least time for importing an image
 * @param start from {@code start} until the container runs
 * @param stop from {@code stop} until it has stopped
 * @param remove from {@code remove} until its row is gone
 * @param release from then on until its root-dir can be used again
 * @param answer from an exec request until it is carried out, as over a line that is so long
 */
public record LabSpeeds(
        Duration extract, Duration start, Duration stop, Duration remove, Duration release, Duration answer) {
    /** Quick enough for a demonstration, slow enough that a client which does not wait fails. */
    public static final LabSpeeds NORMAL = ofMillis(300, 100, 100, 100, 150);

    /** The same steps as short as they can be; a client still has to wait for them. */
    public static final LabSpeeds FAST = ofMillis(20, 10, 10, 10, 10);

    /** A router on this machine. */
    public LabSpeeds(Duration extract, Duration start, Duration stop, Duration remove, Duration release) {
        this(extract, start, stop, remove, release, Duration.ZERO);
    }

    private static LabSpeeds ofMillis(long extract, long start, long stop, long remove, long release) {
        return new LabSpeeds(
                Duration.ofMillis(extract),
                Duration.ofMillis(start),
                Duration.ofMillis(stop),
                Duration.ofMillis(remove),
                Duration.ofMillis(release));
    }

    /** These speeds with another time for importing an image. */
    public LabSpeeds withExtract(Duration time) {
        return new LabSpeeds(time, start, stop, remove, release, answer);
    }

    /** These speeds with another time for each answer. */
    public LabSpeeds withAnswer(Duration time) {
        return new LabSpeeds(extract, start, stop, remove, release, time);
    }
}
