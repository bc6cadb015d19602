package mkrun.routeros;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often a rule of a firewall matches: a count, the time it is for, what may come at once, and of what. A router gives
 * back {@code packet} where nobody said of what, and leaves out a time of one second. Source: the manual's page on common
 * matchers, and exports.
 */
public final class RateLimit {
    private static final Pattern FORM =
            Pattern.compile("(\\d{1,10}[kMG]?)(?:/([0-9][0-9a-z:.]*))?,(\\d{1,10}[kMG]?)(?::(packet|bit))?");
    private static final String SECOND = "1s";

    private RateLimit() {}

    /** As routers give it back; empty if it is none. */
    public static Optional<String> canonical(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        String time = Optional.ofNullable(form.group(2)).orElse(SECOND);
        if (Values.micros(time).isEmpty()) {
            return Optional.empty();
        }
        boolean second = Values.micros(time).equals(Values.micros(SECOND));
        String mode = Optional.ofNullable(form.group(4)).orElse("packet");
        return Optional.of(form.group(1) + (second ? "" : "/" + time) + "," + form.group(3) + ":" + mode);
    }
}
