package mkrun.alpine;

/** The wanted packages cannot be installed together; the message says which and why, in the manner of apk. */
public final class UnsatisfiableException extends AlpineException {
    private static final long serialVersionUID = 1L;

    public UnsatisfiableException(String message) {
        super(message);
    }
}
