package mkrun.op.ready;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import mkrun.routeros.ConsoleDate;
import mkrun.routeros.Row;

/** Whether the date can be right: with a wrong one certificates are not valid yet, and logs mislead. */
final class ClockJudgement implements Judgement {
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

    /** The day of a time as any version writes it: {@code 2024-10-10 14:03:32}, {@code Dec/20/2023 08:41:00}. */
    static Optional<LocalDate> date(String text) {
        return ConsoleDate.of(text.split(" ", 2)[0]);
    }
}
