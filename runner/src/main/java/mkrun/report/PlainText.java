package mkrun.report;

import java.util.stream.Collectors;

/** What a router printed, for a terminal of ours: whole lines, and nothing that would steer the terminal. */
final class PlainText {
    private PlainText() {}

    /** Without padding behind lines, and without empty lines at the end; control characters replaced. */
    static String of(String printed) {
        return printed.lines()
                .map(line -> safe(line).stripTrailing())
                .collect(Collectors.joining("\n"))
                .stripTrailing();
    }

    private static String safe(String line) {
        StringBuilder safe = new StringBuilder(line);
        for (int i = 0; i < safe.length(); i++) {
            if (Character.isISOControl(safe.charAt(i)) && safe.charAt(i) != '\t') {
                safe.setCharAt(i, '\ufffd');
            }
        }
        return safe.toString();
    }
}
