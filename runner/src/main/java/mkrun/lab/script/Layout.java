package mkrun.lab.script;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mkrun.routeros.RouterosVersion;
import mkrun.routeros.VersionRange;

/**
 * How a menu prints its rows.
 *
 * @param range the versions that print so
 * @param numbered whether rows are printed with numbers
 * @param routes whether rows are printed in the order of {@link Routes#ORDER}, and only those that are not dynamic with
 *     numbers
 * @param detailByDefault whether a plain {@code print} is the detailed one, though there is a table
 * @param flags groups of flags; each group takes one character of a line
 * @param columns properties of the table, by canonical name
 * @param lines properties whose values are all that a plain {@code print} shows of a row, without a heading; none where it
 *     is a table or the detailed one
 * @param counted the columns of {@code print stats} that stand before the counters
 * @param counters properties that {@code print stats} shows behind the columns, and other forms leave out; none where the
 *     lab has no such form
 * @param grouped those columns whose digits stand in groups of three
 * @param scarce those columns that are shown only if a row has something there
 * @param order properties that come first in details, by canonical name
 * @param bare texts that stand in details without quotes
 * @param empty properties that are there, empty, where nobody set them
 * @param units what stands behind a printed number, by property
 * @param hex properties whose numbers are written in hexadecimal
 * @param clock properties that are times of day
 * @param digits properties whose words are shown by their numbers
 */
record Layout(
        String menu,
        VersionRange range,
        boolean numbered,
        boolean routes,
        boolean detailByDefault,
        List<List<Flag>> flags,
        List<String> columns,
        List<String> lines,
        List<String> counted,
        List<String> counters,
        Set<String> grouped,
        Set<String> scarce,
        List<String> order,
        Set<String> bare,
        Set<String> empty,
        Map<String, String> units,
        Set<String> hex,
        Set<String> clock,
        Set<String> digits) {
    /** A letter for a property that is true. */
    record Flag(char letter, String field, String word) {}

    private static final String FILE = "layouts";
    private static final Set<String> KEYWORDS = Set.of(
            "detailed",
            "unnumbered",
            "routes",
            "flags",
            "columns",
            "lines",
            "counted",
            "counters",
            "order",
            "bare",
            "empty",
            "units",
            "hex",
            "clock",
            "digits");
    private static final List<Layout> ALL = read();

    /** The layout of a menu in its version; one without flags or columns where none is written down. */
    static Layout of(RouterosVersion version, String menu) {
        return ALL.stream()
                .filter(l -> l.menu().equals(menu) && l.range().contains(version))
                .findFirst()
                .orElseGet(() -> plain(menu, VersionRange.ALWAYS));
    }

    static List<Layout> all() {
        return ALL;
    }

    /** All properties that it names, by canonical name. */
    Stream<String> named() {
        return Stream.of(flagFields(), columns, lines, counters, order, bare, empty, units.keySet(), hex, clock, digits)
                .flatMap(Collection::stream);
    }

    private static Layout plain(String menu, VersionRange range) {
        return said(menu, range, Map.of());
    }

    /** @param said what follows each keyword of the file */
    private static Layout said(String menu, VersionRange range, Map<String, String> said) {
        List<String> columns = words(said, "columns");
        return new Layout(
                menu,
                range,
                !said.containsKey("unnumbered"),
                said.containsKey("routes"),
                said.containsKey("detailed"),
                groups(said.getOrDefault("flags", "")),
                names(columns),
                words(said, "lines"),
                said.containsKey("counted") ? words(said, "counted") : names(columns),
                words(said, "counters"),
                marked(columns, "#"),
                marked(columns, "?"),
                words(said, "order"),
                Set.copyOf(words(said, "bare")),
                Set.copyOf(words(said, "empty")),
                words(said, "units").stream().map(w -> w.split("=")).collect(Collectors.toMap(w -> w[0], w -> w[1])),
                Set.copyOf(words(said, "hex")),
                Set.copyOf(words(said, "clock")),
                Set.copyOf(words(said, "digits")));
    }

    private static List<String> names(List<String> columns) {
        return columns.stream().map(w -> w.replaceFirst("[#?]$", "")).toList();
    }

    private static Set<String> marked(List<String> columns, String mark) {
        return Set.copyOf(names(columns.stream().filter(w -> w.endsWith(mark)).toList()));
    }

    private static List<String> words(Map<String, String> said, String keyword) {
        return said.containsKey(keyword) ? List.of(said.get(keyword).split(" ")) : List.of();
    }

    Set<String> flagFields() {
        return flags.stream().flatMap(List::stream).map(Flag::field).collect(Collectors.toSet());
    }

    private static List<Layout> read() {
        try (InputStream in = Layout.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("missing in the jar: mkrun/lab/script/" + FILE);
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(l -> !l.isBlank() && !l.startsWith("#"))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Layout> parse(List<String> lines) {
        List<Layout> layouts = new ArrayList<>();
        Map<String, String> said = new HashMap<>();
        String[] head = {};
        for (String line : lines) {
            String[] parts = line.split(" ", 2);
            String rest = parts.length > 1 ? parts[1] : "";
            if (parts[0].equals("menu")) {
                close(layouts, head, said);
                head = rest.split(" ");
                said.clear();
            } else if (KEYWORDS.contains(parts[0])) {
                said.put(parts[0], rest);
            } else {
                throw new IllegalStateException("unknown word in layouts: " + parts[0]);
            }
        }
        close(layouts, head, said);
        return List.copyOf(layouts);
    }

    private static void close(List<Layout> layouts, String[] head, Map<String, String> said) {
        if (head.length > 0) {
            VersionRange range = head.length > 1
                    ? VersionRange.parse(head[1].substring(1, head[1].length() - 1))
                    : VersionRange.ALWAYS;
            layouts.add(said(head[0], range, said));
        }
    }

    /** Underscores stand for blanks. */
    private static List<List<Flag>> groups(String text) {
        List<List<Flag>> groups = new ArrayList<>();
        for (String group : text.isEmpty() ? new String[0] : text.split("; ")) {
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
