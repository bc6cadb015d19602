package mkrun.report;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Long steps under way. On a terminal, one line at the bottom for the step that began first, with its rate and the time
 * left. Elsewhere, a line of its own now and then for each step that takes long, and none for those that do not.
 */
public final class ProgressBar {
    private static final long REDRAW_NANOS = 100_000_000;
    private static final long LINE_NANOS = 10_000_000_000L;
    private static final int CELLS = 20;

    private final Screen screen;
    private final LongSupplier clock;
    private final Map<String, Step> steps = new LinkedHashMap<>();
    private long drawnAt;
    private boolean drawn;

    /** A step, with when it was heard of first and when it was last told of. */
    private record Step(String text, Pace pace, long since, long toldAt) {}

    public ProgressBar(Screen screen) {
        this(screen, System::nanoTime);
    }

    /** @param clock nanoseconds, from anywhere on */
    ProgressBar(Screen screen, LongSupplier clock) {
        this.screen = screen;
        this.clock = clock;
        this.drawnAt = clock.getAsLong() - REDRAW_NANOS;
    }

    /**
     * A step has come so far; it is forgotten when {@code done >= total}.
     *
     * @param who the host, or what else the step belongs to
     */
    public synchronized void show(String who, String what, long done, long total) {
        long now = clock.getAsLong();
        String key = who + "\0" + what;
        Step step = step(steps.get(key), who + ": " + what, done, total, now);
        if (!screen.live()) {
            step = told(step, done >= total, now);
        }
        if (done >= total) {
            steps.remove(key);
        } else {
            steps.put(key, step);
        }
        if (!screen.live()) {
            waits(now);
        }
        if (screen.live() && (now - drawnAt >= REDRAW_NANOS || steps.isEmpty())) {
            clear();
            steps.values().stream().findFirst().ifPresent(this::draw);
            drawnAt = now;
        }
    }

    /** Who waits reports nothing on the way: it is told when somebody else reports, for whom it waits. */
    private void waits(long now) {
        steps.replaceAll((key, step) -> step.pace.whole() ? told(step, false, now) : step);
    }

    private static Step step(@Nullable Step before, String text, long done, long total, long now) {
        long since = before == null ? now : before.since;
        long begun = before == null ? done : before.pace.begun();
        return new Step(text, new Pace(begun, done, total, now - since), since, before == null ? now : before.toldAt);
    }

    /** Prints a line if it is time for one, and for the end of a step that had one. */
    private Step told(Step step, boolean ended, long now) {
        boolean spoken = step.toldAt != step.since;
        if (!(ended ? spoken : now - step.toldAt >= LINE_NANOS)) {
            return step;
        }
        screen.out().println(step.text + (ended ? ": " + step.pace.ended() : soFar(step.pace)));
        screen.out().flush();
        return new Step(step.text, step.pace, step.since, now);
    }

    private static String soFar(Pace pace) {
        return (pace.whole() ? "" : ": " + pace.share()) + (pace.text().isEmpty() ? "" : ", " + pace.text());
    }

    /** Takes the line away, so that other lines can be printed. */
    public synchronized void clear() {
        if (drawn) {
            screen.out().print("\r\u001b[K");
            screen.out().flush();
            drawn = false;
        }
    }

    private void draw(Step step) {
        Pace pace = step.pace;
        int filled = (int) (pace.percent() * CELLS / 100);
        String more = steps.size() > 1 ? " (+" + (steps.size() - 1) + " more)" : "";
        String speed = pace.text();
        String line = String.format(
                Locale.ROOT,
                "[%s%s] %3d%% %s%s%s",
                "#".repeat(filled),
                ".".repeat(CELLS - filled),
                pace.percent(),
                step.text,
                speed.isEmpty() ? "" : ", " + speed,
                more);
        screen.out().print(line.substring(0, Math.min(line.length(), screen.width() - 1)));
        screen.out().flush();
        drawn = true;
    }
}
