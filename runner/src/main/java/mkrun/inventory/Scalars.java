package mkrun.inventory;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The one rule by which plain words become values, in INI and YAML alike: {@code yes no true false on off} are booleans,
 * decimal numbers are numbers, all else is text. Digits behind a leading zero ({@code 0644}, {@code 007}) stay text, as
 * do times and addresses; quotes make text of anything. Decimals keep their digits, so that {@code 7.10} reads back so.
 */
final class Scalars {
    private static final Set<String> TRUE = Set.of("true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON");
    private static final Set<String> FALSE = Set.of("false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF");
    private static final Pattern WHOLE = Pattern.compile("[-+]?(0|[1-9][0-9]{0,40})");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(0|[1-9][0-9]{0,20})\\.[0-9]{1,20}");

    private Scalars() {}

    /** The value that a plain word means. */
    static Object typed(String word) {
        if (TRUE.contains(word)) {
            return true;
        }
        if (FALSE.contains(word)) {
            return false;
        }
        if (WHOLE.matcher(word).matches()) {
            return number(new BigInteger(word.startsWith("+") ? word.substring(1) : word));
        }
        return DECIMAL.matcher(word).matches() ? (Object) new BigDecimal(word) : word;
    }

    /** A whole number as a {@code Long} where it fits. */
    static Number number(BigInteger value) {
        return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
    }
}
