package mkrun.run;

/**
 * How a run is made.
 *
 * @param check nothing is written to any target or store; the changes that would be made are reported as such
 * @param forks how many hosts are worked on at the same time, at least 1
 * @param tags which tasks run
 * @param commitConfirm whether targets are to take back by themselves what may cut off the session and is not confirmed
 */
public record RunOptions(boolean check, int forks, TagFilter tags, boolean commitConfirm) {
    /** With everything that keeps sessions from being cut off. */
    public RunOptions(boolean check, int forks, TagFilter tags) {
        this(check, forks, tags, true);
    }

    public RunOptions {
        if (forks < 1) {
            throw new IllegalArgumentException("forks must be at least 1");
        }
    }
}
