package mkrun.task;

import java.util.Map;

/** A task's {@code when}: asked at the task's turn, with what is known of the host by then. */
@FunctionalInterface
public interface Condition {
    /** A task without {@code when}. */
    Condition ALWAYS = facts -> true;

    /**
     * @param facts what was observed of the target ({@link mkrun.target.Target#facts})
     * @return whether the task runs
     */
    boolean test(Map<String, Object> facts);
}
