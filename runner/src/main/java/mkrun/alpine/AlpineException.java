package mkrun.alpine;

import org.jspecify.annotations.Nullable;

/**
 * Something about Alpine packages that cannot go on: a repository that does not answer, a damaged file, a wish that
 * cannot be met. The message is for the user and names the file, package or dependency.
 */
public class AlpineException extends Exception {
    private static final long serialVersionUID = 1L;

    public AlpineException(String message) {
        super(message);
    }

    public AlpineException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
