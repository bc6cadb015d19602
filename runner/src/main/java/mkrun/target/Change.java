package mkrun.target;

import java.util.List;

/**
 * One thing that would be written, as a value. A change describes itself; applying it is the target's job
 * ({@link Target#apply}), so a check run can print the same changes that a real run makes.
 */
public interface Change {
    /** One line that names the object and says what happens to it, secrets masked, e.g. {@code chmod /etc/motd: 0600 -> 0644}. */
    String summary();

    /**
     * The lines that {@code --diff} shows below the task, secrets masked: unified-diff lines of a file ({@code +}, {@code -},
     * space) or the literal RouterOS command. Never null; the summary alone by default.
     */
    default List<String> diff() {
        return List.of(summary());
    }

    /** Whether it may have come to nothing although the target said that it was made: it is refused in silence where it does not apply. */
    default boolean doubtful() {
        return false;
    }
}
