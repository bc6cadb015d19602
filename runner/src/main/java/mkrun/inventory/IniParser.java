package mkrun.inventory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads an INI inventory: {@code [group]} with host lines, {@code [group:vars]}, {@code [group:children]}; comments begin
 * with {@code #} or {@code ;}. Names of hosts may stand in quotes, as in Ansible's. Values are typed by the same rule in
 * host lines and in {@code :vars}: see {@link Scalars}.
 */
final class IniParser {
    private static final Pattern SECTION = Pattern.compile("\\[([^\\[\\]:]*)(?::([^\\[\\]:]*))?]");
    private static final Pattern NO_SECTION = Pattern.compile("\\[[^]]*|\\[[^\\[\\]:]+]\\s.*");
    private static final Pattern PORT = Pattern.compile("([^:]+|\\[[0-9A-Fa-f:.]+]):(\\d{1,5})");

    private final InventoryEntries entries;
    private final Problems.File file;
    private String group = Draft.UNGROUPED;
    private String kind = "hosts";

    private IniParser(Draft draft, Problems.File file) {
        this.entries = new InventoryEntries(draft, file);
        this.file = file;
    }

    static void read(List<String> lines, Draft draft, Problems.File file) {
        IniParser parser = new IniParser(draft, file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#") && !line.startsWith(";")) {
                parser.line(i + 1, line);
            }
        }
        parser.entries.end();
    }

    private void line(int number, String line) {
        String bare = IniWords.withoutComment(line);
        Matcher section = SECTION.matcher(bare);
        if (section.matches()) {
            section(
                    number,
                    section.group(1).strip(),
                    Optional.ofNullable(section.group(2)).orElse("hosts"));
            return;
        }
        if (NO_SECTION.matcher(bare).matches()) {
            file.problem(number, bare + ": a section is [group], [group:vars] or [group:children], alone in its line");
            kind = "unknown";
            return;
        }
        switch (kind) {
            case "hosts" -> host(number, bare);
            case "children" -> entries.child(group, bare, number);
            case "vars" -> variable(number, bare);
            default -> {
                // A section that is already reported: its lines would only repeat that.
            }
        }
    }

    private void section(int number, String name, String newKind) {
        group = name;
        kind = newKind.strip();
        if (!List.of("hosts", "vars", "children").contains(kind)) {
            file.problem(number, "[" + name + ":" + kind + "]: a section is [group], [group:vars] or [group:children]");
            kind = "unknown";
        } else if (kind.equals("vars")) {
            entries.vars(name, Map.of(), number);
        } else if (!entries.group(name, number)) {
            kind = "unknown";
        }
    }

    private void variable(int number, String line) {
        int equals = line.indexOf('=');
        if (equals < 0) {
            file.problem(number, "expected name=value, found '" + line + "'");
            return;
        }
        Object value = IniWords.value(line.substring(equals + 1).strip());
        entries.vars(group, Map.of(line.substring(0, equals).strip(), value), number);
    }

    private void host(int number, String line) {
        List<String> words = IniWords.split(line);
        Map<String, Object> vars = new LinkedHashMap<>();
        String pattern = IniWords.unquoted(words.get(0));
        Matcher port = PORT.matcher(pattern);
        if (port.matches()) {
            pattern = port.group(1);
            vars.put("ansible_port", Long.valueOf(port.group(2)));
        }
        for (String word : words.subList(1, words.size())) {
            int equals = word.indexOf('=');
            if (equals < 0) {
                file.problem(number, "expected name=value behind the host, found '" + word + "'");
            } else if (IniWords.runsOn(word)) {
                String name = word.substring(0, equals); // the value may be a secret
                file.problem(number, "the quote in " + name + "=... is not closed, and takes the rest of the line");
            } else {
                vars.put(word.substring(0, equals), IniWords.value(word.substring(equals + 1)));
            }
        }
        entries.host(group, pattern, vars, number);
    }
}
