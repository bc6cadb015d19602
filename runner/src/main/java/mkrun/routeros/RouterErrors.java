package mkrun.routeros;

import java.util.regex.Pattern;

/** Recognises the console's error texts, which come on standard output with exit status 0. */
public final class RouterErrors {
    private static final Pattern ERROR = Pattern.compile(
            "(?i)^(failure: |expected |syntax error|bad command name |bad parameter |not enough permissions"
                    + "|script error: |no such (item|command)|invalid value|invalid internal item number"
                    + "|input does not match any value of |ambiguous value of |value of .* out of range"
                    + "|missing (value|closing|=)|unknown parameter |interrupted|action timed out"
                    + "|error - contact MikroTik support|this command requires user input"
                    + "|(terminal )?not prompting|could not ).*");

    private RouterErrors() {}

    /** Whether a line of a command's output is one of the console's errors. */
    public static boolean looksLikeError(String line) {
        return ERROR.matcher(line.strip()).matches();
    }

    /** What to put behind a message of ours: the router's words in quotes, shortened; nothing if it said nothing. */
    static String said(String output) {
        String words = output.strip();
        String shown = words.length() > 300 ? words.substring(0, 300) + " ..." : words;
        return words.isEmpty() ? "" : "; it said: " + shown;
    }
}
