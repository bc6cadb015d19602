package mkrun.op.router;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import mkrun.op.router.Belongings.Found;
import mkrun.routeros.Reference;
import mkrun.routeros.Row;

/**
 * Rows that stay and name one that goes: routers show its bare id there from then on, and do not say so. Which fields name what
 * is in the tables ({@link Reference}).
 *
 * @param all what is on the router
 * @param going the rows that are removed
 */
record StillNaming(Belongings all, List<Found> going) {
    /** More than that nobody reads; the rest is counted. */
    private static final int MOST = 5;

    /** Who they are, in words; empty if there are none. */
    String text() {
        List<String> rows = rows();
        return rows.isEmpty()
                ? ""
                : "rows of others name what goes, and nothing after that: "
                        + rows.stream().limit(MOST).collect(Collectors.joining(", "))
                        + (rows.size() > MOST ? " and " + (rows.size() - MOST) + " more" : "");
    }

    private List<String> rows() {
        Set<Found> gone = new HashSet<>(going);
        List<String> rows = new ArrayList<>();
        for (Found found : going) {
            String name = found.row().text("name");
            for (Reference reference :
                    name.isEmpty() ? List.<Reference>of() : Reference.to(all.dialect(), found.menu())) {
                all.rows(reference.menu()).stream()
                        .filter(row -> !row.dynamic() && reference.names(row, name))
                        .filter(row -> !gone.contains(new Found(reference.menu(), row)))
                        .map(row -> words(reference, row, name))
                        .forEach(rows::add);
            }
        }
        return rows;
    }

    private static String words(Reference reference, Row row, String name) {
        String called = row.text("name").isEmpty() ? row.comment() : row.text("name");
        return reference.menu() + " " + reference.field().name() + "=" + name
                + (called.isEmpty() ? " (" + row.id() + ")" : " (" + called + ")");
    }
}
