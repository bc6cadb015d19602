package mkrun.lab.script;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mkrun.routeros.Quote;

/**
 * A command of an export. Long ones go on in the next line, behind a backslash and four blanks: between arguments, behind
 * an equals sign, and within texts that no line could hold or that have lines of their own.
 */
final class ExportLine {
    /** Columns before the backslash. */
    private static final int WIDTH = 78;

    /** Columns for whole words: room is kept for a blank, too. */
    private static final int WHOLE = WIDTH - 1;

    /** What stands before the name of an argument that nobody gave a value. */
    static final String UNSET = "!";

    private static final String INDENT = "    ";
    private static final String LINE_END = "\\n";
    private static final Pattern BARE = Pattern.compile("!?[A-Za-z0-9._:,/@+*%-]+");
    private static final Pattern CHARACTER = Pattern.compile("\\\\[0-9A-F]{2}|\\\\.|.");

    private final StringBuilder out;
    private int column;

    private ExportLine(String verb) {
        this.out = new StringBuilder(verb);
        this.column = verb.length();
    }

    /**
     * The command in one line, however long.
     *
     * @param arguments by name; names alone have no value
     */
    static String terse(String verb, Map<String, Optional<String>> arguments) {
        StringBuilder line = new StringBuilder(verb);
        arguments.forEach((name, value) -> line.append(' ')
                .append(name)
                .append(value.map(v -> "=" + quoted(v)).orElse("")));
        return line.append(Listing.END).toString();
    }

    /** The command in lines of a terminal's width. */
    static String wrapped(String verb, Map<String, Optional<String>> arguments) {
        ExportLine line = new ExportLine(verb);
        arguments.forEach((name, value) -> {
            if (value.isPresent()) {
                line.argument(name + "=", quoted(value.get()));
            } else {
                line.name(name);
            }
        });
        return line.out.append(Listing.END).toString();
    }

    /** Bare where it has nothing that means something to the console. */
    static String quoted(String value) {
        return BARE.matcher(value).matches() ? value : Quote.string(value);
    }

    /** Names alone need no room for a blank behind them, as values do. */
    private void name(String name) {
        put(" ");
        if (column + name.length() > WIDTH) {
            next();
        }
        put(name);
    }

    private void argument(String head, String text) {
        boolean lines = text.contains(LINE_END);
        if (!lines && column + 1 + head.length() + text.length() <= WHOLE) {
            put(" " + head + text);
        } else if (!lines && INDENT.length() + text.length() <= WHOLE) {
            moved(head, text);
        } else {
            begin(head, 2);
            broken(text.startsWith("\"") ? text : '"' + text + '"');
        }
    }

    /** A text that has room in a line of its own. */
    private void moved(String head, String text) {
        if (begin(head, 0) && column + text.length() <= WHOLE) {
            put(text);
            return;
        }
        next();
        put(text);
    }

    /** Writes the name; in a new line, if there is no room for it and so many columns more. */
    private boolean begin(String head, int more) {
        put(" ");
        boolean anew = column + head.length() + more > WIDTH;
        if (anew) {
            next();
        }
        put(head);
        return anew;
    }

    private void broken(String text) {
        boolean fresh = false;
        for (Matcher unit = CHARACTER.matcher(text); unit.find(); ) {
            String character = unit.group();
            if (character.equals(LINE_END) || column + character.length() > WIDTH) {
                next();
                fresh = true;
            }
            put(fresh && character.equals(" ") ? "\\_" : character);
            fresh = false;
        }
    }

    private void next() {
        out.append('\\').append(Listing.END).append(INDENT);
        column = INDENT.length();
    }

    private void put(String text) {
        out.append(text);
        column += text.length();
    }
}
