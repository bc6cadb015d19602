package mkrun.lab.script;

/** An error as the console of a router words it. */
public final class RouterError extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean located;
    private final String shown;

    private RouterError(String text, boolean located, String shown) {
        super(text, null, false, false); // words for a client; no stack trace is ever shown
        this.located = located;
        this.shown = shown;
    }

    /**
     * An error of a running command; newer versions add where it happened, as in
     * {@code failure: already have such address (/ip/address/add; line 1)}.
     *
     * @param text as the router words it, such as {@code failure: already have such address}
     */
    public static RouterError of(String text) {
        return new RouterError(text, false, text);
    }

    /** An error whose text is complete: it carries its place or never has one. */
    public static RouterError complete(String text) {
        return new RouterError(text, true, text);
    }

    /** The text. */
    public String text() {
        return String.valueOf(getMessage());
    }

    /** What {@code :parse} gives instead of the text. */
    String shown() {
        return shown;
    }

    RouterError shownAs(String parsed) {
        return new RouterError(text(), true, parsed);
    }

    /** Whether nothing may be added to the text. */
    public boolean located() {
        return located;
    }
}
