package mkrun.op.ready;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mkrun.routeros.Row;

/** Whether the date can be right: with a wrong one certificates are not valid yet, and logs mislead. */
final class ClockJudgement implements Judgement {
    private static final Pattern ISO = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2}).*");
    private static final Pattern MONTH_NAMED = Pattern.compile("([a-z]{3})/(\\d{2})/(\\d{4}).*");
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    private static final Remedy NTP =
            Remedy.command("/system/ntp/client/set enabled=yes servers=pool.ntp.org, or any server it reaches");

    @Override
    public List<Finding> of(Condition condition) {
        String told = condition.single(Condition.CLOCK).text("date");
        Optional<LocalDate> date = date(told);
        if (date.isEmpty()) {
            return List.of();
        }
        Optional<LocalDate> built = date(condition.single(Condition.RESOURCE).text("build-time"));
        if (built.isPresent() && date.get().isBefore(built.get())) {
            return List.of(Finding.missing(
                    Finding.Subject.CLOCK,
                    "it shows " + date.get() + ", before its RouterOS was built (" + built.get() + ")",
                    NTP));
        }
        Row ntp = condition.single(Condition.NTP);
        if (ntp.is("enabled") && !ntp.text("status").equals("synchronized")) {
            return List.of(Finding.warning(
                    Finding.Subject.CLOCK,
                    "it shows " + date.get() + ", but NTP is not synchronized (status: "
                            + (ntp.text("status").isEmpty() ? "none" : ntp.text("status")) + ")",
                    Remedy.command("see /system/ntp/client/print: does it reach the servers?")));
        }
        return List.of(
                Finding.ok(Finding.Subject.CLOCK, "shows " + date.get() + (ntp.is("enabled") ? ", set by NTP" : "")));
    }

    /** A day as any version writes it: {@code 2024-10-10}, {@code Dec/20/2023}. */
    static Optional<LocalDate> date(String text) {
        Matcher iso = ISO.matcher(text);
        Matcher named = MONTH_NAMED.matcher(text.toLowerCase(Locale.ROOT));
        try {
            if (iso.matches()) {
                return Optional.of(day(iso.group(1), Integer.parseInt(iso.group(2)), iso.group(3)));
            }
            if (named.matches()) {
                return Optional.of(day(named.group(3), MONTHS.indexOf(named.group(1)) + 1, named.group(2)));
            }
        } catch (DateTimeException e) {
            return Optional.empty(); // a router that shows no day is not judged by it
        }
        return Optional.empty();
    }

    private static LocalDate day(String year, int month, String day) {
        return LocalDate.of(Integer.parseInt(year), month, Integer.parseInt(day));
    }
}
