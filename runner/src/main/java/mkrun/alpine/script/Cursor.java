package mkrun.alpine.script;

/** A place in the text of a script, with the number of its line. */
final class Cursor {
    private final String text;
    private int at;
    private int line;

    /**
     * @param firstLine number of the text's first line, for messages
     */
    Cursor(String text, int firstLine) {
        this.text = text;
        this.line = firstLine;
    }

    int line() {
        return line;
    }

    boolean atEnd() {
        return at >= text.length();
    }

    /** The next character, NUL at the end: scripts hold none. */
    char peek() {
        return peek(0);
    }

    /** A character further on, NUL behind the end. */
    char peek(int offset) {
        return at + offset < text.length() ? text.charAt(at + offset) : '\0';
    }

    boolean sees(String next) {
        return text.startsWith(next, at);
    }

    /** Takes one character. */
    char take() {
        char c = text.charAt(at++);
        line += c == '\n' ? 1 : 0;
        return c;
    }

    /** Takes this text if it is the next. */
    boolean takeIf(String next) {
        boolean sees = sees(next);
        for (int i = 0; sees && i < next.length(); i++) {
            take();
        }
        return sees;
    }

    /** Takes the text up to a mark, and the mark. */
    String takeUntil(String mark) throws ScriptException {
        int end = text.indexOf(mark, at);
        if (end < 0) {
            throw error("no closing " + mark);
        }
        String taken = text.substring(at, end);
        takeIf(taken + mark);
        return taken;
    }

    /** Takes the rest of the line, and its end. */
    String takeLine() {
        int end = text.indexOf('\n', at);
        String taken = text.substring(at, end < 0 ? text.length() : end);
        takeIf(taken);
        takeIf("\n");
        return taken;
    }

    /** Where it is, for {@link #since}. */
    int mark() {
        return at;
    }

    /** The text from a mark to here. */
    String since(int mark) {
        return text.substring(mark, at);
    }

    ScriptException error(String message) {
        return new ScriptException(line, message);
    }
}
