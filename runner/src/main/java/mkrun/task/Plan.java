package mkrun.task;

import java.util.List;
import java.util.Map;
import java.util.Set;
import mkrun.target.Change;

/**
 * What a task would do: changes in order, or none and the reason why nothing is to do.
 *
 * @param changes in the order they must be made
 * @param reason why there is nothing to do, in a few words ({@code /etc/motd is as wanted}); also set beside changes
 *     where one sentence sums them up, empty otherwise
 * @param settles names of handlers that were notified for what these changes do as well: they need not run any more
 * @param relies names of earlier tasks without whose changes these would fail, and with what message
 */
public record Plan(List<Change> changes, String reason, Set<String> settles, Map<String, String> relies) {
    public Plan {
        changes = List.copyOf(changes);
        settles = Set.copyOf(settles);
        relies = Map.copyOf(relies);
        if (changes.isEmpty() && reason.isBlank()) {
            throw new IllegalArgumentException("a plan without changes gives the reason");
        }
    }

    /** One that settles nothing else, and relies on nothing that is not there. */
    public Plan(List<Change> changes, String reason) {
        this(changes, reason, Set.of(), Map.of());
    }

    /** The same, which does what that handler is for. */
    public Plan settling(String handler) {
        return new Plan(changes, reason, Set.of(handler), relies);
    }

    /** The same, made for what earlier tasks will have changed. */
    public Plan relying(Map<String, String> tasks) {
        return new Plan(changes, reason, settles, tasks);
    }

    /** Nothing is to do, and why. */
    public static Plan nothing(String reason) {
        return new Plan(List.of(), reason);
    }

    /** The changes, or, if there are none, the reason why nothing is to do. */
    public static Plan of(List<? extends Change> changes, String reasonIfNone) {
        return new Plan(List.copyOf(changes), changes.isEmpty() ? reasonIfNone : "");
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }
}
