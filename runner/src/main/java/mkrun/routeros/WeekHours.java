package mkrun.routeros;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Hours of certain days, as rules and queues have them: {@code 8h-17h,mon,tue}. Routers write days from Sunday on, and the whole day
 * as {@code 0s-1d} (exports of routers).
 */
final class WeekHours {
    /** In the order in which routers write them. */
    private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");

    private static final Pattern FORM = Pattern.compile("([^,-]+)-([^,-]+)((?:,[a-z]{3})*)");

    private WeekHours() {}

    /** Whether the text has that form, with or without days. */
    static boolean formed(String text) {
        Matcher form = FORM.matcher(text.replace(" ", ""));
        return form.matches()
                && Values.micros(form.group(1)).isPresent()
                && Values.micros(form.group(2)).isPresent()
                && DAYS.containsAll(days(form).toList());
    }

    private static Stream<String> days(Matcher form) {
        return Stream.of(form.group(3).split(",")).filter(day -> !day.isEmpty());
    }

    /** The same with times in microseconds and days in the router's order; any other text as it is. */
    static String normal(String text) {
        return written(text, Values::time);
    }

    /** The same in a form that all routers take. */
    static String sent(String text) {
        return written(text, SentForm::time);
    }

    private static String written(String text, UnaryOperator<String> time) {
        if (!formed(text)) {
            return text;
        }
        Matcher form = FORM.matcher(text.replace(" ", ""));
        form.matches();
        List<String> named = days(form).toList();
        String days =
                DAYS.stream().filter(named::contains).map(day -> "," + day).collect(Collectors.joining());
        return time.apply(form.group(1)) + "-" + time.apply(form.group(2)) + days;
    }
}
