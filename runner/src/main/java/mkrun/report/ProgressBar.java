package mkrun.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Long steps under way. On a terminal, one line at the bottom for the step that began first, with its rate and the time
 * left. Elsewhere, a line of its own now and then for each step that takes long, and none for those that do not. Safe for use
 * by several threads; who prints several lines that belong together holds its monitor meanwhile.
 */
public final class ProgressBar {
    private static final long REDRAW_NANOS = 100_000_000;
    private static final long LINE_NANOS = 10_000_000_000L;
    private static final long TICK_MILLIS = 1000;

    private final Screen screen;
    private final LongSupplier clock;
    private final Consumer<ProgressBar> ticking;
    private final Map<String, LongStep> steps = new LinkedHashMap<>();
    private long drawnAt;
    private boolean drawn;
    private boolean ticks;
    private boolean ended;

    public ProgressBar(Screen screen) {
        this(screen, System::nanoTime, ProgressBar::tickAlways);
    }

    /**
     * @param clock nanoseconds, from anywhere on
     * @param ticking called when steps begin, and has {@link #tick} called while there are any
     */
    ProgressBar(Screen screen, LongSupplier clock, Consumer<ProgressBar> ticking) {
        this.screen = screen;
        this.clock = clock;
        this.ticking = ticking;
        this.drawnAt = clock.getAsLong() - REDRAW_NANOS;
    }

    /**
     * A step has come so far; it is forgotten when {@code done >= total}, without a word when {@code total} is 0.
     *
     * @param who the host, or what else the step belongs to
     */
    public synchronized void show(String who, String what, long done, long total) {
        if (ended) {
            return;
        }
        long now = clock.getAsLong();
        String key = who + "\0" + what;
        LongStep step = steps.computeIfAbsent(key, k -> new LongStep(who + ": " + what, done, total, now));
        step.reached(done, total, now);
        if (done >= total) {
            steps.remove(key);
            if (!screen.live() && total > 0 && step.isTold()) {
                print(step.text() + ": " + step.whole(now).ended());
            }
        } else if (!screen.live()) {
            told(step, now);
        }
        if (screen.live() && (now - drawnAt >= REDRAW_NANOS || steps.isEmpty())) {
            draw(now);
        }
        if (!steps.isEmpty() && !ticks) {
            ticks = true;
            ticking.accept(this);
        }
    }

    /**
     * A second has passed: who waits, and what has stalled, reports nothing itself.
     *
     * @return whether there are steps still
     */
    synchronized boolean tick() {
        long now = clock.getAsLong();
        if (screen.live()) {
            if (drawn) { // what else is on that line is somebody else's
                draw(now);
            }
        } else {
            steps.values().forEach(step -> told(step, now));
        }
        ticks = !steps.isEmpty();
        return ticks;
    }

    private static void tickAlways(ProgressBar bar) {
        Thread ticker = new Thread(
                () -> {
                    try {
                        do {
                            Thread.sleep(TICK_MILLIS);
                        } while (bar.tick());
                    } catch (InterruptedException over) {
                        Thread.currentThread().interrupt();
                    }
                },
                "mkrun-progress");
        ticker.setDaemon(true);
        ticker.start();
    }

    /** Prints a line if it is time for one. */
    private void told(LongStep step, long now) {
        if (step.untold(now) >= LINE_NANOS) {
            print(step.text() + soFar(step.pace(now)));
            step.tell(now);
        }
    }

    private void print(String line) {
        screen.out().println(line);
        screen.out().flush();
    }

    private static String soFar(Pace pace) {
        return (pace.whole() ? "" : ": " + pace.share()) + (pace.text().isEmpty() ? "" : ", " + pace.text());
    }

    /** Takes the line away, so that other lines can be printed. */
    public synchronized void clear() {
        if (drawn) {
            screen.out().print(ProgressLine.GONE);
            screen.out().flush();
            drawn = false;
        }
    }

    /** Takes the line away for good: what is under way is of no interest any more. */
    public synchronized void end() {
        clear();
        steps.clear();
        ended = true;
    }

    /** Draws the step that began first; waits only where there is nothing else. */
    private void draw(long now) {
        LongStep shown = null;
        for (LongStep step : steps.values()) {
            if (shown == null || shown.pace(now).whole() && !step.pace(now).whole()) {
                shown = step;
            }
        }
        if (shown == null) {
            clear();
            return;
        }
        String line = new ProgressLine(shown.text(), shown.pace(now), steps.size() - 1).within(screen.width() - 1);
        screen.out().print((drawn ? ProgressLine.GONE : "") + ProgressLine.unwrapped(line));
        screen.out().flush();
        drawn = true;
        drawnAt = now;
    }
}
