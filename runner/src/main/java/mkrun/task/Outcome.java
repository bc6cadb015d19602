package mkrun.task;

import java.util.List;
import mkrun.target.Change;

/** How one task ended on one host. */
public sealed interface Outcome {
    /** Nothing was to do, and why. */
    record Ok(String reason) implements Outcome {}

    /** These changes were made or, in a check, would be; {@code note} sums them up where one sentence does, else empty. */
    record Changed(List<Change> changes, String note) implements Outcome {
        public Changed {
            changes = List.copyOf(changes);
        }
    }

    /** Not for this host, and why. */
    record Skipped(String reason) implements Outcome {}

    /** It failed; {@code done} had taken effect before. {@code ignored}: the host goes on all the same. */
    record Failed(String error, List<Change> done, boolean ignored) implements Outcome {
        public Failed {
            done = List.copyOf(done);
        }
    }

    /** The host cannot be talked to. */
    record Unreachable(String error) implements Outcome {}

    /** A human must act first; one sentence each. */
    record Blocked(List<String> toDo) implements Outcome {
        public Blocked {
            toDo = List.copyOf(toDo);
        }
    }
}
