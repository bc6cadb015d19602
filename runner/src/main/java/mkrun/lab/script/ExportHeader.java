package mkrun.lab.script;

import java.util.ArrayList;
import java.util.List;
import mkrun.routeros.ConsoleDate;

/** The comments above an export: when, by which version, of which router. */
final class ExportHeader {
    private static final String CLOCK = "/system/clock";
    private static final String LICENSE = "/system/license";
    private static final String BOARD = "/system/routerboard";

    private ExportHeader() {}

    static List<String> lines(RouterState state) {
        state.table(CLOCK).refresh();
        TableRow clock = state.single(CLOCK);
        TableRow license = state.single(LICENSE);
        List<String> lines = new ArrayList<>();
        lines.add("# " + ConsoleDate.spelled(state.version(), clock.text("date")) + " " + clock.text("time")
                + " by RouterOS " + state.version());
        // Virtual routers have no software id; versions that do not know the other one leave it empty.
        boolean system =
                state.version().atLeast("7.18") && license.get("software-id").isEmpty();
        lines.add(
                system
                        ? "# system id = " + license.text("system-id")
                        : "# software id = " + license.text("software-id"));
        lines.add("#");
        if (state.dialect().has(BOARD)) {
            TableRow board = state.single(BOARD);
            lines.add("# model = " + board.text("model"));
            lines.add("# serial number = " + board.text("serial-number"));
        }
        return lines;
    }
}
