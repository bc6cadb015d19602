package mkrun.lab;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import mkrun.lab.script.TableRow;
import mkrun.routeros.RouterosVersion;
import mkrun.routeros.Values;

/**
 * When a router starts a container again that has ended by itself: from 7.20 on after {@code auto-restart-interval}, from 7.23
 * on by {@code restart-policy}. How long a policy without an interval waits is not told anywhere; ten seconds are what the
 * manual's example of the older field has.
 */
final class ContainerRestarts {
    /** Hidden value: how often it was started again since somebody started it. */
    private static final String COUNT = ".restarts";

    /** Hidden value: there while it waits to be started again. */
    private static final String DUE = ".restart-due";

    private static final Duration USUAL = Duration.ofSeconds(10);

    private ContainerRestarts() {}

    /** Somebody has started or stopped it: nothing of the past counts. */
    static void forget(TableRow row) {
        row.unset(COUNT).unset(DUE);
    }

    /** Whether it waits to be started again. */
    static boolean due(TableRow row) {
        return row.is(DUE) && ContainerStatus.of(row) == ContainerStatus.STOPPED;
    }

    /** It is started again: one restart more. */
    static void begin(TableRow row) {
        row.unset(DUE).set(COUNT, Integer.toString(count(row) + 1));
    }

    private static int count(TableRow row) {
        return Integer.parseInt(row.get(COUNT).orElse("0"));
    }

    /**
     * Decides about a container that has ended by itself, and remembers that.
     *
     * @param failed whether its status was another than 0
     * @return how long from now it is to be started again; nothing if it is not
     */
    static Optional<Duration> ended(TableRow row, RouterosVersion version, boolean failed) {
        Optional<Duration> wait = version.atLeast("7.23beta2") ? byPolicy(row, failed) : byInterval(row);
        wait.ifPresent(time -> row.set(DUE, true));
        return wait;
    }

    /** How long one that waits has to wait anew, since the router was switched off meanwhile. */
    static Duration again(TableRow row, RouterosVersion version) {
        return interval(row, version.atLeast("7.23beta2") ? "restart-interval" : "auto-restart-interval")
                .orElse(USUAL);
    }

    private static Optional<Duration> byInterval(TableRow row) {
        return interval(row, "auto-restart-interval");
    }

    private static Optional<Duration> byPolicy(TableRow row, boolean failed) {
        String most = row.text("restart-max-count");
        boolean wanted =
                switch (row.text("restart-policy")) {
                    case "always" -> true;
                    case "on-failure" -> failed;
                    default -> false;
                };
        return wanted && (most.isEmpty() || most.equals("0") || count(row) < Integer.parseInt(most))
                ? Optional.of(interval(row, "restart-interval").orElse(USUAL))
                : Optional.empty();
    }

    private static Optional<Duration> interval(TableRow row, String field) {
        OptionalLong millis = Values.millis(row.text(field));
        return millis.isPresent() ? Optional.of(Duration.ofMillis(millis.getAsLong())) : Optional.empty();
    }
}
