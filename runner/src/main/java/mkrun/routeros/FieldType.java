package mkrun.routeros;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What values a field takes.
 *
 * @param base the kind of one value
 * @param list whether several are written with commas between them
 * @param negatable whether a {@code !} in front turns its meaning round
 * @param words what may stand there beside such values, or, for {@link Base#ENUM}, nothing but these; for {@link
 *     Base#REF} the first is the menu whose row names are meant
 * @param min the least number of an {@link Base#INT}
 * @param max the greatest number of an {@link Base#INT}
 */
public record FieldType(Base base, boolean list, boolean negatable, List<String> words, long min, long max) {
    /** Kinds of value. */
    public enum Base {
        /** Any text. */
        STRING,
        /** {@code yes} or {@code no}; read back as {@code true} or {@code false}. */
        BOOL,
        /** A whole number, or one of the words. */
        INT,
        /** A span of time: {@code 1d2h3m4s}, {@code 00:10:00}, seconds; or one of the words. */
        TIME,
        /** Bytes, also with {@code k}, {@code M}, {@code KiB} … behind; or one of the words. */
        SIZE,
        /** One of the words. */
        ENUM,
        /** The name of a row of another menu, or one of the words behind the menu's path. */
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
        /** A MAC address. */
        MAC,
        /** A path in the router's files, the same with and without leading slash. */
        PATH
    }

    /** Any text. */
    public static final FieldType STRING =
            new FieldType(Base.STRING, false, false, List.of(), Long.MIN_VALUE, Long.MAX_VALUE);

    public FieldType {
        words = List.copyOf(words);
    }

    private static final Pattern FORM = Pattern.compile("([a-z]+)(!?)(?:\\((.*)\\))?");
    private static final Pattern SPAN = Pattern.compile("(\\d+)\\.\\.(\\d+)");

    /**
     * Reads the form used in our menu files: {@code int(1..4094)}, {@code ref!(/interface|all-vlan)}, {@code bool}.
     *
     * @throws IllegalArgumentException if the text is no type
     */
    static FieldType parse(String text, boolean list) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("not a type: " + text);
        }
        List<String> words = new ArrayList<>(
                form.group(3) == null ? List.of() : List.of(form.group(3).split("\\|")));
        long min = Long.MIN_VALUE;
        long max = Long.MAX_VALUE;
        Matcher span = SPAN.matcher(words.isEmpty() ? "" : words.get(0));
        if (span.matches()) {
            words.remove(0);
            min = Long.parseLong(span.group(1));
            max = Long.parseLong(span.group(2));
        }
        Base base = Base.valueOf(form.group(1).toUpperCase(Locale.ROOT));
        return new FieldType(base, list, !form.group(2).isEmpty(), words, min, max);
    }
}
