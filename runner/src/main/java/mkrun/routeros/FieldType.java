package mkrun.routeros;

import java.util.List;

/**
 * What values a field takes.
 *
 * @param base the kind of one value
 * @param list whether several are written with commas between them
 * @param words for {@link Base#ENUM} the words; for {@link Base#REF} the menu whose row names are meant
 * @param min the least number of an {@link Base#INT}
 * @param max the greatest number of an {@link Base#INT}
 */
public record FieldType(Base base, boolean list, List<String> words, long min, long max) {
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
    public static final FieldType STRING = new FieldType(Base.STRING, false, List.of(), Long.MIN_VALUE, Long.MAX_VALUE);

    public FieldType {
        words = List.copyOf(words);
    }
}
