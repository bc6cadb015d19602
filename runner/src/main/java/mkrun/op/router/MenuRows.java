package mkrun.op.router;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mkrun.routeros.Dialect;
import mkrun.routeros.Ledger;
import mkrun.routeros.Row;
import mkrun.routeros.access.RowChange;
import mkrun.target.Secret;
import mkrun.target.TargetException;
import mkrun.target.routeros.RouterCommand;
import mkrun.target.routeros.RouterProbe;
import mkrun.task.Plan;

/** A menu as it was seen. For one thread. */
public final class MenuRows {
    private final Dialect dialect;
    private final String menu;
    private final List<Row> rows;
    private final Ledger ledger;
    private final RowIndex index;
    private final String note;

    /**
     * @param dialect what the router understands
     * @param menu path
     * @param rows in the router's order
     * @param ledger what mkrun keeps on the router beside comments
     */
    MenuRows(Dialect dialect, String menu, List<Row> rows, Ledger ledger) {
        this(dialect, menu, rows, ledger, "");
    }

    private MenuRows(Dialect dialect, String menu, List<Row> rows, Ledger ledger, String note) {
        this.dialect = dialect;
        this.menu = menu;
        this.rows = List.copyOf(rows);
        this.ledger = ledger;
        this.index = new RowIndex(this.rows, wording());
        this.note = note;
    }

    /** What the router understands. */
    Dialect dialect() {
        return dialect;
    }

    /** The path. */
    String menu() {
        return menu;
    }

    /** The rows in the router's order. */
    List<Row> rows() {
        return rows;
    }

    /** A menu that needs no ledger. */
    static MenuRows of(RouterProbe probe, String menu) throws TargetException {
        return new MenuRows(probe.dialect(), menu, probe.rows(menu), Ledger.EMPTY);
    }

    /** A menu with its rows marked, whatever the router keeps marks in. */
    static MenuRows of(RouterProbe probe, MenuOperation<?> operation) throws TargetException {
        Dialect dialect = probe.dialect().with(operation.table());
        if (!operation.reads().contains(Ledger.MENU)) {
            return new MenuRows(dialect, operation.menu(), probe.rows(operation.menu()), Ledger.EMPTY);
        }
        RowLedger ledger = new RowLedger(dialect, operation.menu(), Ledger.of(probe.rows(Ledger.MENU)));
        return new MenuRows(dialect, operation.menu(), ledger.marked(probe.rows(operation.menu())), ledger.ledger());
    }

    /** The same with other rows. */
    MenuRows with(List<Row> others) {
        return new MenuRows(dialect, menu, others, ledger, note);
    }

    /** The same, of which something is to be told. */
    MenuRows noting(String text) {
        return new MenuRows(dialect, menu, rows, ledger, text);
    }

    /** What is to be told beside the changes, if there are any; empty for nothing. */
    String note() {
        return note;
    }

    RowLedger book() {
        return new RowLedger(dialect, menu, ledger);
    }

    Wording wording() {
        return new Wording(dialect, menu);
    }

    /** What sets these fields makes of a row, secrets left out. */
    RowChange set(Row row, Map<String, Object> values) {
        return RowChange.set(menu, row, overlaid(row, values));
    }

    /**
     * The values that a row which the router has by itself does not have yet; write-only ones are compared by what the
     * ledger knows of them.
     *
     * @param owner whose they are in the ledger, where other rows have marks
     */
    Map<String, Object> different(String owner, Row row, Map<String, Object> values) throws TargetException {
        Map<String, Object> different = wording().differences(row, values);
        book().settle(owner, row, different);
        return different;
    }

    /**
     * What gives such a row these values, and keeps word of the write-only ones.
     *
     * @param command that sets them
     * @param owner as for {@link #different}
     */
    Plan setting(RouterCommand command, String owner, Row row, Map<String, Object> values) throws TargetException {
        RouterCommand set = command.undoneBy(new RowUndo(this).set(row, values)).changing(set(row, values));
        return Plan.of(book().remembered(owner, values, set), "");
    }

    /** What adds a row of these fields, secrets left out. */
    RowChange added(Map<String, Object> values) {
        return RowChange.added(menu, overlaid(new Row("", Map.of()), values));
    }

    private Row overlaid(Row row, Map<String, Object> values) {
        Map<String, String> after = new LinkedHashMap<>(row.values());
        values.forEach((name, value) -> {
            if (!(value instanceof Secret)) {
                after.put(name, wording().normal(name, value));
            }
        });
        return new Row(row.id(), after);
    }

    /** The rows that carry that mark. */
    List<Row> marked(Mark mark) {
        return index.marked(mark);
    }

    /** The rows that have these values, whoever made them. */
    List<Row> matching(Map<String, Object> values) {
        return index.matching(values);
    }
}
