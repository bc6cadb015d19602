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
 * @param boot from a reboot until it can be logged in to
 * @param press how long an update of device-mode waits for its button at most, whatever it was asked for
 * @param writeRate bytes per second that its disks take, in uploads, imports and whatever commands write; 0 for as many as this machine's
 */
public record LabSpeeds(
        Duration extract,
        Duration start,
        Duration stop,
        Duration remove,
        Duration release,
        Duration answer,
        Duration boot,
        Duration press,
        long writeRate) {
    /** Quick enough for a demonstration, slow enough that a client which does not wait fails. */
    public static final LabSpeeds NORMAL =
            ofMillis(300, 100, 100, 100, 150).withBoot(Duration.ofSeconds(2)).withPress(Duration.ofMinutes(5));

    /** The same steps as short as they can be; a client still has to wait for them. Nobody presses a button. */
    public static final LabSpeeds FAST = ofMillis(20, 10, 10, 10, 10).withBoot(Duration.ofMillis(20));

    /** A router on this machine, which boots at once and whose button nobody presses. */
    public LabSpeeds(Duration extract, Duration start, Duration stop, Duration remove, Duration release) {
        this(extract, start, stop, remove, release, Duration.ZERO, Duration.ZERO, Duration.ZERO, 0);
    }

    private static LabSpeeds ofMillis(long extract, long start, long stop, long remove, long release) {
        return new LabSpeeds(
                Duration.ofMillis(extract),
                Duration.ofMillis(start),
                Duration.ofMillis(stop),
                Duration.ofMillis(remove),
                Duration.ofMillis(release));
    }

    /**
     * Speeds as users choose them; a button is waited for as long as it is asked for.
     *
     * @param name {@code fast}, {@code normal}, or {@code board} for a router that boots and writes as slowly as that
     * @throws IllegalArgumentException if it is none of them; the message can be shown to a user
     */
    public static LabSpeeds named(String name, Board board) {
        return switch (name) {
            case "fast" -> FAST.withPress(NORMAL.press());
            case "normal" -> NORMAL;
            case "board" -> NORMAL.withBoot(board.boot()).withWriteRate(board.writeRate());
            default ->
                throw new IllegalArgumentException(
                        "no speed of an emulated router: '" + name + "' (expected fast, normal or board)");
        };
    }

    /** These speeds with another time for importing an image. */
    public LabSpeeds withExtract(Duration time) {
        return new LabSpeeds(time, start, stop, remove, release, answer, boot, press, writeRate);
    }

    /** These speeds with another time for each answer. */
    public LabSpeeds withAnswer(Duration time) {
        return new LabSpeeds(extract, start, stop, remove, release, time, boot, press, writeRate);
    }

    /** These speeds with another time for booting. */
    public LabSpeeds withBoot(Duration time) {
        return new LabSpeeds(extract, start, stop, remove, release, answer, time, press, writeRate);
    }

    /** These speeds with another time in which a button may be pressed. */
    public LabSpeeds withPress(Duration time) {
        return new LabSpeeds(extract, start, stop, remove, release, answer, boot, time, writeRate);
    }

    /** These speeds with disks that take so many bytes per second. */
    public LabSpeeds withWriteRate(long bytes) {
        return new LabSpeeds(extract, start, stop, remove, release, answer, boot, press, bytes);
    }

    /** How long the disks take for so many bytes. */
    Duration writing(long bytes) {
        return writeRate == 0 ? Duration.ZERO : Duration.ofNanos((long) (bytes * 1e9 / writeRate));
    }
}
