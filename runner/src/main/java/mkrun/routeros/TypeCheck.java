package mkrun.routeros;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mkrun.routeros.FieldType.Family;
import mkrun.routeros.FieldType.Scope;
import mkrun.routeros.ip.AddressRange;
import mkrun.routeros.ip.ScopedAddress;

/**
 * Tells whether a value is of its field's type, as far as that is certain: whatever a router might take, or gives back,
 * passes, but for abbreviated words. Names of rows, paths and texts always pass, since only the router knows better.
 */
public final class TypeCheck {
    private static final String UNIT = "(?:w|d|h|m|s|ms|us|ns)";
    private static final Pattern TIME = Pattern.compile("(?i)(?:\\d+(?:\\.\\d+)?" + UNIT + ")+");
    private static final Pattern CLOCK =
            Pattern.compile("(?i)(?:\\d+w)?(?:\\d+d)?\\d+:\\d{1,2}(?::\\d{1,2}(?:\\.\\d+)?)?");
    private static final Pattern WHOLE = Pattern.compile("[-+]?(?:\\d{1,40}|0[xX][0-9A-Fa-f]{1,30})");
    private static final Pattern IPV4 = Pattern.compile("(?:\\d{1,3}\\.){1,3}\\d{1,3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");
    private static final Pattern NETWORK = Pattern.compile("([^/]+)(?:/(.+))?");
    private static final Pattern PORT_RANGE = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");
    private static final Pattern HEX_PAIRS =
            Pattern.compile("[0-9A-Fa-f]{1,2}(?:[:.-][0-9A-Fa-f]{1,2}){5}|[0-9A-Fa-f]{12}");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,40}");
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,15}(?:\\.\\d{1,9})?");
    private static final Pattern RATE = Pattern.compile("(?i)\\d{1,15}(?:\\.\\d{1,9})?[kmg]?(?:bps)?");
    private static final int LAST_PORT = 65535;
    private static final Set<FieldType.Base> NEVER_EMPTY =
            Set.of(FieldType.Base.BOOL, FieldType.Base.SWITCH, FieldType.Base.ENUM);

    private final FieldType type;

    private TypeCheck(FieldType type) {
        this.type = type;
    }

    /** Whether the value, in the console's words, can be one of the type; for lists, whether each item can. */
    public static boolean accepts(FieldType type, String value) {
        TypeCheck check = new TypeCheck(type);
        if (type.many() == FieldType.Many.PAIR) {
            String[] both = value.split("/", -1);
            return both.length <= 2 && Stream.of(both).allMatch(part -> check.item(part, type.negatable()));
        }
        if (!type.list()) {
            return check.item(value, type.negatable());
        }
        boolean each = type.many() != FieldType.Many.SET;
        String whole = type.negatable() ? value.replaceFirst(each ? "^!," : "^!", "") : value;
        return Stream.of(whole.split(",")).allMatch(item -> check.item(item.strip(), each && type.negatable()));
    }

    /** @param signed whether a {@code !} may stand in front */
    private boolean item(String value, boolean signed) {
        if (value.isEmpty()) {
            return type.list() || !NEVER_EMPTY.contains(type.base());
        }
        String positive = signed && value.startsWith("!") ? value.substring(1) : value;
        return type.words().contains(positive)
                || !type.menus().isEmpty()
                || formed(positive) && type.family().holds(positive);
    }

    private boolean formed(String value) {
        return switch (type.base()) {
            case STRING, REF, PATH, HOST, ANY -> true;
            case ENTRY -> type.family() != Family.V6 || AddressRange.of(value).isEmpty() || value.indexOf('-') < 0;
            case FORM -> value.matches(type.form());
            case BOOL, SWITCH -> List.of("yes", "no", "true", "false").contains(value);
            case ENUM -> type.numbers().containsKey(Values.number(value));
            case INT -> whole(value);
            case TIME -> time(value);
            case SIZE, PAGES, KIB ->
                Values.bytes(value).isPresent() || WHOLE.matcher(value).matches();
            case IP -> scoped(value);
            case CIDR, PREFIX -> network(value);
            case MATCH -> match(value.startsWith("!") ? value.substring(1) : value);
            case RANGE -> range(value);
            case RATE -> RATE.matcher(value).matches();
            case DECIMAL -> DECIMAL.matcher(value).matches() && within(new BigDecimal(value));
            case DATE -> ConsoleDate.of(value).isPresent();
            case LIMIT -> RuleLimit.formed(value.replace(" ", ""));
            case HOURS -> WeekHours.formed(value);
            case PORTS -> ports(value.startsWith("!") ? value.substring(1) : value);
            case MAC ->
                Stream.of(value.split("/", 2))
                        .allMatch(mac -> HEX_PAIRS.matcher(mac).matches());
        };
    }

    private boolean within(BigDecimal number) {
        return number.compareTo(BigDecimal.valueOf(type.min())) >= 0
                && number.compareTo(BigDecimal.valueOf(type.max())) <= 0;
    }

    private boolean whole(String value) {
        if (!WHOLE.matcher(value).matches()) {
            return false;
        }
        try {
            long number = Long.parseLong(Values.number(value));
            return number >= type.min() && number <= type.max();
        } catch (NumberFormatException beyondLong) {
            return type.max() == Long.MAX_VALUE;
        }
    }

    private static boolean time(String value) {
        return SECONDS.matcher(value).matches()
                || TIME.matcher(value).matches()
                || CLOCK.matcher(value).matches();
    }

    /** An address, with what the field takes behind it. */
    private boolean scoped(String value) {
        ScopedAddress parts = ScopedAddress.of(value);
        return address(parts.address())
                && parts.link()
                        .map(l -> !l.isEmpty() && type.scopes().contains(Scope.LINK))
                        .orElse(true)
                && parts.table()
                        .map(t -> !t.isEmpty() && type.scopes().contains(Scope.VRF))
                        .orElse(true);
    }

    private static boolean address(String value) {
        return IPV4.matcher(value).matches()
                ? Stream.of(value.split("\\.")).allMatch(part -> Integer.parseInt(part) <= 255)
                : IPV6.matcher(value).matches();
    }

    /** An address with or without the length of a prefix, or a mask. */
    private static boolean network(String value) {
        Matcher form = NETWORK.matcher(value);
        if (!form.matches()) {
            return false;
        }
        String length = form.group(2);
        return length == null
                ? address(form.group(1))
                : (address(form.group(1)) || form.group(1).matches("\\d{1,3}")) && prefixLength(length, form.group(1));
    }

    private static boolean prefixLength(String text, String address) {
        int longest = address.contains(":") ? 128 : 32;
        return text.matches("\\d{1,3}") ? Integer.parseInt(text) <= longest : address(text);
    }

    private static boolean match(String value) {
        int dash = value.indexOf('-');
        return dash > 0
                ? address(value.substring(0, dash)) && address(value.substring(dash + 1)) && ascending(value)
                : network(value);
    }

    private static boolean ascending(String range) {
        return AddressRange.of(range)
                .map(r -> r.first().number().compareTo(r.last().number()) <= 0)
                .orElse(true);
    }

    private boolean range(String value) {
        String[] ends = value.split("-", -1);
        return ends.length <= 2 && Stream.of(ends).allMatch(this::whole) && rising(ends);
    }

    /** Whether the first number is not the greater one; ends that are no plain numbers are not judged. */
    private static boolean rising(String... ends) {
        return !Stream.of(ends).allMatch(end -> end.matches("\\d{1,18}"))
                || Long.parseLong(ends[0]) <= Long.parseLong(ends[ends.length - 1]);
    }

    private static boolean ports(String value) {
        return Stream.of(value.split(","))
                .map(String::strip)
                .map(PORT_RANGE::matcher)
                .allMatch(TypeCheck::port);
    }

    private static boolean port(Matcher range) {
        return range.matches()
                && Integer.parseInt(range.group(1)) <= LAST_PORT
                && (range.group(2) == null
                        || Integer.parseInt(range.group(2)) <= LAST_PORT && rising(range.group(1), range.group(2)));
    }
}
