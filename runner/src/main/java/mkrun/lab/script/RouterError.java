package mkrun.lab.script;

/** An error as the console of a router words it. */
public final class RouterError extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean located;

    private RouterError(String text, boolean located) {
        super(text);
        this.located = located;
    }

    /**
     * An error of a running command; newer versions add where it happened, as in
     * {@code failure: already have such address (/ip/address/add; line 1)}.
     *
     * @param text as the router words it, such as {@code failure: already have such address}
     */
    public static RouterError of(String text) {
        return new RouterError(text, false);
    }

    /** An error whose text is complete: it carries its place or never has one. */
    public static RouterError complete(String text) {
        return new RouterError(text, true);
    }

    /** The text. */
    public String text() {
        return String.valueOf(getMessage());
    }

    /** Whether nothing may be added to the text. */
    public boolean located() {
        return located;
    }
}
