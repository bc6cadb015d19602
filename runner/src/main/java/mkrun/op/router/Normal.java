package mkrun.op.router;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import mkrun.routeros.Field;
import mkrun.routeros.FieldType;
import mkrun.target.Secret;

/**
 * Normal forms: routers give many values back in other words than they were given, and a difference in words alone must
 * not look like work to do.
 */
final class Normal {
    private static final Pattern NETWORK = Pattern.compile("(!?)(\\d+\\.\\d+\\.\\d+\\.\\d+)/(\\d{1,2})");
    private static final Pattern TIME =
            Pattern.compile("(?:(\\d+)w)?(?:(\\d+)d)?(?:(\\d+):(\\d+):(\\d+)|(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s?)?)");
    private static final long[] SECONDS = {604_800, 86_400, 3_600, 60, 1, 3_600, 60, 1};
    private static final Pattern SIZE = Pattern.compile("(\\d+(?:\\.\\d+)?) ?([KMGT]?)(?:I?B)?");
    private static final Map<String, Integer> POWERS = Map.of("", 0, "K", 1, "M", 2, "G", 3, "T", 4);

    private Normal() {}

    /** A value as a playbook gives it, in the console's words; secrets in clear. */
    static String text(Object value) {
        if (value instanceof Boolean flag) {
            return flag ? "yes" : "no";
        }
        if (value instanceof Secret secret) {
            return secret.reveal();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Normal::text).collect(Collectors.joining(","));
        }
        return value.toString();
    }

    /** Whether a field has the wanted value; {@code seen} is empty where the router leaves the field out. */
    static boolean same(Field field, String wanted, String seen) {
        String have = seen.isEmpty() ? field.defaultValue().orElse("") : seen;
        return of(field.type(), wanted).equals(of(field.type(), have));
    }

    static String of(FieldType type, String value) {
        if (!type.list()) {
            return one(type, value);
        }
        return Arrays.stream(value.split("[,;]"))
                .map(v -> one(type, v.strip()))
                .filter(v -> !v.isEmpty())
                .collect(Collectors.joining(","));
    }

    private static String one(FieldType type, String value) {
        return switch (type.base()) {
            case BOOL -> bool(value);
            case TIME -> type.words().contains(value) ? value : time(value);
            case SIZE -> type.words().contains(value) ? value : size(value);
            case PREFIX, MATCH -> network(value);
            case IP, CIDR -> value.toLowerCase(Locale.ROOT);
            case MAC -> value.toUpperCase(Locale.ROOT).replace('-', ':');
            case PORTS -> value.replace(" ", "");
            case PATH -> path(value);
            default -> value;
        };
    }

    private static String bool(String value) {
        return value.equals("true") || value.equals("yes") ? "yes" : "no";
    }

    /** A path of the router's files: with or without slash at the ends it is the same. */
    static String path(String value) {
        return value.replaceAll("^/+|/+$", "");
    }

    private static String network(String value) {
        Matcher form = NETWORK.matcher(value);
        if (!form.matches()) {
            return value;
        }
        int prefix = Integer.parseInt(form.group(3));
        if (prefix >= 32) {
            return form.group(1) + form.group(2);
        }
        return form.group(1) + new Cidr(Cidr.ipv4(form.group(2)), prefix).network();
    }

    private static String time(String value) {
        Matcher form = TIME.matcher(value);
        if (value.isEmpty() || !form.matches()) {
            return value;
        }
        long seconds = 0;
        for (int i = 0; i < SECONDS.length; i++) {
            String group = form.group(i + 1);
            seconds += group == null ? 0 : Long.parseLong(group) * SECONDS[i];
        }
        return seconds + "s";
    }

    private static String size(String value) {
        Matcher form = SIZE.matcher(value.toUpperCase(Locale.ROOT));
        if (!form.matches()) {
            return value;
        }
        BigDecimal unit = BigDecimal.valueOf(1024).pow(POWERS.get(form.group(2)));
        return new BigDecimal(form.group(1)).multiply(unit).toBigInteger().toString();
    }
}
