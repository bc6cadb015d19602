package mkrun.lab.script;

import java.util.Arrays;
import java.util.stream.IntStream;

/** A place in the text of a script, and errors that name places: lines and columns count from 1, columns in bytes. */
final class Cursor {
    /** What {@link #peek} gives at the end of the text. */
    static final char END = '\uffff';

    private static final int DEEPEST = 64;

    private final String text;
    private final boolean continued;
    private final int[] lineEnds;
    private int at;
    private int depth;

    /**
     * @param continued whether a backslash at a line's end joins the next line to it
     */
    Cursor(String text, boolean continued) {
        this.text = text;
        this.continued = continued;
        this.lineEnds = IntStream.range(0, text.length())
                .filter(i -> text.charAt(i) == '\n')
                .toArray();
    }

    int at() {
        return at;
    }

    void to(int place) {
        at = place;
    }

    char peek() {
        return peek(0);
    }

    char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : END;
    }

    char next() {
        return text.charAt(at++);
    }

    boolean ended() {
        return at >= text.length();
    }

    boolean looking(String word) {
        return text.startsWith(word, at);
    }

    boolean take(String word) {
        boolean there = looking(word);
        at += there ? word.length() : 0;
        return there;
    }

    boolean take(char wanted) {
        return take(String.valueOf(wanted));
    }

    /** What is left of the text. */
    String rest() {
        return text.substring(at);
    }

    String from(int start) {
        return text.substring(start, at);
    }

    /** Skips blanks; a line's end is none, unless the line goes on in the next one. */
    boolean skipBlanks() {
        int start = at;
        while (peek() == ' ' || peek() == '\t' || peek() == '\r' || skipContinuation()) {
            at += peek() == ' ' || peek() == '\t' || peek() == '\r' ? 1 : 0;
        }
        return at > start;
    }

    /** Skips a backslash at the end of a line and the blanks that the next line begins with. */
    boolean skipContinuation() {
        int end = peek(1) == '\r' ? 2 : 1;
        if (!continued || peek() != '\\' || peek(end) != '\n') {
            return false;
        }
        at += end + 1;
        while (peek() == ' ' || peek() == '\t') {
            at++;
        }
        return true;
    }

    /** Takes letters, digits and those characters. */
    String word(String also) {
        int start = at;
        while (letterOrDigit(peek()) || also.indexOf(peek()) >= 0) {
            at++;
        }
        return from(start);
    }

    static boolean letterOrDigit(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    /** Whether a command cannot go on here: the line, a bracket or the statement ends. */
    boolean commandEnds() {
        return ended() || ";\n]})".indexOf(peek()) >= 0;
    }

    /** Whether a value cannot go on here. */
    boolean valueEnds() {
        return commandEnds() || peek() == ' ' || peek() == '\t' || peek() == '\r';
    }

    int line(int place) {
        int before = Arrays.binarySearch(lineEnds, place);
        return (before < 0 ? -before - 1 : before) + 1;
    }

    RouterError error(String message, int place) {
        int column = place - text.lastIndexOf('\n', place - 1);
        return RouterError.complete(Bytes.text(message) + " (line " + line(place) + " column " + column + ")");
    }

    RouterError error(String message) {
        return error(message, at);
    }

    /** Enters something that nests; deeper than any script goes is refused. */
    void enter() throws RouterError {
        if (++depth > DEEPEST) {
            throw error("syntax error");
        }
    }

    void leave() {
        depth--;
    }
}
