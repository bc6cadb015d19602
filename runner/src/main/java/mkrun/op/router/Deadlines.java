package mkrun.op.router;

import java.time.Duration;
import java.util.Optional;

/**
 * How long steps of a container's life may take, where a playbook says so.
 *
 * @param imports until its image is there: downloaded, if need be, and extracted
 * @param start until it runs
 * @param stop until it has no processes left
 * @param remove until it is gone with its files
 */
public record Deadlines(
        Optional<Duration> imports, Optional<Duration> start, Optional<Duration> stop, Optional<Duration> remove) {
    /** Nothing is said. */
    public static final Deadlines USUAL =
            new Deadlines(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private static final Duration LEAST = Duration.ofSeconds(1);

    /**
     * @throws IllegalArgumentException if one is shorter than a second; the message can be shown to a user
     */
    public Deadlines {
        check("import", imports);
        check("start", start);
        check("stop", stop);
        check("remove", remove);
    }

    private static void check(String step, Optional<Duration> deadline) {
        if (deadline.filter(d -> d.compareTo(LEAST) < 0).isPresent()) {
            throw new IllegalArgumentException("deadlines: " + step + " is at least 1s");
        }
    }
}
