package mkrun.lab.script;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What rules of firewalls say in several parts, in the form in which exports of routers have it: {@code limit=1,5:packet}, {@code
 * dst-limit=1,5,dst-address/1m40s}, {@code time=0s-1d,sun,mon,tue,wed,thu,fri,sat}. Parts that no export lacks must be there.
 */
final class RuleForms {
    private static final String COUNT = "(\\d{1,9}[kMG]?)(?:/([0-9a-z:]+))?,(\\d{1,9}[kMG]?)";
    private static final Pattern LIMIT = Pattern.compile(COUNT + "(?::(packet|bit))?");
    private static final Pattern DST_LIMIT = Pattern.compile(
            COUNT + ",(src-address|dst-address|src-and-dst-addresses|dst-address-and-port|addresses-and-dst-port)"
                    + "(?:/([0-9a-z:]+))?");
    private static final Pattern HOURS = Pattern.compile("([0-9a-z:]+)-([0-9a-z:]+),([a-z,]+)");
    private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");
    private static final long DAY = 86400 * Times.SECOND;

    private RuleForms() {}

    /** How often a rule matches, in all or for each address; empty if it is not well formed. */
    static Optional<String> limit(String field, String text) {
        Matcher limit = LIMIT.matcher(text);
        if (field.equals("limit")) {
            return limit.matches()
                    ? rate(limit)
                            .map(r -> r + ":"
                                    + Optional.ofNullable(limit.group(4)).orElse("packet"))
                    : Optional.empty();
        }
        Matcher each = DST_LIMIT.matcher(text);
        if (!each.matches()) {
            return Optional.empty();
        }
        Optional<String> rate = rate(each).map(r -> r + "," + each.group(4));
        return each.group(5) == null
                ? rate
                : rate.flatMap(r -> span(each.group(5)).map(expire -> r + "/" + expire));
    }

    /** A time of one second is left out. */
    private static Optional<String> rate(Matcher form) {
        return span(form.group(2) == null ? "1s" : form.group(2))
                .map(per -> form.group(1) + (per.equals("1s") ? "" : "/" + per) + "," + form.group(3));
    }

    private static Optional<String> span(String text) {
        OptionalLong nanos = Times.parse(text.matches("\\d{1,9}") ? text + "s" : text);
        return nanos.isPresent() && nanos.getAsLong() > 0
                ? Optional.of(Times.words(nanos.getAsLong()))
                : Optional.empty();
    }

    /** Hours within a day, on certain days of the week; empty if it is not well formed. */
    static Optional<String> hours(String text) {
        Matcher form = HOURS.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        List<String> days = List.of(form.group(3).split(",", -1));
        OptionalLong from = Times.parse(form.group(1));
        OptionalLong to = Times.parse(form.group(2));
        boolean good =
                DAYS.containsAll(days) && Stream.of(from, to).allMatch(t -> t.isPresent() && t.getAsLong() <= DAY);
        return good
                ? Optional.of(Times.words(from.getAsLong()) + "-" + Times.words(to.getAsLong()) + ","
                        + DAYS.stream().filter(days::contains).collect(Collectors.joining(",")))
                : Optional.empty();
    }
}
