package mkrun.cli;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import mkrun.inventory.Vars;
import mkrun.target.TargetException;
import mkrun.target.ssh.SshSettings;

/**
 * How long a host is waited for, as its variables say in seconds, fractions allowed: {@code connect_timeout} for the
 * connection, the key exchange and the log-in, each, and {@code command_timeout} for an answer, and for a move in an upload.
 */
final class Timeouts {
    /** What is longer is a slip: no wait of a run lasts a day. */
    private static final BigDecimal MOST = BigDecimal.valueOf(86_400);

    private Timeouts() {}

    /**
     * The settings with the times of a host.
     *
     * @throws TargetException if a variable is no time
     */
    static SshSettings of(Vars vars, SshSettings settings) throws TargetException {
        return settings.withTimeouts(
                time(vars, "connect_timeout").orElse(settings.connectTimeout()),
                time(vars, "command_timeout").orElse(settings.commandTimeout()));
    }

    /**
     * Looks at the times of a host.
     *
     * @throws TargetException if a variable is no time
     */
    static void check(Vars vars) throws TargetException {
        time(vars, "connect_timeout");
        time(vars, "command_timeout");
    }

    private static Optional<Duration> time(Vars vars, String name) throws TargetException {
        Optional<String> text = HostTargets.variable(vars, name);
        return text.isEmpty() ? Optional.empty() : Optional.of(time(vars, name, text.get()));
    }

    private static Duration time(Vars vars, String name, String text) throws TargetException {
        try {
            BigDecimal seconds = new BigDecimal(text.strip());
            Duration time =
                    Duration.ofMillis(seconds.min(MOST).movePointRight(3).longValue());
            if (seconds.compareTo(MOST) <= 0 && !time.isZero() && !time.isNegative()) {
                return time;
            }
        } catch (NumberFormatException notOne) {
            throw refused(vars, name, text);
        }
        throw refused(vars, name, text);
    }

    private static TargetException refused(Vars vars, String name, String text) {
        return new TargetException(name + " '" + text + "' (" + HostTargets.origin(vars, name)
                + ") is no time in seconds, such as 30 or 2.5");
    }
}
