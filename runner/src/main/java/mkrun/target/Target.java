package mkrun.target;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A thing that tasks are applied to: a router or a root file system. Opened once per host and run, used by one thread
 * at a time, closed by whoever opened it.
 */
public interface Target extends AutoCloseable {
    /**
     * The reading side, as the given kind of probe.
     *
     * @throws IllegalArgumentException if this target is of another kind; playbook scopes keep that from happening
     */
    <P extends Probe> P probe(Class<P> type);

    /**
     * Says what the coming operations will read ({@link mkrun.task.Operation#reads}), so that a router is asked for
     * all of it in one exchange. May be called again; what is known already is not fetched twice.
     */
    void prefetch(Set<String> reads) throws TargetException;

    /**
     * Makes the changes in order and stops at the first that fails. What the changes touched is read again before the
     * next probe answers from it.
     *
     * @throws TargetException naming what failed; {@link TargetException#done()} holds what had taken effect before
     */
    void apply(List<? extends Change> changes, Progress progress) throws TargetException;

    /** What is known of the target without a question to it: version, architecture …; empty where there is nothing. */
    Map<String, Object> facts();

    /** What its user should know of what was read since the last call, a sentence each; none where nothing is odd. */
    default List<String> warnings() {
        return List.of();
    }

    /** Ends the session; never throws for a session that is gone already. */
    @Override
    void close();
}
