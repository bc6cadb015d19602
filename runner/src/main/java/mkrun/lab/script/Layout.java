package mkrun.lab.script;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import mkrun.routeros.RouterosVersion;
import mkrun.routeros.VersionRange;

/**
 * How a menu prints its rows.
 *
 * @param range the versions that print so
 * @param detailByDefault whether a plain {@code print} is the detailed one
 * @param flags groups of flags; each group takes one character of a line
 * @param columns properties of the table, by canonical name
 * @param grouped those columns whose digits stand in groups of three
 * @param order properties that come first in details, by canonical name
 * @param bare texts that stand in details without quotes
 * @param empty properties that are there, empty, where nobody set them
 * @param units what stands behind a printed number, by property
 * @param hex properties whose numbers are written in hexadecimal
 */
record Layout(
        String menu,
        VersionRange range,
        boolean detailByDefault,
        List<List<Flag>> flags,
        List<String> columns,
        Set<String> grouped,
        List<String> order,
        Set<String> bare,
        Set<String> empty,
        Map<String, String> units,
        Set<String> hex) {
    /** A letter for a property that is true. */
    record Flag(char letter, String field, String word) {}

    private static final String FILE = "layouts";
    private static final List<Layout> ALL = read();

    /** The layout of a menu in its version; one without flags or columns where none is written down. */
    static Layout of(RouterosVersion version, String menu) {
        return ALL.stream()
                .filter(l -> l.menu().equals(menu) && l.range().contains(version))
                .findFirst()
                .orElseGet(() -> plain(menu, VersionRange.ALWAYS));
    }

    private static Layout plain(String menu, VersionRange range) {
        return new Layout(
                menu, range, false, List.of(), List.of(), Set.of(), List.of(), Set.of(), Set.of(), Map.of(), Set.of());
    }

    Set<String> flagFields() {
        return flags.stream().flatMap(List::stream).map(Flag::field).collect(Collectors.toSet());
    }

    private static List<Layout> read() {
        try (InputStream in = Layout.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("missing in the jar: mkrun/lab/script/" + FILE);
            }
            List<Layout> layouts = new ArrayList<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(l -> !l.isBlank() && !l.startsWith("#"))
                    .forEach(l -> line(layouts, l.split(" ", 2)));
            return List.copyOf(layouts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void line(List<Layout> layouts, String[] line) {
        String rest = line.length > 1 ? line[1] : "";
        if (line[0].equals("menu")) {
            String[] parts = rest.split(" ");
            VersionRange range = parts.length > 1
                    ? VersionRange.parse(parts[1].substring(1, parts[1].length() - 1))
                    : VersionRange.ALWAYS;
            layouts.add(plain(parts[0], range));
            return;
        }
        int last = layouts.size() - 1;
        layouts.set(last, layouts.get(last).with(line[0], rest));
    }

    private Layout with(String keyword, String rest) {
        List<String> words = List.of(rest.split(" "));
        List<String> names = words.stream().map(w -> w.replace("#", "")).toList();
        Set<String> digits = words.stream()
                .filter(w -> w.endsWith("#"))
                .map(w -> w.replace("#", ""))
                .collect(Collectors.toSet());
        return switch (keyword) {
            case "detailed" -> new Layout(menu, range, true, flags, columns, grouped, order, bare, empty, units, hex);
            case "flags" ->
                new Layout(
                        menu, range, detailByDefault, groups(rest), columns, grouped, order, bare, empty, units, hex);
            case "columns" ->
                new Layout(menu, range, detailByDefault, flags, names, digits, order, bare, empty, units, hex);
            case "order" ->
                new Layout(menu, range, detailByDefault, flags, columns, grouped, words, bare, empty, units, hex);
            case "bare" ->
                new Layout(
                        menu,
                        range,
                        detailByDefault,
                        flags,
                        columns,
                        grouped,
                        order,
                        Set.copyOf(words),
                        empty,
                        units,
                        hex);
            case "empty" ->
                new Layout(
                        menu,
                        range,
                        detailByDefault,
                        flags,
                        columns,
                        grouped,
                        order,
                        bare,
                        Set.copyOf(words),
                        units,
                        hex);
            case "units" ->
                new Layout(
                        menu,
                        range,
                        detailByDefault,
                        flags,
                        columns,
                        grouped,
                        order,
                        bare,
                        empty,
                        words.stream().map(w -> w.split("=")).collect(Collectors.toMap(w -> w[0], w -> w[1])),
                        hex);
            case "hex" ->
                new Layout(
                        menu,
                        range,
                        detailByDefault,
                        flags,
                        columns,
                        grouped,
                        order,
                        bare,
                        empty,
                        units,
                        Set.copyOf(words));
            default -> throw new IllegalStateException("unknown word in layouts: " + keyword);
        };
    }

    /** Underscores stand for blanks. */
    private static List<List<Flag>> groups(String text) {
        List<List<Flag>> groups = new ArrayList<>();
        for (String group : text.split("; ")) {
            List<Flag> flags = new ArrayList<>();
            for (String flag : group.split(", ")) {
                String[] parts = flag.split(" ");
                flags.add(new Flag(parts[0].charAt(0), parts[1].replace('_', ' '), parts[2].replace('_', ' ')));
            }
            groups.add(List.copyOf(flags));
        }
        return List.copyOf(groups);
    }

    /** The letter that a group shows for a row. */
    static Optional<Flag> shown(List<Flag> group, TableRow row) {
        return group.stream().filter(f -> row.is(f.field())).findFirst();
    }
}
