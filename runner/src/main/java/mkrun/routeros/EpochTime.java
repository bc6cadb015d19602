package mkrun.routeros;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Spans of time as {@code :serialize to=json} writes them from one day on: as the date that they end on if they begin with the
 * Unix epoch, {@code 1970-01-02 00:00:00} for a day. Measured on 7.24 by the authors of tik4net.
 */
final class EpochTime {
    private static final Pattern DATE = Pattern.compile("(\\d{4})-(\\d\\d)-(\\d\\d) (\\d\\d:\\d\\d:\\d\\d)");
    /** No router's clock has shown an earlier year since it was set; a span of decades is none that anybody sets. */
    private static final int FIRST_YEAR_OF_CLOCKS = 2000;

    private EpochTime() {}

    /** The seconds of such a span; empty if the text is none. */
    static OptionalLong seconds(String text) {
        Matcher date = DATE.matcher(text);
        if (!date.matches() || Integer.parseInt(date.group(1)) >= FIRST_YEAR_OF_CLOCKS) {
            return OptionalLong.empty();
        }
        try {
            long seconds = LocalDateTime.parse(text.replace(' ', 'T')).toEpochSecond(ZoneOffset.UTC);
            return seconds < 0 ? OptionalLong.empty() : OptionalLong.of(seconds);
        } catch (DateTimeException noDate) {
            return OptionalLong.empty();
        }
    }

    /** The span in seconds, as the console takes it; any other text as it is. */
    static String span(String text) {
        if (text.length() != 19 || text.charAt(4) != '-') {
            return text; // asked for each value of each row
        }
        OptionalLong seconds = seconds(text);
        return seconds.isPresent() ? seconds.getAsLong() + "s" : text;
    }
}
