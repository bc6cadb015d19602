package mkrun.lab.script;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Spans of time as the console reads and writes them. */
final class Times {
    static final long SECOND = 1_000_000_000L;

    private static final long[] UNITS = {
        7 * 86400 * SECOND, 86400 * SECOND, 3600 * SECOND, 60 * SECOND, SECOND, 1_000_000, 1000
    };
    private static final Pattern WORDS = Pattern.compile(
            "(?:(\\d{1,6})w)?(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?(?:(\\d{1,9})us)?");
    private static final Pattern CLOCK =
            Pattern.compile("(?:(\\d{1,6})w)?(?:(\\d{1,6})d)?(\\d{1,6}):(\\d\\d):(\\d\\d)(?:\\.(\\d{1,9}))?");

    private Times() {}

    /** Reads {@code 1d2h3m4s} or {@code 1d02:03:04}; empty if the text is neither, or more than 292 years. */
    static OptionalLong parse(String text) {
        try {
            return read(text);
        } catch (ArithmeticException tooLong) {
            return OptionalLong.empty();
        }
    }

    private static OptionalLong read(String text) {
        Matcher clock = CLOCK.matcher(text);
        if (clock.matches()) {
            long nanos = fraction(clock.group(6));
            for (int i = 1; i <= 5; i++) {
                nanos = Math.addExact(nanos, Math.multiplyExact(number(clock.group(i)), UNITS[i - 1]));
            }
            return OptionalLong.of(nanos);
        }
        Matcher words = WORDS.matcher(text);
        if (text.isEmpty() || !words.matches()) {
            return OptionalLong.empty();
        }
        long nanos = 0;
        for (int i = 0; i < UNITS.length; i++) {
            nanos = Math.addExact(nanos, Math.multiplyExact(number(words.group(i + 1)), UNITS[i]));
        }
        return OptionalLong.of(nanos);
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static long fraction(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong((digits + "000000000").substring(0, 9));
    }

    /** As values print: {@code 1w3d15:41:57}, {@code 00:29:04}. */
    static String clock(long nanos) {
        StringBuilder out = new StringBuilder(nanos < 0 ? "-" : "");
        long left = Math.abs(nanos);
        for (int i = 0; i < 2; i++) {
            long count = left / UNITS[i];
            left %= UNITS[i];
            out.append(count == 0 ? "" : count + (i == 0 ? "w" : "d"));
        }
        long seconds = left / SECOND;
        out.append(String.format(Locale.ROOT, "%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60));
        String fraction = String.format(Locale.ROOT, "%09d", left % SECOND).replaceAll("0+$", "");
        return out + (fraction.isEmpty() ? "" : "." + fraction);
    }

    /** As tables print: {@code 2d5h16m}, {@code 29m4s}, {@code 0s}. */
    static String words(long nanos) {
        String[] names = {"w", "d", "h", "m", "s", "ms", "us"};
        StringBuilder out = new StringBuilder();
        long left = Math.abs(nanos);
        for (int i = 0; i < UNITS.length; i++) {
            long count = left / UNITS[i];
            left %= UNITS[i];
            out.append(count == 0 ? "" : count + names[i]);
        }
        return out.isEmpty() ? "0s" : (nanos < 0 ? "-" : "") + out;
    }
}
