package mkrun.target;

/** The session was lost before the host answered what it was told to do: whether it did that is not known. */
public final class UnansweredException extends UnreachableException {
    private static final long serialVersionUID = 1L;

    private final String known;

    /** @param known what happened; how to go on is said behind it, for those who do no more */
    public UnansweredException(String known, Throwable cause) {
        super(known + ". Run again: what took effect is found, and the rest is done", cause);
        this.known = known;
    }

    /** What happened, without a word on how to go on: for whoever takes back what may have been done. */
    public String known() {
        return known;
    }
}
