package mkrun.run;

/**
 * How a run is made.
 *
 * @param check nothing is written to any target or store; the changes that would be made are reported as such
 * @param forks how many hosts are worked on at the same time, at least 1
 * @param tags which tasks run
 */
public record RunOptions(boolean check, int forks, TagFilter tags) {
    public RunOptions {
        if (forks < 1) {
            throw new IllegalArgumentException("forks must be at least 1");
        }
    }
}
