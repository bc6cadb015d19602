package mkrun.routeros;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mkrun.routeros.ip.NormalAddress;

/**
 * Compares values of fields whose type nobody knows. Two are the same if some type would have them the same: {@code 90} and
 * {@code 00:01:30}, {@code yes} and {@code true}, {@code 25M} and {@code 26214400}, lists in whatever order. Rather a difference
 * that nobody means is overlooked than one that is none made anew in every run.
 */
final class AnyValue {
    private static final Pattern DIGITS = Pattern.compile("0|[1-9]\\d{0,14}");
    private static final Pattern PADDED = Pattern.compile("0\\d+");
    private static final Pattern HEX = Pattern.compile("0[xX]([0-9A-Fa-f]{1,15})");
    private static final Pattern MULTIPLE = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)([kKMG])(?:iB|bps)?");
    private static final Pattern MAC = Pattern.compile("[0-9A-Fa-f]{2}(?:[:-][0-9A-Fa-f]{2}){5}");
    private static final Pattern ADDRESS = Pattern.compile(
            "(?:(?:\\d{1,3}\\.){3}\\d{1,3}|[0-9A-Fa-f:]*:[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*)(?:/[0-9.]{1,15})?");
    private static final Pattern PATH = Pattern.compile("/?[A-Za-z][\\w.-]*(?:/[\\w.-]+)*/?");

    private AnyValue() {}

    /** Whether two values mean the same; what is unset is empty, and as good as {@code no}. */
    static boolean same(String one, String other) {
        if (one.equals(other) || overlap(readings(one), readings(other))) {
            return true;
        }
        List<String> left = items(one);
        List<String> right = items(other);
        return left.size() > 1 && left.size() == right.size() && paired(left, new ArrayList<>(right));
    }

    private static List<String> items(String value) {
        return List.of(value.split(",", -1)).stream().map(String::strip).toList();
    }

    private static boolean paired(List<String> left, List<String> right) {
        for (String item : left) {
            Set<String> meant = readings(item);
            if (right.stream()
                    .filter(r -> overlap(meant, readings(r)))
                    .findFirst()
                    .filter(right::remove)
                    .isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private static boolean overlap(Set<String> one, Set<String> other) {
        return one.stream().anyMatch(other::contains);
    }

    /** What a value may mean, each in a form that no other meaning has. */
    private static Set<String> readings(String value) {
        Set<String> readings = new TreeSet<>(Set.of("text " + value));
        if (Set.of("no", "false", "").contains(value)) {
            readings.add("no");
        } else if (Set.of("yes", "true").contains(value)) {
            readings.add("yes");
        }
        if (!PADDED.matcher(value).matches()) {
            Values.micros(value).ifPresent(micros -> readings.add("time " + micros));
        }
        numbers(value, readings);
        if (MAC.matcher(value).matches()) {
            readings.add("mac " + value.replace('-', ':').toUpperCase(Locale.ROOT));
        }
        if (ADDRESS.matcher(value).matches()) {
            readings.add("address " + NormalAddress.network(value).orElse(value));
        }
        if (PATH.matcher(value).matches()) {
            readings.add("path " + value.replaceFirst("^/", "").replaceFirst("/$", ""));
        }
        return readings;
    }

    /** Units stand for powers of 1000 or of 1024. */
    private static void numbers(String value, Set<String> readings) {
        Matcher hex = HEX.matcher(value);
        Matcher multiple = MULTIPLE.matcher(value);
        if (DIGITS.matcher(value).matches()) {
            readings.add("number " + value);
        } else if (hex.matches()) {
            readings.add("number " + Long.parseLong(hex.group(1), 16));
        } else if (multiple.matches()) {
            int power = "kMG".indexOf(multiple.group(2).replace('K', 'k')) + 1;
            for (int unit : new int[] {1000, 1024}) {
                BigDecimal number = new BigDecimal(multiple.group(1))
                        .multiply(BigDecimal.valueOf(unit).pow(power));
                readings.add("number " + number.toBigInteger());
            }
        }
    }
}
