package mkrun.run;

import java.util.List;
import mkrun.target.BlockedException;
import mkrun.target.TargetException;
import mkrun.target.UnansweredException;
import mkrun.target.UnreachableException;
import mkrun.task.Outcome;

/** What an exception means for the host on which it was thrown. */
final class Failures {
    private Failures() {}

    /** @param takenBack whether what was done is taken back next: then nobody should go on from what may be there */
    static Outcome outcome(TargetException e, boolean takenBack) {
        if (takenBack && e instanceof UnansweredException unanswered) {
            return new Outcome.Unreachable(unanswered.known());
        }
        if (e instanceof UnreachableException) {
            return new Outcome.Unreachable(message(e));
        }
        return e instanceof BlockedException blocked
                ? new Outcome.Blocked(blocked.toDo())
                : new Outcome.Failed(message(e), e.done(), false);
    }

    static Outcome outcome(RuntimeException e) {
        return new Outcome.Failed("internal error, please report it: " + e, List.of(), false);
    }

    private static String message(TargetException e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }
}
