package mkrun.inventory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads an INI inventory: {@code [group]} with host lines, {@code [group:vars]}, {@code [group:children]}; comments begin
 * with {@code #} or {@code ;}. Values are typed by the same rule in host lines and in {@code :vars}: see {@link Scalars}.
 */
final class IniParser {
    private static final Pattern SECTION = Pattern.compile("\\[([^\\[\\]:]*)(?::([^\\[\\]:]*))?]");
    private static final Pattern NO_SECTION = Pattern.compile("\\[[^]]*|\\[[^\\[\\]:]+]\\s.*");
    private static final Pattern PORT = Pattern.compile("([^:]+|\\[[0-9A-Fa-f:.]+]):(\\d{1,5})");

    private final Draft draft;
    private final Problems.File file;
    private final Map<String, Integer> varsOf = new LinkedHashMap<>();
    private final Map<String, Integer> childrenAt = new LinkedHashMap<>();
    private String group = Draft.UNGROUPED;
    private String kind = "hosts";

    private IniParser(Draft draft, Problems.File file) {
        this.draft = draft;
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
        parser.checkChildren();
        parser.varsOf.forEach((name, line) -> {
            if (!draft.groups.containsKey(name)) {
                file.problem(
                        line, "[" + name + ":vars], but no group " + name + ": add [" + name + "] or correct the name");
            }
        });
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
            case "children" -> child(number, bare);
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
            varsOf.putIfAbsent(name, number);
        } else if (draft.group(name, file, number).isEmpty()) {
            kind = "unknown";
        }
    }

    private void child(int number, String line) {
        childrenAt.putIfAbsent(line, number);
        draft.groups.get(group).children.add(line);
    }

    /** A group that is only a child is none: its name would be misspelt in silence. It is made all the same, for what follows. */
    private void checkChildren() {
        childrenAt.forEach((name, line) -> {
            boolean defined = draft.groups.containsKey(name);
            if (draft.group(name, file, line).isPresent() && !defined) {
                file.problem(line, "no group " + name + ": add [" + name + "] or correct the name");
            }
        });
    }

    private void variable(int number, String line) {
        int equals = line.indexOf('=');
        if (equals < 0) {
            file.problem(number, "expected name=value, found '" + line + "'");
            return;
        }
        String name = line.substring(0, equals).strip();
        if (file.variable(number, name)) {
            Draft.GroupDraft target = draft.groups.get(group);
            Vars value =
                    one(number, name, IniWords.value(line.substring(equals + 1).strip()));
            if (target != null) {
                target.inline = target.inline.with(value);
            }
        }
    }

    private void host(int number, String line) {
        List<String> words = IniWords.split(line);
        Vars vars = Vars.EMPTY;
        String pattern = words.get(0);
        Matcher port = PORT.matcher(pattern);
        if (port.matches()) {
            pattern = port.group(1);
            vars = one(number, "ansible_port", Long.valueOf(port.group(2)));
        }
        for (String word : words.subList(1, words.size())) {
            int equals = word.indexOf('=');
            if (equals < 0) {
                file.problem(number, "expected name=value behind the host, found '" + word + "'");
            } else if (file.variable(number, word.substring(0, equals))) {
                vars = vars.with(one(number, word.substring(0, equals), IniWords.value(word.substring(equals + 1))));
            }
        }
        add(number, pattern, vars);
    }

    private void add(int number, String pattern, Vars vars) {
        try {
            for (String name : Ranges.expand(pattern)) {
                Draft.HostDraft host = draft.host(name, draft.groups.get(group));
                host.inline = host.inline.with(vars);
            }
        } catch (IllegalArgumentException e) {
            file.problem(number, e.getMessage());
        }
    }

    private Vars one(int number, String name, Object value) {
        return Vars.of(Map.of(name, value), file.at(number));
    }
}
