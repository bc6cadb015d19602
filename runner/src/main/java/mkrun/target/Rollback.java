package mkrun.target;

import java.util.List;

/**
 * What became of the changes of a transaction that failed.
 *
 * @param undone what was taken back and is proven to be as before, the latest first
 * @param left what could not be taken back, a sentence each that names the change and says why; none if the target is as
 *     it was before the transaction
 */
public record Rollback(List<Change> undone, List<String> left) {
    public Rollback {
        undone = List.copyOf(undone);
        left = List.copyOf(left);
    }

    /** Whether the target is as it was before the transaction. */
    public boolean complete() {
        return left.isEmpty();
    }
}
