package mkrun.routeros;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Days as the console writes them: {@code 2026-01-31} from 7.10 on, {@code jan/31/2026} before (MikroTik's manual, and exports of
 * either). The canonical form is the newer one.
 */
public final class ConsoleDate {
    private static final RouterosVersion NUMBERS_ONLY = RouterosVersion.parse("7.10");
    private static final Pattern ISO = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})");
    private static final Pattern MONTH_NAMED = Pattern.compile("([a-z]{3})/(\\d{2})/(\\d{4})");
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final DateTimeFormatter NAMING = DateTimeFormatter.ofPattern("MMM/dd/yyyy", Locale.ROOT);

    private ConsoleDate() {}

    /** The day, as any version writes it; empty if the text is none. */
    public static Optional<LocalDate> of(String text) {
        Matcher iso = ISO.matcher(text);
        Matcher named = MONTH_NAMED.matcher(text.toLowerCase(Locale.ROOT));
        try {
            if (iso.matches()) {
                return Optional.of(day(iso.group(1), Integer.parseInt(iso.group(2)), iso.group(3)));
            }
            if (named.matches()) {
                return Optional.of(day(named.group(3), MONTHS.indexOf(named.group(1)) + 1, named.group(2)));
            }
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static LocalDate day(String year, int month, String day) {
        return LocalDate.of(Integer.parseInt(year), month, Integer.parseInt(day));
    }

    /** The canonical form of a day that any version wrote; any other text as it is. */
    static String canonical(String text) {
        return of(text).map(LocalDate::toString).orElse(text);
    }

    /** How a version writes the day; any text that is none as it is. */
    public static String spelled(RouterosVersion version, String text) {
        return of(text).map(day -> spelled(version, day)).orElse(text);
    }

    /** How a version writes the day. */
    public static String spelled(RouterosVersion version, LocalDate day) {
        return version.atLeast(NUMBERS_ONLY)
                ? day.toString()
                : day.format(NAMING).toLowerCase(Locale.ROOT);
    }
}
