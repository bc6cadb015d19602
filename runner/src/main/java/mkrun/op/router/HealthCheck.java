package mkrun.op.router;

import java.time.Duration;
import java.util.Optional;
import mkrun.image.ImageHealth;

/**
 * How a container's health is checked; meanings and defaults are those of {@code HEALTHCHECK} in a Dockerfile.
 *
 * @param command that the router runs inside, {@code curl -f http://localhost/}, healthy where its exit status is 0;
 *     empty for none. Versions before 7.22 cannot
 * @param port that must answer, where there is no command or the version cannot run one
 * @param interval between two checks
 * @param timeout after which a check counts as failed
 * @param retries so many failures in a row mean that it is unhealthy
 * @param startPeriod in which failures do not count
 */
public record HealthCheck(
        String command, Optional<Port> port, Duration interval, Duration timeout, int retries, Duration startPeriod) {
    /** Between two checks, unless said otherwise; and the longest that one takes. */
    public static final Duration DEFAULT_TIME = Duration.ofSeconds(30);

    /** Failures in a row, unless said otherwise. */
    public static final int DEFAULT_RETRIES = 3;

    private static final Duration LEAST = Duration.ofSeconds(1);
    /** Until a router has begun to check at all, and until its row tells what came of a check. */
    private static final Duration SLACK = Duration.ofSeconds(1);

    /** How long a check may take to succeed of which nobody knows more than that there is one. */
    static final Duration DEFAULT_DEADLINE = deadline(Duration.ZERO, DEFAULT_TIME, DEFAULT_TIME, DEFAULT_RETRIES);

    /** What answers at a port. */
    public enum Protocol {
        /** Connections are accepted. */
        TCP("tcp-conn"),
        /** A request for {@code /} has an answer that is no error: a status from 100 to 399. */
        HTTP("http-get");

        private final String netwatch;

        Protocol(String netwatch) {
            this.netwatch = netwatch;
        }

        /** The type of probe that netwatch has for it. */
        String netwatch() {
            return netwatch;
        }
    }

    /**
     * A port of the container.
     *
     * @param protocol what answers there
     * @param number from 1 to 65535
     */
    public record Port(Protocol protocol, int number) {
        public Port {
            if (number < 1 || number > 65535) {
                throw new IllegalArgumentException("health: ports go from 1 to 65535, not " + number);
            }
        }
    }

    /**
     * @throws IllegalArgumentException if there is nothing to check, or a number is one that no router takes; the message
     *     can be shown to a user
     */
    public HealthCheck {
        if (command.isBlank() && port.isEmpty()) {
            throw new IllegalArgumentException("health: say what to check: command: '...', tcp: PORT or http: PORT");
        }
        if (interval.compareTo(LEAST) < 0 || timeout.compareTo(LEAST) < 0) {
            throw new IllegalArgumentException("health: interval and timeout are at least 1s");
        }
        if (retries < 1 || startPeriod.isNegative()) {
            throw new IllegalArgumentException("health: retries is at least 1, startPeriod at least 0s");
        }
    }

    /** The check that an image brings. */
    static HealthCheck of(ImageHealth health) {
        return new HealthCheck(
                health.command(),
                Optional.empty(),
                health.interval(),
                health.timeout(),
                health.retries(),
                health.startPeriod());
    }

    /** How long after its start a container that is not healthy by then never will be. */
    Duration deadline() {
        return deadline(startPeriod, interval, timeout, retries);
    }

    private static Duration deadline(Duration startPeriod, Duration interval, Duration timeout, int retries) {
        return startPeriod.plus(interval.plus(timeout).multipliedBy(retries)).plus(SLACK);
    }
}
