package mkrun.report;

import java.io.PrintStream;

/**
 * Where a report is printed to.
 *
 * @param out lines go here
 * @param width columns of a line, for headers filled with stars; at least 20
 * @param colour whether escape sequences for colours are wanted
 * @param live whether it is a terminal on which a line can be drawn over
 */
public record Screen(PrintStream out, int width, boolean colour, boolean live) {
    /** What Ansible assumes where there is no terminal. */
    public static final int DEFAULT_WIDTH = 79;

    /** A screen that is no terminal: no colours, no bars. */
    public static Screen plain(PrintStream out) {
        return new Screen(out, DEFAULT_WIDTH, false, false);
    }

    String paint(Colour hue, String text) {
        return colour && !text.isEmpty() ? hue.code() + text + "\u001b[0m" : text;
    }

    /** {@code TEXT ****} up to the width, with three stars at least. */
    String header(String text) {
        return text + " " + "*".repeat(Math.max(3, width - text.length() - 1));
    }

    /** The colours of Ansible's default output (config/base.yml, COLOR_*). */
    enum Colour {
        OK("32"),
        CHANGED("33"),
        SKIPPED("36"),
        ERROR("31"),
        UNREACHABLE("91"),
        BLOCKED("35"),
        WARNING("95"),
        ADDED("32"),
        REMOVED("31"),
        HUNK("36");

        private final String code;

        Colour(String code) {
            this.code = code;
        }

        String code() {
            return "\u001b[0;" + code + "m";
        }
    }
}
