package mkrun.target;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A target could not be read or changed. The message is for the user: what was tried, and the target's own words. */
public class TargetException extends Exception {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // never serialised; changes are values of the run
    private final List<Change> done;

    public TargetException(String message) {
        this(message, List.of(), null);
    }

    public TargetException(String message, @Nullable Throwable cause) {
        this(message, List.of(), cause);
    }

    /**
     * @param done the changes that had taken effect before the failure, in order
     */
    public TargetException(String message, List<? extends Change> done, @Nullable Throwable cause) {
        super(message, cause);
        this.done = List.copyOf(done);
    }

    /** What had taken effect before the failure, in order; empty if nothing. */
    public List<Change> done() {
        return done;
    }
}
