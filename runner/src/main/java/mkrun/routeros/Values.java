package mkrun.routeros;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mkrun.routeros.ip.NormalAddress;

/**
 * Normal forms of values, so that what was asked for and what a router gives back can be compared: routers write {@code
 * yes} as {@code true}, {@code 1.2.3.4/32} as {@code 1.2.3.4}, {@code 90s} as {@code 00:01:30}, and so on.
 */
public final class Values {
    private static final long KIB = 1024;
    private static final long PAGE = 4 * KIB;

    private static final Pattern SIZE =
            Pattern.compile("(\\d{1,15}(?:\\.\\d{1,9})?) ?([kmgt]?)(?:ib|b)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern RATE =
            Pattern.compile("(\\d{1,15}(?:\\.\\d{1,9})?)([kmg]?)(?:bps)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern TIME = Pattern.compile(
            "(?:(\\d+)w)?(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m(?!s))?(?:(\\d+(?:\\.\\d+)?)s)?(?:(\\d+)ms)?(?:(\\d+)us)?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern CLOCK = Pattern.compile(
            "(?:(\\d+)w)?(?:(\\d+)d)?(\\d{1,5}):(\\d{1,2})(?::(\\d{1,2}(?:\\.\\d+)?))?", Pattern.CASE_INSENSITIVE);
    private static final Pattern HEX_DIGITS = Pattern.compile("[0-9A-F]{12}");
    private static final long[] MICROS = {
        604_800_000_000L, 86_400_000_000L, 3_600_000_000L, 60_000_000, 1_000_000, 1_000, 1
    };

    private Values() {}

    /** Whether two values of a field mean the same. */
    public static boolean same(FieldType type, String one, String other) {
        return type.base() == FieldType.Base.ANY
                ? AnyValue.same(one, other)
                : normal(type, one).equals(normal(type, other));
    }

    /** The normal form; values that are none of their type stay as they are. */
    public static String normal(FieldType type, String value) {
        if (type.many() == FieldType.Many.PAIR) {
            return parts(value.indexOf('/') < 0 ? value + "/" + value : value, part -> one(type, part));
        }
        if (!type.list()) {
            return one(type, value);
        }
        Stream<String> values = Stream.of(value.split(",")).map(v -> one(type, v.strip()));
        return switch (type.many()) {
            case SET -> set(type, value);
            case FLAGS, HALVES ->
                value.startsWith("!,")
                        ? "!," + normal(type, value.substring(2))
                        : joined(values.sorted().distinct());
            case GRANTS ->
                joined(values.filter(v -> !v.startsWith("!")).sorted().distinct());
            default -> joined(values);
        };
    }

    private static String set(FieldType type, String value) {
        if (type.negatable() && value.startsWith("!")) {
            return "!" + set(type, value.substring(1)); // the sign is that of the whole
        }
        return type.base() == FieldType.Base.RANGE
                ? NumberRanges.normal(value)
                : joined(Stream.of(value.split(","))
                        .map(v -> one(type, v.strip()))
                        .sorted()
                        .distinct());
    }

    private static String joined(Stream<String> values) {
        return values.collect(Collectors.joining(","));
    }

    private static String one(FieldType type, String value) {
        if (type.negatable() && value.startsWith("!")) {
            return "!" + one(type, value.substring(1));
        }
        return switch (type.base()) {
            case BOOL, SWITCH -> bool(value);
            case INT, ENUM -> {
                String number = number(value);
                yield type.numbers().getOrDefault(number, number);
            }
            case TIME -> time(value);
            case SIZE -> bytes(value).isPresent() ? Long.toString(bytes(value).getAsLong()) : value;
            case PAGES ->
                bytes(value).isPresent() ? Long.toString(pages(bytes(value).getAsLong())) : value;
            case KIB -> kibibytes(value);
            case MATCH, ENTRY -> match(value);
            case PORTS -> NumberRanges.normal(value);
            case RANGE -> value.replace(" ", "");
            case RATE -> bits(value);
            case DECIMAL -> decimal(value);
            case DATE -> ConsoleDate.canonical(value);
            case LIMIT -> RuleLimit.normal(value);
            case HOURS -> WeekHours.normal(value);
            case MAC -> parts(value, Values::mac);
            case PATH -> path(value);
            case IP, HOST -> NormalAddress.address(value).orElseGet(() -> name(type, value));
            case CIDR -> NormalAddress.network(value).orElseGet(() -> name(type, value));
            case PREFIX -> NormalAddress.prefix(value).orElseGet(() -> name(type, value));
            case STRING -> type.scopes().isEmpty() ? value : gateways(value);
            default -> value;
        };
    }

    private static String gateways(String value) {
        return joined(Stream.of(value.split(",")).map(String::strip).map(gateway -> NormalAddress.address(gateway)
                .orElse(gateway)));
    }

    /** Names of DNS are the same in small letters and capitals, those of rows are not. */
    private static String name(FieldType type, String value) {
        return type.menus().isEmpty() ? lower(value) : value;
    }

    private static String lower(String value) {
        return value.toLowerCase(Locale.ROOT);
    }

    private static String match(String value) {
        return value.startsWith("!")
                ? "!" + match(value.substring(1))
                : NormalAddress.match(value).orElseGet(() -> lower(value));
    }

    /** What stands between slashes, each by itself: one for upload, one for download. */
    static String parts(String value, UnaryOperator<String> normal) {
        return Stream.of(value.split("/", -1)).map(normal).collect(Collectors.joining("/"));
    }

    private static String decimal(String value) {
        return value.matches("\\d{1,15}(?:\\.\\d{1,9})?")
                ? new BigDecimal(value).stripTrailingZeros().toPlainString()
                : value;
    }

    static String time(String value) {
        OptionalLong micros = micros(value);
        return micros.isPresent() ? micros.getAsLong() + "us" : value;
    }

    static String bits(String value) {
        Matcher form = RATE.matcher(value.strip());
        if (!form.matches()) {
            return value;
        }
        int power = "kmg".indexOf(form.group(2).toLowerCase(Locale.ROOT)) + 1;
        BigDecimal unit = BigDecimal.TEN.pow(form.group(2).isEmpty() ? 0 : 3 * power);
        return new BigDecimal(form.group(1)).multiply(unit).toBigInteger().toString();
    }

    static String bool(String value) {
        return switch (value) {
            case "yes" -> "true";
            case "no" -> "false";
            default -> value;
        };
    }

    static String number(String value) {
        try {
            return Long.decode(value.replaceFirst("^0+(?=\\d)", "")).toString();
        } catch (NumberFormatException e) {
            return value;
        }
    }

    /** Six pairs of digits, however they were parted. */
    static String mac(String value) {
        String upper = value.toUpperCase(Locale.ROOT);
        if (HEX_DIGITS.matcher(upper).matches()) {
            return String.join(":", upper.split("(?<=\\G..)"));
        }
        return Stream.of(upper.split("[:.-]", -1))
                .map(pair -> pair.length() == 1 ? "0" + pair : pair)
                .collect(Collectors.joining(":"));
    }

    private static String path(String value) {
        String inner = value.startsWith("/") ? value.substring(1) : value;
        return inner.endsWith("/") ? inner.substring(0, inner.length() - 1) : inner;
    }

    /** Bytes rounded up to whole pages of memory. */
    public static long pages(long bytes) {
        return (bytes + PAGE - 1) / PAGE * PAGE;
    }

    static String kibibytes(String value) {
        OptionalLong bytes = value.matches("\\d+") ? OptionalLong.empty() : bytes(value);
        return bytes.isPresent() && bytes.getAsLong() % KIB == 0 ? Long.toString(bytes.getAsLong() / KIB) : value;
    }

    /** Bytes, given as such or with a unit of 1024: {@code 64M}, {@code 1924.1KiB}; empty if it is no size. */
    public static OptionalLong bytes(String value) {
        Matcher form = SIZE.matcher(value.strip());
        if (!form.matches()) {
            return OptionalLong.empty();
        }
        int power = "kmgt".indexOf(form.group(2).toLowerCase(Locale.ROOT)) + 1;
        long unit = form.group(2).isEmpty() ? 1 : 1L << (10 * power);
        BigDecimal bytes = new BigDecimal(form.group(1)).multiply(BigDecimal.valueOf(unit));
        return bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
                ? OptionalLong.empty()
                : OptionalLong.of(bytes.longValue());
    }

    /**
     * Milliseconds of {@code 1w2d03:04:05}, {@code 03:04} (of hours and minutes), {@code 1h30m}, {@code 500ms} or plain seconds;
     * empty if it is no time.
     */
    public static OptionalLong millis(String value) {
        OptionalLong micros = micros(value);
        return micros.isPresent() ? OptionalLong.of(micros.getAsLong() / 1000) : micros;
    }

    /** The same in microseconds. */
    static OptionalLong micros(String value) {
        if (value.matches("\\d{1,10}")) {
            return OptionalLong.of(Long.parseLong(value) * 1_000_000);
        }
        Matcher clock = CLOCK.matcher(value);
        if (clock.matches()) {
            return sum(clock);
        }
        OptionalLong sinceEpoch = EpochTime.seconds(value);
        if (sinceEpoch.isPresent()) {
            return OptionalLong.of(sinceEpoch.getAsLong() * 1_000_000);
        }
        Matcher units = TIME.matcher(value);
        return value.isEmpty() || value.length() > 40 || !units.matches() ? OptionalLong.empty() : sum(units);
    }

    private static OptionalLong sum(Matcher groups) {
        BigDecimal micros = BigDecimal.ZERO;
        for (int i = 1; i <= groups.groupCount(); i++) {
            if (groups.group(i) != null) {
                micros = micros.add(new BigDecimal(groups.group(i)).multiply(BigDecimal.valueOf(MICROS[i - 1])));
            }
        }
        return micros.precision() - micros.scale() > 18 ? OptionalLong.empty() : OptionalLong.of(micros.longValue());
    }
}
