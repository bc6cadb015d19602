package mkrun.target;

import org.jspecify.annotations.Nullable;

/** The host cannot be talked to (connection, host key, log-in, lost session): the run goes on without it. */
public class UnreachableException extends TargetException {
    private static final long serialVersionUID = 1L;

    public UnreachableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
