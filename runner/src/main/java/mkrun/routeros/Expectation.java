package mkrun.routeros;

import java.util.List;

/** Words for what a field takes. */
public final class Expectation {
    private static final int NAMED_WORDS = 3;

    private Expectation() {}

    /** What a type takes, for messages: {@code a whole number from 1 to 4094, or auto}. */
    public static String of(FieldType type) {
        String form = one(type);
        if (type.many() == FieldType.Many.PAIR) {
            form += ", or two with a slash between them";
        }
        boolean more = type.base() != FieldType.Base.ENUM && type.base() != FieldType.Base.REF;
        return more && !type.words().isEmpty() ? form + ", or " + alternatives(type.words()) : form;
    }

    private static String one(FieldType type) {
        return switch (type.base()) {
            case STRING, REF, PATH, ANY -> "a text";
            case FORM -> "a text of the form " + type.form();
            case BOOL, SWITCH -> "yes or no";
            case ENUM -> "one of " + String.join(", ", type.words());
            case INT -> "a whole number" + span(type);
            case TIME -> "a time such as 90s, 1h30m or 00:01:30";
            case SIZE, PAGES -> "a size such as 65536, 64k or 512M";
            case KIB -> "kibibytes such as 2048, or a size such as 2M";
            case IP -> "an " + family(type, "IP") + " address";
            case CIDR -> "an " + family(type, "") + "address with prefix length, such as " + example(type, "1");
            case PREFIX -> "a network such as " + example(type, "0");
            case MATCH -> "an " + family(type, "") + "address, a network or a range of addresses";
            case PORTS -> "ports from 0 to 65535, such as 80,8000-8080";
            case MAC -> "a MAC address";
            case RANGE -> "numbers or ranges" + span(type) + ", such as 10-12";
            case HOST -> "an address or a host name";
            case ENTRY ->
                "an " + family(type, "") + "address, a network, "
                        + (type.family() == FieldType.Family.V6 ? "" : "a range of addresses ") + "or a host name";
            case RATE -> "bits a second such as 10M";
            case DECIMAL -> "a number" + span(type) + ", such as 0.5";
            case DATE -> "a day such as 2026-01-31";
            case LIMIT -> "how often, such as 10,5:packet or 10/1m,5,src-address/1m40s";
            case HOURS -> "hours and days such as 8h-17h,mon,tue";
        };
    }

    private static String family(FieldType type, String any) {
        return switch (type.family()) {
            case V4 -> "IPv4" + (any.isEmpty() ? " " : "");
            case V6 -> "IPv6" + (any.isEmpty() ? " " : "");
            case ANY -> any;
        };
    }

    private static String example(FieldType type, String host) {
        return type.family() == FieldType.Family.V6
                ? "2001:db8::" + (host.equals("0") ? "" : host) + "/64"
                : "192.0.2." + host + "/24";
    }

    private static String span(FieldType type) {
        return type.max() == Long.MAX_VALUE ? "" : " from " + type.min() + " to " + type.max();
    }

    private static String alternatives(List<String> words) {
        return words.size() > NAMED_WORDS ? "a word such as " + words.get(0) : String.join(" or ", words);
    }
}
