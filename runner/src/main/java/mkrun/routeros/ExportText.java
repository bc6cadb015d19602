package mkrun.routeros;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An export, fit to be kept and compared: what differs between two exports of a router that nobody changed is gone from it,
 * and it is still the script that the router printed.
 *
 * @param script with line ends {@code \n}
 * @param missing menus that the router names as ones it cannot export, as it names them; it does so each time
 */
public record ExportText(String script, List<String> missing) {
    private static final Pattern DATED = Pattern.compile("# .*\\bby RouterOS (.+)");
    private static final Pattern ERROR = Pattern.compile("#error exporting \"?([^\"]*?)\"?( \\(timeout\\))?\\s*");
    private static final String INTERRUPTED = "#interrupted";

    public ExportText {
        missing = List.copyOf(missing);
    }

    /**
     * Takes the date out of the header, and from above the rows what the router remarks on their state of the moment, such
     * as {@code # Interface not active}.
     *
     * @param answer all that the router printed
     * @throws RouterosException if it is no export, or not a whole one
     */
    public static ExportText of(String answer) throws RouterosException {
        List<String> lines = answer.lines().toList();
        Matcher dated = DATED.matcher(lines.isEmpty() ? "" : lines.get(0));
        if (!dated.matches()) {
            throw new RouterosException("the router's answer is no export" + RouterErrors.said(answer));
        }
        List<String> kept = new ArrayList<>(List.of("# by RouterOS " + dated.group(1)));
        List<String> missing = new ArrayList<>();
        boolean header = true;
        for (String line : lines.subList(1, lines.size())) {
            header &= line.startsWith("#");
            missing(line, missing);
            if (header || !line.startsWith("# ")) {
                kept.add(line);
            }
        }
        return new ExportText(String.join("\n", kept).stripTrailing() + "\n", missing);
    }

    private static void missing(String line, List<String> missing) throws RouterosException {
        Matcher error = ERROR.matcher(line);
        if (line.startsWith(INTERRUPTED)) {
            throw new RouterosException("the export was interrupted on the router: run again");
        }
        if (error.matches() && error.group(2) != null) {
            throw new RouterosException(
                    "the router did not export " + error.group(1) + " in time: run again when it is less busy");
        }
        if (error.matches()) {
            missing.add(error.group(1));
        }
    }
}
