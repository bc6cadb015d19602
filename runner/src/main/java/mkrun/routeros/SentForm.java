package mkrun.routeros;

import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mkrun.routeros.ip.NormalAddress;

/**
 * Values as they are sent. {@link TypeCheck} lets through whatever some router might take; what only some may take is sent in
 * a form that all do: a network with its length and without host part, truth as {@code yes} and {@code no}, hardware addresses
 * with colons, no fractions. Sizes go in bytes, since routers take an {@code M} for a million in some fields at least. All else
 * goes as it was written, so that the command is what its author expects.
 */
public final class SentForm {
    private static final Pattern PLAIN_RATE = Pattern.compile("\\d{1,12}[kMG]?");
    private static final Pattern PLAIN_TIME = Pattern.compile(
            "\\d{1,9}|(?:\\d+w)?(?:\\d+d)?(?:\\d+h)?(?:\\d+m)?(?:\\d+s)?(?:\\d+ms)?|(?:\\d+w)?(?:\\d+d)?\\d+:\\d\\d:\\d\\d");

    private SentForm() {}

    /**
     * The form in which a value is sent.
     *
     * @param value canonical, and one that the type takes
     */
    public static String of(FieldType type, String value) {
        if (type.many() == FieldType.Many.PAIR && !value.isEmpty()) {
            return Values.parts(value.indexOf('/') < 0 ? value + "/" + value : value, part -> item(type, part));
        }
        return type.list()
                ? Stream.of(value.split(","))
                        .map(item -> item(type, item.strip()))
                        .collect(Collectors.joining(","))
                : item(type, value);
    }

    private static String item(FieldType type, String value) {
        if (value.isEmpty() || type.words().contains(value)) {
            return value;
        }
        boolean negated = type.negatable() && value.startsWith("!");
        return negated ? "!" + positive(type, value.substring(1)) : positive(type, value);
    }

    private static String positive(FieldType type, String value) {
        return switch (type.base()) {
            case BOOL, SWITCH -> Values.bool(value).equals("true") ? "yes" : "no";
            case PREFIX -> NormalAddress.prefix(value).orElse(value);
            case CIDR -> value.contains("/") ? NormalAddress.network(value).orElse(value) : value;
            case MATCH, ENTRY -> match(value);
            case MAC -> Values.parts(value, Values::mac);
            case PORTS -> value.replace(" ", "");
            case SIZE, PAGES -> size(value);
            case KIB -> Values.kibibytes(value);
            case RATE -> rate(value);
            case TIME -> time(value);
            case DATE -> ConsoleDate.canonical(value);
            case LIMIT -> RuleLimit.sent(value);
            case ENUM -> type.numbers().getOrDefault(Values.number(value), value);
            case HOURS -> WeekHours.sent(value);
            default -> value;
        };
    }

    private static String match(String value) {
        if (value.startsWith("!")) {
            return "!" + match(value.substring(1));
        }
        return value.contains("/") ? NormalAddress.match(value).orElse(value) : value;
    }

    private static String size(String value) {
        OptionalLong bytes = Values.bytes(value);
        return bytes.isPresent() ? Long.toString(bytes.getAsLong()) : value;
    }

    private static String rate(String value) {
        return PLAIN_RATE.matcher(value).matches() ? value : Values.bits(value);
    }

    /** A span of time in words, or with hours, minutes and seconds. */
    static String time(String value) {
        OptionalLong millis = PLAIN_TIME.matcher(value).matches() ? OptionalLong.empty() : Values.millis(value);
        return millis.isPresent() ? millis.getAsLong() / 1000 + "s" + fraction(millis.getAsLong() % 1000) : value;
    }

    private static String fraction(long millis) {
        return millis == 0 ? "" : millis + "ms";
    }
}
