package mkrun.target;

/** Told how far a long step (download, build, upload) has come. Calls may come from any thread. */
@FunctionalInterface
public interface Progress {
    /** A progress that nobody looks at. */
    Progress NONE = (what, done, total) -> {};

    /**
     * Reports a state of one step.
     *
     * @param what the step, in the user's words ({@code upload alp-rc}); the same text for each call of a step
     * @param done units done so far, usually bytes
     * @param total units in all; a step is over when {@code done >= total}, and was given up if this is 0
     */
    void report(String what, long done, long total);

    /**
     * Tells at once what a step has to wait for, where nobody would expect it.
     *
     * @param sentence without a full stop, and without the host's name
     */
    default void notice(String sentence) {}
}
