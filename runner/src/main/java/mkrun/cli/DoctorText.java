package mkrun.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mkrun.op.ready.Finding;
import mkrun.op.ready.Remedy;

/** Findings about a router, for people and for programs. */
final class DoctorText {
    private static final String INDENT = " ".repeat(25);

    private DoctorText() {}

    /** A line each, and one for each remedy below it. */
    static String of(List<Finding> findings) {
        List<String> lines = new ArrayList<>();
        for (Finding finding : findings) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  %-8s %-13s %s",
                    level(finding),
                    finding.subject().word(),
                    finding.text()));
            finding.remedies().forEach(r -> lines.add(INDENT + r.who().word() + ": " + r.how()));
        }
        return String.join("\n", lines);
    }

    private static String level(Finding finding) {
        return finding.level().name().toLowerCase(Locale.ROOT);
    }

    /** Values of JSON by name. */
    static Map<String, Object> values(List<Finding> findings) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("ready", findings.stream().noneMatch(Finding::missing));
        values.put("findings", findings.stream().map(DoctorText::values).toList());
        return values;
    }

    private static Map<String, Object> values(Finding finding) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("subject", finding.subject().word());
        values.put("level", level(finding));
        values.put("text", finding.text());
        values.put(
                "remedies", finding.remedies().stream().map(DoctorText::values).toList());
        return values;
    }

    private static Map<String, Object> values(Remedy remedy) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("who", remedy.who().name().toLowerCase(Locale.ROOT));
        values.put("how", remedy.how());
        return values;
    }
}
