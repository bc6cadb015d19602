package mkrun.lab.script;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What stands open at the end of a text that somebody is typing: brackets, quotes, the statement and the word that the
 * next key goes to. It knows no commands, so it can tell of texts that do not parse.
 */
final class OpenText {
    private static final String OPENING = "{[(";
    private static final String CLOSING = "}])";
    private static final char QUOTE = '"';
    private static final char OUTSIDE = 0;

    private final String text;
    private final Deque<Frame> open = new ArrayDeque<>();
    private int at;

    /** A bracket or quote, with where the last statement and the last word in it begin. */
    private static final class Frame {
        private final char bracket;
        private int statement;
        private int word;

        private Frame(char bracket, int start) {
            this.bracket = bracket;
            this.statement = start;
            this.word = start;
        }
    }

    private OpenText(String text) {
        this.text = text;
        open.push(new Frame(OUTSIDE, 0));
    }

    static OpenText of(String text) {
        OpenText read = new OpenText(text);
        while (read.at < text.length() && !read.open.isEmpty()) {
            read.character(text.charAt(read.at++));
        }
        return read;
    }

    /** How many braces; none once a bracket was closed that was not open. */
    int braces() {
        return (int) open.stream().filter(f -> f.bracket == '{').count();
    }

    /** Whether a word of a command can stand here: not within quotes or an expression. */
    boolean takesWords() {
        return !open.isEmpty() && open.element().bracket != QUOTE && open.element().bracket != '(';
    }

    /** The statement that is not ended, without the blanks before it; where {@link #takesWords}. */
    String statement() {
        return text.substring(open.element().statement).stripLeading();
    }

    /** The last word of it, empty behind a blank. */
    String word() {
        return text.substring(open.element().word);
    }

    private void character(char c) {
        if (open.element().bracket == QUOTE) {
            quoted(c);
        } else if (c == QUOTE || OPENING.indexOf(c) >= 0) {
            open.push(new Frame(c, at));
        } else if (CLOSING.indexOf(c) >= 0) {
            close(OPENING.charAt(CLOSING.indexOf(c)));
        } else if (c == ';' || c == '\n') {
            open.element().statement = at;
            open.element().word = at;
        } else if (c == ' ' || c == '\t') {
            open.element().word = at;
        } else if (c == '\\') {
            at++;
        } else if (c == '#' && statement().equals("#" + text.substring(at))) {
            at = text.indexOf('\n', at) < 0 ? text.length() : text.indexOf('\n', at);
        }
    }

    /** In quotes only commands and expressions open something: {@code "$[…]"}, {@code "$(…)"}. */
    private void quoted(char c) {
        if (c == '\\') {
            at++;
        } else if (c == QUOTE) {
            open.pop();
        } else if (c == '$' && at < text.length() && "[(".indexOf(text.charAt(at)) >= 0) {
            open.push(new Frame(text.charAt(at++), at));
        }
    }

    private void close(char bracket) {
        if (open.element().bracket == bracket) {
            open.pop();
        } else {
            open.clear();
        }
    }
}
