package mkrun.lab;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import mkrun.lab.script.Interpreter;
import mkrun.lab.script.RouterState;
import mkrun.lab.script.TableRow;
import mkrun.routeros.ConsoleDate;
import mkrun.routeros.Values;

/**
 * Runs what {@code /system/scheduler} holds. An entry with an interval runs that long after its start and again and again; one
 * without runs once at its start, or, with {@code start-time=startup}, 3 s after each boot (MikroTik's manual, "Scheduler").
 */
final class Scheduler {
    private static final String MENU = "/system/scheduler";
    private static final Duration AFTER_BOOT = Duration.ofSeconds(3);
    private static final String START_DATE = "start-date";
    private static final String START_TIME = "start-time";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final RouterState state;
    private final Interpreter interpreter;
    private final LabClock clock;
    private final Runnable save;
    private final Map<String, Planned> planned = new HashMap<>();
    private LocalDateTime boot;
    /** How often the router's clock was set. */
    private int settings;

    /**
     * What an entry is planned by; an entry that says something else is planned anew.
     *
     * @param settings how often the clock had been set until then: what was planned by another time does not count
     */
    private record Planned(String wish, LocalDateTime next, int settings) {}

    Scheduler(RouterState state, Interpreter interpreter, LabClock clock, Runnable save) {
        this.state = state;
        this.interpreter = interpreter;
        this.clock = clock;
        this.save = save;
        this.boot = now();
        state.table(MENU).beforeRead(t -> t.rows().forEach(this::show));
    }

    private LocalDateTime now() {
        return LocalDateTime.now(state.clock());
    }

    /** Plans what is new or has changed, forgets what is gone. The state's monitor is held. */
    void look() {
        planned.keySet().removeIf(id -> state.table(MENU).rows().stream().noneMatch(r -> r.id().equals(id)));
        for (TableRow row : state.table(MENU).rows()) {
            begins(row);
            Planned before = planned.get(row.id());
            if (row.is("disabled") || forbidden()) {
                planned.remove(row.id());
            } else if (before == null || !before.wish().equals(wish(row))) {
                plan(row, first(row));
            }
        }
    }

    private boolean forbidden() {
        return state.single(DeviceMode.MENU).text("scheduler").equals("false");
    }

    /** The router has started anew. The state's monitor is held. */
    void boot() {
        boot = now();
        planned.clear();
        look();
    }

    /** The router's clock was set by so much. The state's monitor is held. */
    void clockSet(Duration by) {
        boot = boot.plus(by);
        settings++;
        planned.clear();
        look();
    }

    /** An entry without a start begins when it is made. */
    private void begins(TableRow row) {
        if (row.text(START_TIME).isEmpty()) {
            row.set(START_DATE, now().toLocalDate().toString()).set(START_TIME, now().format(TIME));
        }
    }

    private static String wish(TableRow row) {
        return row.text("interval") + "|" + row.text(START_DATE) + "|" + row.text(START_TIME);
    }

    private static Duration interval(TableRow row) {
        return Duration.ofMillis(Values.millis(row.text("interval")).orElse(0));
    }

    private Optional<LocalDateTime> first(TableRow row) {
        LocalDateTime now = now();
        Duration interval = interval(row);
        if (interval.isZero()) {
            return start(row).filter(time -> time.isAfter(now));
        }
        LocalDateTime start = start(row).orElse(now);
        return Optional.of(
                start.isAfter(now)
                        ? start
                        : start.plus(interval.multipliedBy(
                                Duration.between(start, now).dividedBy(interval) + 1)));
    }

    private Optional<LocalDateTime> start(TableRow row) {
        if (row.text(START_TIME).equals("startup")) {
            return Optional.of(boot.plus(AFTER_BOOT));
        }
        return ConsoleDate.of(row.text(START_DATE))
                .flatMap(day -> RouterClock.ofDay(row.text(START_TIME)).map(day::atTime));
    }

    private void plan(TableRow row, Optional<LocalDateTime> next) {
        if (next.isEmpty()) {
            planned.remove(row.id());
            return;
        }
        Planned plan = new Planned(wish(row), next.get(), settings);
        planned.put(row.id(), plan);
        clock.after(Duration.between(now(), next.get()), () -> run(row.id(), plan));
    }

    private void run(String id, Planned plan) {
        synchronized (state) {
            if (!plan.equals(planned.get(id))) {
                return; // changed, disabled or removed since
            }
            TableRow row = state.table(MENU).rows().stream()
                    .filter(r -> r.id().equals(id))
                    .findFirst()
                    .orElseThrow();
            row.set("run-count", Long.toString(Long.parseLong("0" + row.text("run-count")) + 1));
            plan(
                    row,
                    interval(row).isZero()
                            ? Optional.empty()
                            : Optional.of(plan.next().plus(interval(row))));
            save.run();
            String event = row.text("on-event");
            String source = state.table("/system/script")
                    .where("name", event)
                    .map(script -> script.text("source"))
                    .orElse(event);
            interpreter.background(row.text("name"), source);
        }
    }

    private void show(TableRow row) {
        Planned plan = planned.get(row.id());
        row.set(
                "next-run",
                plan == null
                        ? ""
                        : ConsoleDate.spelled(state.version(), plan.next().toLocalDate()) + " "
                                + plan.next().format(TIME));
    }
}
