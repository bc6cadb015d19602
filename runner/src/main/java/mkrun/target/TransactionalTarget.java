package mkrun.target;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A target that can take back what was applied to it. */
public interface TransactionalTarget extends Target {
    /** From here on, what is applied can be taken back; what was applied before no longer can. */
    void begin();

    /**
     * Takes back what was applied since {@link #begin}, the latest first, and looks whether it worked. A session that was
     * lost is opened again for it. What cannot be taken back is left and told; the rest is taken back all the same.
     */
    Rollback rollback(Progress progress);

    /**
     * The same changes, with what makes the target take back by itself those that may cut off whoever makes them. Asked in
     * checks, too.
     *
     * @param asked how long the target is to wait for a confirmation, where somebody asked for one; empty to find out
     *     whether one is needed
     * @throws BlockedException if the target cannot do that
     */
    List<Change> safeguarded(List<? extends Change> changes, Optional<Duration> asked) throws TargetException;
}
