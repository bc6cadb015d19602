package mkrun.op.router;

import java.util.List;
import mkrun.routeros.Dialect;
import mkrun.routeros.Row;
import mkrun.target.TargetException;
import mkrun.target.routeros.RouterProbe;

/**
 * A menu as it was seen.
 *
 * @param dialect what the router understands
 * @param menu path
 * @param rows in the router's order
 */
public record MenuRows(Dialect dialect, String menu, List<Row> rows) {
    public MenuRows {
        rows = List.copyOf(rows);
    }

    static MenuRows of(RouterProbe probe, String menu) throws TargetException {
        return new MenuRows(probe.dialect(), menu, probe.rows(menu));
    }

    Wording wording() {
        return new Wording(dialect, menu);
    }

    /** The rows that carry that mark. */
    List<Row> marked(Mark mark) {
        return rows.stream().filter(mark::owns).toList();
    }
}
