package mkrun.target;

/** A target that can take back what was applied to it. */
public interface TransactionalTarget extends Target {
    /** From here on, what is applied can be taken back; what was applied before no longer can. */
    void begin();

    /**
     * Takes back what was applied since {@link #begin}, the latest first, and looks whether it worked. A session that was
     * lost is opened again for it. What cannot be taken back is left and told; the rest is taken back all the same.
     */
    Rollback rollback(Progress progress);
}
