package mkrun.alpine.script;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** POSIX's regular expressions (basic and extended), as far as they mean the same in Java. */
final class Regex {
    private static final Pattern BASIC =
            Pattern.compile("\\^?(?:[\\w :/#=@,.-]\\*?|SET\\*?|\\$$)*".replace("SET", set()));
    private static final Pattern EXTENDED = Pattern.compile(
            "\\^?(?:[\\w :/#=@,.-][*+?]?|SET[*+?]?|\\((?![*+?])|\\)[*+?]?|\\|(?![*+?])|\\$$)*".replace("SET", set()));
    private static final int STEPS = 2_000_000;
    private static final int MAX_LENGTH = 500;

    private final Pattern pattern;
    private final int line;

    private Regex(Pattern pattern, int line) {
        this.pattern = pattern;
        this.line = line;
    }

    private static String set() {
        return "\\[\\^?[\\w :/#=@,.*$+?-]+\\]";
    }

    /**
     * Reads an expression.
     *
     * @throws ScriptException if it is none, or may mean something else in Java
     */
    static Regex of(Program.Call call, String regex, boolean extended) throws ScriptException {
        if (regex.isEmpty()
                || regex.length() > MAX_LENGTH
                || !(extended ? EXTENDED : BASIC).matcher(regex).matches()) {
            throw call.unsupported("the pattern " + regex + " is not replayed");
        }
        try {
            return new Regex(Pattern.compile(regex), call.line());
        } catch (PatternSyntaxException e) {
            throw call.unsupported("the pattern " + regex + " is not replayed");
        }
    }

    /** Whether it matches somewhere in a text. */
    boolean find(String text) throws ScriptException {
        try {
            return matcher(text).find();
        } catch (Endless e) {
            throw endless();
        }
    }

    /** The text with the first match, or all, replaced. */
    String replace(String text, String replacement, boolean all) throws ScriptException {
        String plain = Matcher.quoteReplacement(replacement);
        try {
            return all ? matcher(text).replaceAll(plain) : matcher(text).replaceFirst(plain);
        } catch (Endless e) {
            throw endless();
        }
    }

    /** Whether it matches where there is nothing. */
    boolean matchesNothing() {
        return pattern.matcher("").find();
    }

    private Matcher matcher(String text) {
        return pattern.matcher(new Counted(text));
    }

    private ScriptException endless() {
        return new ScriptException(line, "the pattern " + pattern + " takes too many steps");
    }

    /** Thrown out of the middle of a match. */
    private static final class Endless extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Endless() {
            super(null, null, false, false);
        }
    }

    /** A text that can be looked at only so many times: Java's matcher goes back and forth without a bound of its own. */
    private static final class Counted implements CharSequence {
        private final String text;
        private int steps;

        Counted(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if (++steps > STEPS) {
                throw new Endless();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
