package mkrun.lab.script;

/** An error as the console of a router words it. */
public final class RouterError extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean located;
    private final String shown;
    private final String bare;
    private final String place;

    private RouterError(String text, boolean located, String shown, String bare, String place) {
        super(text, null, false, false); // words for a client; no stack trace is ever shown
        this.located = located;
        this.shown = shown;
        this.bare = bare;
        this.place = place;
    }

    /**
     * An error of a running command; newer versions add where it happened, as in
     * {@code failure: already have such address (/ip/address/add; line 1)}.
     *
     * @param text as the router words it, such as {@code failure: already have such address}
     */
    public static RouterError of(String text) {
        return new RouterError(text, false, text, text, "");
    }

    /** An error whose text is complete: it carries its place or never has one. */
    public static RouterError complete(String text) {
        return new RouterError(text, true, text, text, "");
    }

    /**
     * An error whose place the console names by words of its own, as in {@code input does not match any value of interface
     * (/ip/address/add (interface); line 1)}.
     *
     * @param place such as {@code /ip/address/add (interface)}
     */
    public static RouterError placed(String text, String place) {
        return new RouterError(whole(text, place, 1), true, whole(text, place, 1), text, place);
    }

    private static String whole(String text, String place, int line) {
        return text + " (" + place + "; line " + line + ")";
    }

    /** The same on another line of its script, where the text names one; its place is told for good. */
    RouterError atLine(int line) {
        return complete(place.isEmpty() ? text() : whole(bare, place, line));
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
        return new RouterError(text(), true, parsed, bare, place);
    }

    /** Whether nothing may be added to the text. */
    public boolean located() {
        return located;
    }
}
