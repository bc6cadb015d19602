package mkrun.lab.script;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import mkrun.routeros.RouterosVersion;
import mkrun.routeros.VersionRange;

/**
 * How a menu is exported.
 *
 * @param menu whose rows they are
 * @param range the versions that export so
 * @param shown the menu that stands above the rows
 * @param only a field and its value that rows must have; empty for all rows
 * @param find the field by which rows of the router's own making are found; empty where their name alone will do
 * @param always fields that are written even if unset
 * @param skip fields that are never written
 */
record ExportLayout(
        String menu,
        VersionRange range,
        String shown,
        List<String> only,
        String find,
        Set<String> always,
        Set<String> skip) {
    private static final String FILE = "exports";
    private static final List<ExportLayout> ALL = read();

    /** Those of a version, in the order of an export. */
    static List<ExportLayout> of(RouterosVersion version) {
        return ALL.stream().filter(l -> l.range().contains(version)).toList();
    }

    /** Whether it is exported when that menu is: itself, or one above it. */
    boolean within(String exported) {
        return exported.equals("/") || inside(menu, exported) || inside(shown, exported);
    }

    private static boolean inside(String menu, String outer) {
        return menu.equals(outer) || menu.startsWith(outer + "/");
    }

    private static List<ExportLayout> read() {
        try (InputStream in = ExportLayout.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("missing in the jar: mkrun/lab/script/" + FILE);
            }
            List<ExportLayout> layouts = new ArrayList<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(l -> !l.isBlank() && !l.startsWith("#"))
                    .forEach(l -> line(layouts, List.of(l.split(" "))));
            return List.copyOf(layouts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void line(List<ExportLayout> layouts, List<String> words) {
        List<String> rest = words.subList(1, words.size());
        if (words.get(0).equals("menu")) {
            layouts.add(plain(rest));
            return;
        }
        int last = layouts.size() - 1;
        layouts.set(last, layouts.get(last).with(words.get(0), rest));
    }

    private static ExportLayout plain(List<String> words) {
        String menu = words.get(0);
        VersionRange range =
                words.size() > 1 ? VersionRange.parse(words.get(1).replaceAll("[\\[\\]]", "")) : VersionRange.ALWAYS;
        return new ExportLayout(menu, range, menu, List.of(), "", Set.of(), Set.of());
    }

    private ExportLayout with(String keyword, List<String> rest) {
        return switch (keyword) {
            case "as" -> new ExportLayout(menu, range, rest.get(0), only, find, always, skip);
            case "only" -> new ExportLayout(menu, range, shown, List.copyOf(rest), find, always, skip);
            case "find" -> new ExportLayout(menu, range, shown, only, rest.get(0), always, skip);
            case "always" -> new ExportLayout(menu, range, shown, only, find, Set.copyOf(rest), skip);
            case "skip" -> new ExportLayout(menu, range, shown, only, find, always, Set.copyOf(rest));
            default -> throw new IllegalStateException("unknown word in exports: " + keyword);
        };
    }
}
