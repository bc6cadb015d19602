package mkrun.report;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One line at the bottom of a terminal for the long step that began first of those under way. Draws nothing on a screen
 * that is not live.
 */
public final class ProgressBar {
    private static final long REDRAW_NANOS = 100_000_000;
    private static final int CELLS = 20;

    private final Screen screen;
    private final Map<String, Step> steps = new LinkedHashMap<>();
    private long drawnAt = System.nanoTime() - REDRAW_NANOS;
    private boolean drawn;

    private record Step(String text, long done, long total) {}

    public ProgressBar(Screen screen) {
        this.screen = screen;
    }

    /**
     * A step has come so far; it is forgotten when {@code done >= total}.
     *
     * @param who the host, or what else the step belongs to
     */
    public synchronized void show(String who, String what, long done, long total) {
        if (!screen.live()) {
            return;
        }
        String key = who + "\0" + what;
        if (done >= total) {
            steps.remove(key);
        } else {
            steps.put(key, new Step(who + ": " + what, done, total));
        }
        if (System.nanoTime() - drawnAt >= REDRAW_NANOS || steps.isEmpty()) {
            clear();
            steps.values().stream().findFirst().ifPresent(this::draw);
            drawnAt = System.nanoTime();
        }
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
        int filled = (int) (step.total == 0 ? CELLS : CELLS * step.done / step.total);
        String more = steps.size() > 1 ? " (+" + (steps.size() - 1) + " more)" : "";
        String line = String.format(
                Locale.ROOT,
                "[%s%s] %3d%% %s%s",
                "#".repeat(filled),
                ".".repeat(CELLS - filled),
                step.total == 0 ? 100 : 100 * step.done / step.total,
                step.text,
                more);
        screen.out().print(line.substring(0, Math.min(line.length(), screen.width() - 1)));
        screen.out().flush();
        drawn = true;
    }
}
