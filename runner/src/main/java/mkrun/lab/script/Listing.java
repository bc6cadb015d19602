package mkrun.lab.script;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import mkrun.lab.script.Layout.Flag;
import mkrun.routeros.Field;

/**
 * What all forms of {@code print} share: which rows under which numbers, which properties, which flags.
 *
 * @param only the properties that were asked for, as this version spells them; none if those that there are
 * @param hidden properties that must be asked for, by canonical name
 */
record Listing(MenuFields fields, List<TableRow> rows, List<Integer> numbers, List<String> only, Set<String> hidden) {
    /** Of a terminal, where nobody says how wide his is. */
    static final int WIDTH = 80;

    static final String END = "\r\n";
    static final String COMMENT = "comment";

    /** The number, the flags and a blank behind each. */
    String head(int index) {
        String number = fields.layout().numbered() ? right(number(index), 2) + " " : " ";
        List<List<Flag>> flags = fields.layout().flags();
        return flags.isEmpty() ? number : number + letters(flags, rows.get(index)) + " ";
    }

    /** The number of a row; empty for one that has none. */
    String number(int index) {
        boolean none = fields.layout().routes() && rows.get(index).is("dynamic");
        return none ? "" : Integer.toString(numbers.get(index));
    }

    static String letters(List<List<Flag>> groups, TableRow row) {
        StringBuilder letters = new StringBuilder();
        groups.forEach(
                g -> letters.append(Layout.shown(g, row).map(Flag::letter).orElse(' ')));
        return letters.toString();
    }

    /**
     * What the letters mean, wrapped between groups at the width of a terminal.
     *
     * @param words how the words of flags are written; letters tell small ones from capitals
     */
    static String legend(List<List<Flag>> groups, UnaryOperator<String> words) {
        StringBuilder out = new StringBuilder("Flags:");
        int line = out.length();
        for (int i = 0; i < groups.size(); i++) {
            String group = groups.get(i).stream()
                            .map(f -> f.letter() + " - " + words.apply(f.word()))
                            .collect(Collectors.joining(", "))
                    + (i < groups.size() - 1 ? ";" : "");
            boolean next = i > 0 && line + 1 + group.length() > WIDTH;
            out.append(next ? " " + END : " ").append(group);
            line = next ? group.length() : line + 1 + group.length();
        }
        return out.toString();
    }

    /** The properties of a row that are neither flags nor the comment, by spelling, in the order of printing. */
    Map<String, Field> properties(TableRow row) {
        Set<String> names = new LinkedHashSet<>(fields.layout().order());
        fields.all().values().forEach(f -> names.add(f.name()));
        names.removeAll(fields.layout().flagFields());
        names.remove(COMMENT);
        Map<String, Field> chosen = new LinkedHashMap<>();
        for (String name : names) {
            fields.all().forEach((spelling, field) -> {
                boolean wanted = only.isEmpty() ? !hidden.contains(name) : only.contains(spelling);
                if (field.name().equals(name)
                        && wanted
                        && fields.stored(row, field).isPresent()) {
                    chosen.put(spelling, field);
                }
            });
        }
        return chosen;
    }

    /** A property as tables print it; {@code ""} if it is unset. */
    String printed(TableRow row, Field field) {
        return fields.stored(row, field)
                .map(v -> FieldOutput.printed(fields, field, v))
                .orElse("");
    }

    static int width(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(0);
    }

    static String left(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }
}
