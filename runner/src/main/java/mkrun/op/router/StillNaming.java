package mkrun.op.router;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import mkrun.op.router.Belongings.Found;
import mkrun.routeros.Dialect;
import mkrun.routeros.Reference;
import mkrun.routeros.Row;
import mkrun.target.TargetException;
import mkrun.target.routeros.RouterProbe;

/**
 * Rows that stay and name one that goes: routers show its bare id there from then on, and do not say so. Which fields name what
 * is in the tables ({@link Reference}).
 *
 * @param rows of the menus that may name them, by path
 * @param going the rows that are removed
 */
record StillNaming(Dialect dialect, Map<String, List<Row>> rows, List<Found> going) {
    /** More than that nobody reads; the rest is counted. */
    private static final int MOST = 5;

    /**
     * The same words for rows of a menu, which costs an exchange if there are any and the menus that may name them are not known.
     *
     * @param going the rows of that menu that are removed
     */
    static String text(RouterProbe probe, MenuRows seen, List<Row> going) throws TargetException {
        Set<String> menus = new TreeSet<>();
        if (!going.isEmpty()) {
            Reference.to(seen.dialect(), seen.menu()).forEach(reference -> menus.add(reference.menu()));
        }
        List<Found> found =
                going.stream().map(row -> new Found(seen.menu(), row)).toList();
        return new StillNaming(seen.dialect(), probe.rows(menus), found).text();
    }

    /** Who they are, in words; empty if there are none. */
    String text() {
        List<String> naming = naming();
        return naming.isEmpty()
                ? ""
                : "rows of others name what goes, and nothing after that: "
                        + naming.stream().limit(MOST).collect(Collectors.joining(", "))
                        + (naming.size() > MOST ? " and " + (naming.size() - MOST) + " more" : "");
    }

    private List<String> naming() {
        List<String> naming = new ArrayList<>();
        for (Found found : going) {
            String name = found.row().text("name");
            for (Reference reference : name.isEmpty() ? List.<Reference>of() : Reference.to(dialect, found.menu())) {
                rows.getOrDefault(reference.menu(), List.of()).stream()
                        .filter(row -> !row.dynamic() && reference.names(row, name))
                        .filter(row -> !goes(reference.menu(), row))
                        .map(row -> words(reference, row, name))
                        .forEach(naming::add);
            }
        }
        return naming;
    }

    private boolean goes(String menu, Row row) {
        return going.stream()
                .anyMatch(found -> found.menu().equals(menu) && found.row().id().equals(row.id()));
    }

    private static String words(Reference reference, Row row, String name) {
        String called = row.text("name").isEmpty() ? row.comment() : row.text("name");
        return reference.menu() + " " + reference.field().name() + "=" + name
                + (called.isEmpty() ? " (" + row.id() + ")" : " (" + called + ")");
    }
}
