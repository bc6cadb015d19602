package mkrun.routeros;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads our menu files. A line that begins with a blank goes on with the one before; {@code #} begins a comment line;
 * {@code [7.20+]}, {@code [<7.21]} or {@code [7.20+<7.23]} narrows what it stands behind to those versions.
 *
 * <pre>
 * menu PATH KIND [KEY...] [RANGE]      the menu; one a file
 * needs PACKAGE [RANGE] [of PART...]   without which it is missing, or only these commands, fields and values (FIELD=VALUE)
 * fractions                            some times of it may be shorter than a second
 * field ...                            see {@link FieldParser}
 * fields GROUP                         all fields of a group
 * command NAME ARGUMENT...             see {@link ArgumentParser}
 * set NAME ARGUMENT...                 arguments that commands of any file take as $NAME
 * group NAME FIELD...                  one more field of a group
 * </pre>
 *
 * $fields stands for the settable fields of the menu in all their spellings.
 */
final class MenuParser {
    private final Map<String, List<Argument>> sets = new HashMap<>();
    private final Map<String, List<FieldParser.Ranked>> groups = new HashMap<>();

    /** The menu of a file; empty if it holds only sets. */
    Optional<Menu> read(String file, List<String> lines) {
        Draft draft = new Draft();
        for (String line : joined(lines)) {
            try {
                draft.take(Words.split(line));
            } catch (IllegalArgumentException e) {
                throw new IllegalStateException("menus/" + file + ": " + line + ": " + e.getMessage(), e);
            }
        }
        return draft.menu();
    }

    private static List<String> joined(List<String> lines) {
        List<String> statements = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith(" ")) {
                int last = statements.size() - 1;
                statements.set(last, statements.get(last) + " " + line.strip());
            } else if (!line.isBlank() && !line.startsWith("#")) {
                statements.add(line.strip());
            }
        }
        return statements;
    }

    /** A menu in the making. */
    private final class Draft {
        private Optional<Head> head = Optional.empty();
        private final List<Menu.Need> needs = new ArrayList<>();
        private boolean fractions;
        private final List<FieldParser.Ranked> fields = new ArrayList<>();
        private final List<Command> commands = new ArrayList<>();

        void take(List<String> words) {
            List<String> rest = words.subList(1, words.size());
            switch (words.get(0)) {
                case "menu" -> head = Optional.of(Head.parse(rest));
                case "needs" -> needs.add(need(rest));
                case "fractions" -> fractions = true;
                case "field" -> fields.add(FieldParser.parse(rest));
                case "fields" -> fields.addAll(group(rest.get(0)));
                case "command" -> commands.add(command(rest));
                case "set" -> sets.put("$" + rest.get(0), ArgumentParser.parse("", rest.subList(1, rest.size()), sets));
                case "group" ->
                    groups.computeIfAbsent(rest.get(0), g -> new ArrayList<>())
                            .add(FieldParser.parse(rest.subList(1, rest.size())));
                default -> throw new IllegalArgumentException("unknown word " + words.get(0));
            }
        }

        private static Menu.Need need(List<String> words) {
            int of = words.indexOf("of");
            List<String> head = of < 0 ? words : words.subList(0, of);
            Set<String> parts = of < 0 ? Set.of() : Set.copyOf(words.subList(of + 1, words.size()));
            return new Menu.Need(head.get(0), Words.range(head), parts);
        }

        private List<FieldParser.Ranked> group(String name) {
            return Optional.ofNullable(groups.get(name))
                    .orElseThrow(() -> new IllegalArgumentException("unknown group " + name));
        }

        private Command command(List<String> words) {
            Words.Ranged name = Words.ranged(words.get(0));
            Map<String, List<Argument>> known = new HashMap<>(sets);
            known.put("$fields", ArgumentParser.ofFields(fields));
            return new Command(
                    name.word(),
                    name.range(),
                    ArgumentParser.parse(name.word(), words.subList(1, words.size()), known));
        }

        Optional<Menu> menu() {
            return head.map(h -> new Menu(
                    h.path,
                    h.kind,
                    h.keys,
                    h.range,
                    needs,
                    fractions,
                    fields.stream().map(FieldParser.Ranked::field).toList(),
                    commands));
        }
    }

    private record Head(String path, Menu.Kind kind, List<String> keys, VersionRange range) {
        static Head parse(List<String> words) {
            List<String> keys = words.subList(2, words.size()).stream()
                    .filter(w -> !w.startsWith("["))
                    .toList();
            return new Head(
                    words.get(0), Menu.Kind.valueOf(words.get(1).toUpperCase(Locale.ROOT)), keys, Words.range(words));
        }
    }
}
