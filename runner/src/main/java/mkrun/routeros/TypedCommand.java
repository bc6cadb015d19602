package mkrun.routeros;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * One command line of the console, as somebody typed it.
 *
 * @param text for the wire: one line, without blanks and semicolons around it
 */
public record TypedCommand(String text) {
    private static final Pattern QUOTE = Pattern.compile("(?<!\\\\)(?:\\\\\\\\)*\"");

    /**
     * Takes what a router's console takes without a terminal: one line of bounded length.
     *
     * @throws IllegalArgumentException if it is anything else; the message can be shown to a user
     */
    public static TypedCommand of(String typed) {
        String text = typed.strip().replaceFirst("[\\s;]+\\z", "");
        long lines = text.lines().count();
        if (text.isEmpty()) {
            throw new IllegalArgumentException("the command is empty: give one, such as /system/resource/print");
        }
        if (text.startsWith("#")) {
            throw new IllegalArgumentException(
                    "the command is a comment: a router does nothing from a '#' to the end of the line");
        }
        if (lines > 1) {
            throw new IllegalArgumentException("the command has " + lines + " lines: a router takes one. Join them with"
                    + " ';', or upload a script and run it with /import");
        }
        if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\t')) {
            throw new IllegalArgumentException("the command has a control character in it: write it as RouterOS does,"
                    + " such as \"\\1B\" for escape");
        }
        if (QUOTE.matcher(text).results().count() % 2 != 0) {
            throw new IllegalArgumentException(
                    "a quote in the command is not closed (within quotes, write \\\" for one)");
        }
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > Batch.MOST_BYTES) {
            throw new IllegalArgumentException("the command has " + bytes + " bytes: at most " + Batch.MOST_BYTES
                    + " go to a router in one line. Upload a script and run it with /import");
        }
        return new TypedCommand(text);
    }
}
