package mkrun.playbook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import mkrun.op.router.OwnedRows;
import mkrun.op.router.RouterOperation;
import mkrun.task.Condition;
import mkrun.task.SourcePos;
import mkrun.task.Task;

/**
 * What the tasks of each host say of the rows that an owner has in a menu, over all plays. Each says which rows these are, so
 * that two which do not agree would undo each other's in every run.
 */
final class OwnerClaims {
    private static final String NEVER = "never";
    private static final int NAMED_ROWS = 3;

    private record Claim(OwnedRows rows, SourcePos at) {}

    private final Problems problems;
    private final Map<String, List<Claim>> byHost = new HashMap<>();

    OwnerClaims(Problems problems) {
        this.problems = problems;
    }

    /**
     * Holds what tasks say against each other and against those of earlier plays. Not judged are tasks that run on a condition,
     * since two may be meant for different cases, and those with the tag {@code never}.
     */
    void claim(String host, List<Task> tasks) {
        for (Task task : tasks) {
            if (task.when() == Condition.ALWAYS
                    && !task.tags().contains(NEVER)
                    && task.operation() instanceof RouterOperation<?> operation) {
                operation
                        .owned()
                        .filter(rows -> rows.owner().startsWith(RouterosOptions.NAMED)) // not a container's
                        .ifPresent(rows -> claim(host, new Claim(rows, task.id().position())));
            }
        }
    }

    private void claim(String host, Claim claim) {
        List<Claim> claims = byHost.computeIfAbsent(host, h -> new ArrayList<>());
        for (Claim other : claims) {
            boolean same = other.rows().owner().equals(claim.rows().owner())
                    && other.rows().menu().equals(claim.rows().menu());
            if (same && compare(other, claim)) {
                break; // one that disagrees is enough
            }
        }
        claims.add(claim);
    }

    private boolean compare(Claim earlier, Claim later) {
        Set<String> contradicted = later.rows().contradicted(earlier.rows());
        Set<String> gone = later.rows().removed(earlier.rows());
        Set<String> removed = earlier.rows().removed(later.rows());
        if (!gone.isEmpty() || !removed.isEmpty()) {
            problem(
                    earlier,
                    later,
                    gone.isEmpty()
                            ? "that task removes " + names(removed) + " of this one"
                            : "this task removes " + names(gone) + " of that one",
                    "put all rows into one entries: [...], give each task an owner of its own, or say prune: false in both");
        } else if (!contradicted.isEmpty()) {
            problem(
                    earlier,
                    later,
                    "the two say different things of " + names(contradicted),
                    "each run would change them back and forth: say the same in both, or mark one of them otherwise");
        }
        return !gone.isEmpty() || !removed.isEmpty() || !contradicted.isEmpty();
    }

    private void problem(Claim earlier, Claim later, String what, String hint) {
        String owner = later.rows().owner().substring(RouterosOptions.NAMED.length());
        problems.add(
                later.at(),
                "owner '" + owner + "' has other rows of " + later.rows().menu() + " at "
                        + earlier.at().file() + ":" + earlier.at().line() + ", and " + what,
                hint,
                owner);
    }

    private static String names(Set<String> names) {
        int more = names.size() - NAMED_ROWS;
        return names.stream().limit(NAMED_ROWS).map(name -> "'" + name + "'").collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }
}
