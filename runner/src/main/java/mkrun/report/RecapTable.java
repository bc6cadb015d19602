package mkrun.report;

import mkrun.report.Screen.Colour;
import mkrun.run.Recap;
import mkrun.run.Recap.Counts;

/** Prints the recap: byte for byte Ansible's line with its seven counters, ours behind them where they are not zero. */
final class RecapTable {
    private final Screen screen;

    RecapTable(Screen screen) {
        this.screen = screen;
    }

    void print(Recap recap) {
        screen.out().println(screen.header("PLAY RECAP"));
        recap.hosts().forEach((host, counts) -> screen.out().println(line(host, counts)));
        screen.out().println();
    }

    private String line(String host, Counts c) {
        // Ansible pads to 26 characters, 37 with the 11 of the colour's escape sequences (callback/default.py)
        String name = screen.paint(hue(c), host) + " ".repeat(Math.max(0, 26 - host.length()));
        return name + " : " + counter("ok", c.ok(), Colour.OK) + " " + counter("changed", c.changed(), Colour.CHANGED)
                + " " + counter("unreachable", c.unreachable(), Colour.UNREACHABLE)
                + " " + counter("failed", c.failed(), Colour.ERROR)
                + " " + counter("skipped", c.skipped(), Colour.SKIPPED)
                + " " + counter("rescued", c.rescued(), Colour.OK)
                + " " + counter("ignored", c.ignored(), Colour.SKIPPED)
                + own("blocked", c.blocked(), Colour.BLOCKED)
                + own("undone", c.undone(), Colour.WARNING);
    }

    /** A counter that Ansible lacks is there only if it says something. */
    private String own(String name, int count, Colour hue) {
        return count > 0 ? " " + counter(name, count, hue) : "";
    }

    private String counter(String name, int count, Colour hue) {
        String number = String.valueOf(count);
        String text = name + "=" + number + " ".repeat(Math.max(0, 4 - number.length()));
        return count > 0 ? screen.paint(hue, text) : text;
    }

    private static Colour hue(Counts c) {
        if (c.failed() > 0 || c.unreachable() > 0) {
            return Colour.ERROR;
        }
        if (c.blocked() > 0) {
            return Colour.BLOCKED;
        }
        return c.changed() > 0 ? Colour.CHANGED : Colour.OK;
    }
}
