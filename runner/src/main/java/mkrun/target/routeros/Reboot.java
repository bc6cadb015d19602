package mkrun.target.routeros;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import mkrun.routeros.CommandText;
import mkrun.routeros.RouterFacts;

/**
 * A command that switches the router off and on, and the wait until it is up again: a new session, an uptime that began
 * anew, and what the reboot was for.
 *
 * @param command such as {@code /system/reboot}
 * @param goal what it is for, in words that follow "until": {@code the package container is enabled}
 * @param reached whether that is so, by what the router says it is after it has come up
 * @param hand how long the command waits for somebody at the device before it gives up; zero if it asks for nobody
 * @param deadline how long from then on until the goal is reached
 */
public record Reboot(CommandText command, String goal, Predicate<RouterFacts> reached, Duration hand, Duration deadline)
        implements RouterChange {
    /** What routers need at most: slow ones a minute or two, and as long again for disks and packages. */
    public static final Duration DEADLINE = Duration.ofMinutes(5);

    /** A reboot that asks for nobody. */
    public Reboot(CommandText command, String goal, Predicate<RouterFacts> reached) {
        this(command, goal, reached, Duration.ZERO, DEADLINE);
    }

    /** Nothing is left of a reboot that could be taken back. */
    @Override
    public Undo undo() {
        return Undo.UNNEEDED;
    }

    @Override
    public String summary() {
        return command.masked() + ", then wait until the router is up again and " + goal + " (at most "
                + Pauses.inWords(hand.plus(deadline)) + ")";
    }

    /** The command, and a comment on what follows. */
    @Override
    public List<String> diff() {
        return List.of(command.masked(), "# wait until the router is up again and " + goal);
    }
}
