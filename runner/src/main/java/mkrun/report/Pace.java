package mkrun.report;

import java.util.Locale;

/**
 * How fast a long step goes.
 *
 * @param gained how far it came in the time looked at; of an upload that is gone on with, less than {@code done}
 * @param done how far it is
 * @param total where it ends
 * @param nanos the time looked at
 * @param still how long it has not moved, in nanoseconds
 */
record Pace(long gained, long done, long total, long nanos, long still) {
    /** Steps that count anything but bytes count less. */
    private static final long BYTES_FROM = 1_000_000;

    private static final double MEGA = 1e6;

    private static final long SECOND_NANOS = 1_000_000_000;

    /** Before that, a guess would be one of the buffers on the way. */
    private static final long ENOUGH_NANOS = SECOND_NANOS;

    /** Longer than bytes take to come through any line that works. */
    private static final long STALL_NANOS = 5 * SECOND_NANOS;

    /**
     * {@code 3.1 MB/s, 5 s left}, or {@code nothing for 12 s}; without the rate for what is not bytes, empty as long as there is
     * nothing to say.
     */
    String text() {
        if (still >= STALL_NANOS && total >= BYTES_FROM) {
            return "nothing for " + duration(still / SECOND_NANOS);
        }
        if (nanos < ENOUGH_NANOS || gained <= 0) {
            return "";
        }
        double perSecond = gained * 1e9 / nanos;
        String left = duration((long) Math.ceil((total - done) / perSecond)) + " left";
        return total < BYTES_FROM ? left : rate(perSecond) + ", " + left;
    }

    /** {@code 25.0 MB in 12 s (2.1 MB/s)}, for a step that has ended. */
    String ended() {
        String took = "done in " + duration(Math.max(1, nanos / SECOND_NANOS));
        return total < BYTES_FROM || gained <= 0
                ? took
                : megabytes(total) + " " + took + " (" + rate(gained * 1e9 / nanos) + ")";
    }

    /** Whether it is one thing, which is over or not: a wait. */
    boolean whole() {
        return total == 1;
    }

    /** {@code 42% of 25.0 MB}; empty for what is one thing. */
    String share() {
        return whole() ? "" : percent() + "%" + (total < BYTES_FROM ? "" : " of " + megabytes(total));
    }

    long percent() {
        return total == 0 ? 100 : 100 * done / total;
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / MEGA);
    }

    private static String rate(double perSecond) {
        return String.format(Locale.ROOT, "%.1f MB/s", perSecond / MEGA);
    }

    private static String duration(long seconds) {
        return seconds < 100 ? seconds + " s" : (seconds + 59) / 60 + " min";
    }
}
