package mkrun.task;

import java.util.List;
import mkrun.target.Change;

/**
 * What a task would do: changes in order, or none and the reason why nothing is to do.
 *
 * @param changes in the order they must be made
 * @param reason why there is nothing to do, in a few words ({@code /etc/motd is as wanted}); also set beside changes
 *     where one sentence sums them up, empty otherwise
 */
public record Plan(List<Change> changes, String reason) {
    public Plan {
        changes = List.copyOf(changes);
        if (changes.isEmpty() && reason.isBlank()) {
            throw new IllegalArgumentException("a plan without changes gives the reason");
        }
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
