package mkrun.lab.script;

/** An error as the console of a router words it. */
public final class RouterError extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean located;
    private final String shown;
    private final String bare;

    private RouterError(String text, boolean located, String shown, String bare) {
        super(text, null, false, false); // words for a client; no stack trace is ever shown
        this.located = located;
        this.shown = shown;
        this.bare = bare;
    }

    /**
     * An error of a running command; newer versions add where it happened, as in
     * {@code failure: already have such address (/ip/address/add; line 1)}.
     *
     * @param text as the router words it, such as {@code failure: already have such address}
     */
    public static RouterError of(String text) {
        return new RouterError(text, false, text, text);
    }

    /** An error whose text is complete: it carries its place or never has one. */
    public static RouterError complete(String text) {
        return new RouterError(text, true, text, text);
    }

    /** An error whose place in the script the console names by words of its own. */
    static RouterError placed(String text, String place) {
        return new RouterError(text + place, true, text + place, text);
    }

    /** The text. */
    public String text() {
        return String.valueOf(getMessage());
    }

    /** The text without the place in a script, as whoever sent no script gets it. */
    String bare() {
        return bare;
    }

    /** What {@code :parse} gives instead of the text. */
    String shown() {
        return shown;
    }

    RouterError shownAs(String parsed) {
        return new RouterError(text(), true, parsed, bare);
    }

    /** Whether nothing may be added to the text. */
    public boolean located() {
        return located;
    }
}
