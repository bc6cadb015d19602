package mkrun.routeros;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mkrun.routeros.ip.ScopedAddress;

/**
 * What values a field takes.
 *
 * @param base the kind of one value
 * @param many how many values there may be
 * @param negatable whether a {@code !} in front turns its meaning round
 * @param words what may stand there beside such values, or, for {@link Base#ENUM}, nothing but these
 * @param numbers words by their numbers: such a number and its word mean the same
 * @param menus menus whose row names may stand there, or, for {@link Base#REF}, nothing but these and the words
 * @param min the least number of an {@link Base#INT}, {@link Base#RANGE} or {@link Base#DECIMAL}
 * @param max the greatest number
 * @param form the regular expression of a {@link Base#FORM}; empty for others
 * @param family which addresses, of those that are or hold some
 * @param scopes what may stand behind an address
 */
public record FieldType(
        Base base,
        Many many,
        boolean negatable,
        List<String> words,
        Map<String, String> numbers,
        List<String> menus,
        long min,
        long max,
        String form,
        Family family,
        Set<Scope> scopes) {
    /** What says behind an address where it is looked for. */
    public enum Scope {
        /** {@code %} and an interface. */
        LINK,
        /** {@code @} and a VRF. */
        VRF
    }

    /** Addresses of which version of the Internet Protocol there may be. */
    public enum Family {
        /** Both. */
        ANY,
        /** IPv4 only. */
        V4,
        /** IPv6 only. */
        V6;

        /** Whether a literal, be it of an address, a network or a range, is of it; names are of both. */
        public boolean holds(String literal) {
            boolean six = literal.indexOf(':') != literal.lastIndexOf(':');
            return this == ANY || six == (this == V6) || !six && !literal.matches("!?[0-9./-]+");
        }
    }

    /** How many values a field takes. */
    public enum Many {
        /** One. */
        ONE,
        /** Any number, in an order that means something, such as servers that are asked one after the other. */
        LIST,
        /** Any number, in any order; a {@code !} in front turns round the meaning of all, where there may be one. */
        SET,
        /** Any number, in any order, each with or without a {@code !} of its own, as in {@code syn,!ack}. */
        FLAGS,
        /**
         * As {@link #FLAGS}, but {@code set} replaces only those halves, the ones with a {@code !} and the ones without, of which it
         * names any; nothing but a new row takes away all of a half. Measured on 7.24 by the authors of tik4net.
         */
        HALVES,
        /** Two with a slash between, such as one for upload and one for download; where one stands alone, it is meant for both. */
        PAIR,
        /**
         * Any number, in any order, of what is granted. A new row denies all that it does not name, {@code set} takes away only
         * what has a {@code !} in front: so MikroTik's command reference says of groups' policies.
         */
        GRANTS
    }

    /** Kinds of value. */
    public enum Base {
        /** Any text; where it may name an interface or VRF of an address, gateways with commas between. */
        STRING,
        /** A text that a regular expression tells from others, such as {@code 2,1}; or one of the words. */
        FORM,
        /** {@code yes} or {@code no}; read back as {@code true} or {@code false}. */
        BOOL,
        /**
         * There or not: a word without a value, {@code blackhole}, and {@code !blackhole} to take it away; routers refuse a value
         * (7.22.1 and 7.23 were seen to) and give back an empty one. The command reference of MikroTik has it as "switch".
         */
        SWITCH,
        /** A whole number, or one of the words. */
        INT,
        /** A span of time: {@code 1d2h3m4s}, {@code 00:10:00}, seconds; or one of the words. */
        TIME,
        /** Bytes, also with {@code k}, {@code M}, {@code KiB} … behind; or one of the words. */
        SIZE,
        /** The same, of memory: routers round it up to whole pages of 4 KiB (MikroTik's command reference). */
        PAGES,
        /** Units of 1024 bytes as a plain number, or a size with its own unit behind; or one of the words. */
        KIB,
        /** One of the words. */
        ENUM,
        /** The name of a row of another menu, or one of the words. */
        REF,
        /** An IPv4 or IPv6 address. */
        IP,
        /** An address with prefix length and host part kept, as interfaces have. */
        CIDR,
        /** A network with prefix length. */
        PREFIX,
        /** What firewall rules match: {@code [!]} address, network or range. */
        MATCH,
        /** {@code [!]} port numbers and ranges with commas. */
        PORTS,
        /** Numbers and ranges of them: {@code 1,5-7}. */
        RANGE,
        /** A MAC address. */
        MAC,
        /** An address or a name that DNS knows. */
        HOST,
        /** What address lists hold: address, network, range (of IPv4 only), or a name that DNS knows. */
        ENTRY,
        /** Bits a second, with {@code k}, {@code M}, {@code G} for powers of 1000. */
        RATE,
        /** A number that may have a fraction. */
        DECIMAL,
        /** A day. See {@link ConsoleDate}. */
        DATE,
        /** How often a rule matches. See {@link RuleLimit}. */
        LIMIT,
        /** Hours of certain days. See {@link WeekHours}. */
        HOURS,
        /** A path in the router's files, the same with and without leading slash. */
        PATH,
        /** Nobody knows: of a field in a menu that mkrun has no table of. See {@link AnyValue}. */
        ANY
    }

    private static final String INTERFACES = "/interface";
    private static final Pattern LINKS = Pattern.compile(INTERFACES + "/(?!list$)[^/]+");
    private static final Set<String> TABLES = Set.of("/ip/vrf", "/routing/table");

    /** Any text. */
    public static final FieldType STRING = unbounded(Base.STRING);

    /** Whatever it is. */
    static final FieldType ANY = unbounded(Base.ANY);

    private static FieldType unbounded(Base base) {
        return new FieldType(
                base,
                Many.ONE,
                false,
                List.of(),
                Map.of(),
                List.of(),
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                "",
                Family.ANY,
                Set.of());
    }

    public FieldType {
        words = List.copyOf(words);
        numbers = Map.copyOf(numbers);
        menus = List.copyOf(menus);
        scopes = Set.copyOf(scopes);
    }

    /** Whether each of several values may have a {@code !} of its own, all but what is granted. */
    public boolean flags() {
        return many == Many.FLAGS || many == Many.HALVES;
    }

    /** A value as {@code set} must name it to put it in the place of another: what was granted is denied by its name. */
    public String replacing(String seen, String wanted) {
        if (many != Many.GRANTS) {
            return wanted;
        }
        List<String> kept = List.of(Values.normal(this, wanted).split(","));
        String denied = Stream.of(Values.normal(this, seen).split(","))
                .filter(grant -> !grant.isEmpty() && !kept.contains(grant))
                .filter(grant -> !List.of(wanted.split(",")).contains("!" + grant))
                .map(grant -> "!" + grant)
                .collect(Collectors.joining(","));
        return Stream.of(wanted, denied).filter(part -> !part.isEmpty()).collect(Collectors.joining(","));
    }

    /** Whether setting a value leaves something of the one that is there, so that it is not the one that was set. */
    public boolean keeps(String seen, String wanted) {
        return many == Many.HALVES && (keeps(seen, wanted, false) || keeps(seen, wanted, true));
    }

    private static boolean keeps(String seen, String wanted, boolean turned) {
        return has(seen, turned) && !has(wanted, turned);
    }

    private static boolean has(String value, boolean turned) {
        return Stream.of(value.split(","))
                .filter(flag -> !flag.isEmpty() && !flag.equals("!"))
                .anyMatch(flag -> flag.startsWith("!") == turned);
    }

    /** The type of each of its values. */
    public FieldType each() {
        return new FieldType(base, Many.ONE, negatable, words, numbers, menus, min, max, form, family, scopes);
    }

    /** Whether values name rows of a menu; those of the menus right below {@code /interface} are interfaces, too. */
    public boolean leads(String menu) {
        boolean link = menu.equals(INTERFACES) || LINKS.matcher(menu).matches();
        return menus.contains(menu)
                || link && (menus.contains(INTERFACES) || scopes.contains(Scope.LINK))
                || TABLES.contains(menu) && scopes.contains(Scope.VRF);
    }

    /** Whether a value names a row, among others or by excluding it. */
    public boolean names(String value, String row) {
        return Stream.of(value.split(","))
                .map(item -> item.startsWith("!") ? item.substring(1) : item)
                .anyMatch(item -> item.equals(row)
                        || !scopes.isEmpty() && ScopedAddress.of(item).names(row));
    }

    /** Whether several values may stand there, with commas between them. */
    public boolean list() {
        return many != Many.ONE && many != Many.PAIR;
    }

    private static final Pattern FORM = Pattern.compile("([a-z]+)(!?)(?:\\((.*)\\))?");
    private static final Pattern NUMBERED = Pattern.compile("([A-Za-z0-9-]+)=(\\d+)");
    private static final Pattern SPAN = Pattern.compile("(\\d+)\\.\\.(\\d+)");

    /**
     * Reads the form used in our menu files: {@code int(1..4094)}, {@code ref!(/interface|all-vlan)}, {@code bool}.
     * Words that begin with a slash are menus; {@code none=0} is a word and its number, {@code ip(v4)} an address of IPv4.
     * What stands behind {@code form} is a regular expression; {@code link} and {@code vrf} are {@link Scope}s.
     *
     * @throws IllegalArgumentException if the text is no type
     */
    static FieldType parse(String text, Many many) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("not a type: " + text);
        }
        Base base = Base.valueOf(form.group(1).toUpperCase(Locale.ROOT));
        String inner = Optional.ofNullable(form.group(3)).orElse("");
        String expression = base == Base.FORM ? Pattern.compile(inner).pattern() : "";
        List<String> words =
                new ArrayList<>(inner.isEmpty() || base == Base.FORM ? List.of() : List.of(inner.split("\\|")));
        Family family = words.remove("v4") ? Family.V4 : words.remove("v6") ? Family.V6 : Family.ANY;
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (Scope scope : Scope.values()) {
            if (words.remove(scope.name().toLowerCase(Locale.ROOT))) {
                scopes.add(scope);
            }
        }
        long min = Long.MIN_VALUE;
        long max = Long.MAX_VALUE;
        Matcher span = SPAN.matcher(words.isEmpty() ? "" : words.get(0));
        if (span.matches()) {
            words.remove(0);
            min = Long.parseLong(span.group(1));
            max = Long.parseLong(span.group(2));
        }
        Map<String, String> numbers = new HashMap<>();
        for (int i = 0; i < words.size(); i++) {
            Matcher numbered = NUMBERED.matcher(words.get(i));
            if (numbered.matches()) {
                words.set(i, numbered.group(1));
                numbers.put(numbered.group(2), numbered.group(1));
            }
        }
        Map<Boolean, List<String>> paths = words.stream().collect(Collectors.partitioningBy(w -> w.startsWith("/")));
        boolean negatable = !form.group(2).isEmpty();
        return new FieldType(
                base,
                many,
                negatable,
                paths.get(false),
                numbers,
                paths.get(true),
                min,
                max,
                expression,
                family,
                scopes);
    }
}
