package mkrun.lab.script;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mkrun.routeros.RouterosVersion;
import mkrun.routeros.VersionRange;

/**
 * How a menu is exported; where that is known from stands in the file that it is read from.
 *
 * @param menu whose rows they are
 * @param range the versions that export so
 * @param words what the file says of it, by keyword
 */
record ExportLayout(String menu, VersionRange range, Map<String, List<String>> words) {
    private static final String FILE = "exports";
    private static final String FIND = "find";
    private static final String WORDS = "words";
    private static final Set<String> KEYWORDS = Stream.concat(
                    Stream.of(FIND, WORDS), Stream.of(ExportTrait.values()).map(ExportTrait::keyword))
            .collect(Collectors.toUnmodifiableSet());
    private static final String NUMBER = "number";
    private static final List<ExportLayout> ALL = read();

    /** Those of a version, in the order of an export. */
    static List<ExportLayout> of(RouterosVersion version) {
        return ALL.stream().filter(l -> l.range().contains(version)).toList();
    }

    /** What commands of a menu take with an exclamation mark and without a value, as exports write it. */
    static Set<String> unset(RouterosVersion version, String menu) {
        return ALL.stream()
                .filter(l -> l.range().contains(version) && l.menu().equals(menu))
                .flatMap(l -> l.word(ExportTrait.UNSET.keyword()).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether it is exported when that menu is: itself, or one above it. */
    boolean within(String exported) {
        return exported.equals("/") || menu.equals(exported) || menu.startsWith(exported + "/");
    }

    /** The field by which rows of the router's own making are found; empty where their name or number alone will do. */
    String find() {
        return numbered() ? "" : word(FIND).stream().findFirst().orElse("");
    }

    /** Whether rows of the router's own making go by their number. */
    boolean numbered() {
        return word(FIND).contains(NUMBER);
    }

    /** Whether exports treat a field so. */
    boolean has(ExportTrait trait, String field) {
        return word(trait.keyword()).contains(field);
    }

    /** All that a list can have, in order; empty for fields that do not say what they lack. */
    List<String> all(String field) {
        List<String> all = word(WORDS);
        return !all.isEmpty() && all.get(0).equals(field) ? all.subList(1, all.size()) : List.of();
    }

    private List<String> word(String keyword) {
        return words.getOrDefault(keyword, List.of());
    }

    private static List<ExportLayout> read() {
        try (InputStream in = ExportLayout.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("missing in the jar: mkrun/lab/script/" + FILE);
            }
            List<ExportLayout> layouts = new ArrayList<>();
            Map<String, List<String>> groups = new HashMap<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(l -> !l.isBlank() && !l.startsWith("#"))
                    .forEach(l -> line(layouts, groups, List.of(l.split(" "))));
            return List.copyOf(layouts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void line(List<ExportLayout> layouts, Map<String, List<String>> groups, List<String> words) {
        String keyword = words.get(0);
        List<String> rest =
                words.stream().skip(1).flatMap(w -> spread(groups, w)).toList();
        if (keyword.equals("group")) {
            groups.put(rest.get(0), rest.subList(1, rest.size()));
        } else if (keyword.equals("menu")) {
            layouts.add(plain(rest));
        } else if (KEYWORDS.contains(keyword)) {
            layouts.get(layouts.size() - 1).words().put(keyword, rest);
        } else {
            throw new IllegalStateException("unknown word in exports: " + keyword);
        }
    }

    private static Stream<String> spread(Map<String, List<String>> groups, String word) {
        return word.startsWith("$") ? groups.get(word.substring(1)).stream() : Stream.of(word);
    }

    private static ExportLayout plain(List<String> words) {
        VersionRange range =
                words.size() > 1 ? VersionRange.parse(words.get(1).replaceAll("[\\[\\]]", "")) : VersionRange.ALWAYS;
        return new ExportLayout(words.get(0), range, new LinkedHashMap<>());
    }
}
