package mkrun.report;

import java.util.Locale;

/**
 * What a terminal shows of a step, as wide as there is room. Where there is little, the bar goes first, then the end of the
 * text: how much is left is what people wait for.
 *
 * @param text who does what
 * @param others how many other steps are under way
 */
record ProgressLine(String text, Pace pace, int others) {
    /** Takes a line away that was drawn. */
    static final String GONE = "\r\u001b[K";

    private static final int CELLS = 20;
    private static final int LEAST_TEXT = 8;

    /**
     * A terminal that has become narrower would break the line in two, of which only the second could be taken away: what does
     * not fit is to be left out (DECAWM of VT100).
     */
    static String unwrapped(String line) {
        return "\u001b[?7l" + line + "\u001b[?7h";
    }

    /** @param room columns */
    String within(int room) {
        String rate = pace.text().isEmpty() ? "" : ", " + pace.text();
        String more = others == 0 ? "" : " (+" + others + " more)";
        if (pace.whole()) {
            return cut(text + more, room);
        }
        String percent = String.format(Locale.ROOT, "%3d%% ", pace.percent());
        int filled = (int) (pace.percent() * CELLS / 100);
        String line = percent + text + rate + more;
        String bar = "[" + "#".repeat(filled) + ".".repeat(CELLS - filled) + "] ";
        if (bar.length() + line.length() <= room) {
            return bar + line;
        }
        if (line.length() > room) {
            line = percent + text + rate;
        }
        if (line.length() > room) {
            int left = Math.max(LEAST_TEXT, room - percent.length() - rate.length());
            line = percent + cut(text, left) + rate;
        }
        return cut(line, room);
    }

    private static String cut(String text, int room) {
        return text.substring(0, Math.min(text.length(), room));
    }
}
