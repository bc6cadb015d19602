package mkrun.target;

import java.util.List;

/**
 * What became of the changes of a transaction that failed.
 *
 * @param undone what was taken back and is proven to be as before, the latest first
 * @param left what could not be taken back; none if the target is as it was before the transaction
 */
public record Rollback(List<Change> undone, List<Left> left) {
    /**
     * A change that could not be taken back.
     *
     * @param text a sentence that names it and says why
     */
    public record Left(Change change, String text) {}

    public Rollback {
        undone = List.copyOf(undone);
        left = List.copyOf(left);
    }

    /** Whether the target is as it was before the transaction. */
    public boolean complete() {
        return left.isEmpty();
    }

    /** Why each change that is left could not be taken back, in a sentence. */
    public List<String> reasons() {
        return left.stream().map(Left::text).toList();
    }

    /** Whether none of these changes, which belonged to the transaction, is left. */
    public boolean covers(List<Change> changes) {
        return left.stream().map(Left::change).noneMatch(changes::contains);
    }
}
