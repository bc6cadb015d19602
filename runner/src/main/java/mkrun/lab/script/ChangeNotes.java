package mkrun.lab.script;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Notes what a command changes: tables and rows as they were before it touched them. Tables and rows tell it; between
 * commands it listens to nobody. Guarded by the monitor of the {@link RouterState}.
 */
final class ChangeNotes {
    private final Map<Table, List<TableRow>> tables = new IdentityHashMap<>();
    private final Map<Table, List<TableRow>> appended = new IdentityHashMap<>();
    private final Map<TableRow, Map<String, String>> rows = new IdentityHashMap<>();
    private boolean noting;

    /** A command begins. */
    void begin() {
        tables.clear();
        appended.clear();
        rows.clear();
        noting = true;
    }

    /** A table is about to lose or move rows. */
    void about(Table table) {
        if (noting && !ActionText.silent(table.menu())) {
            tables.computeIfAbsent(table, t -> {
                List<TableRow> before = t.own();
                List<TableRow> behind = appended.getOrDefault(t, List.of());
                appended.remove(t);
                return before.subList(0, before.size() - behind.size());
            });
        }
    }

    /** A table is about to get a row behind all others: of thousands no copy is needed to take that back. */
    void appended(Table table, TableRow row) {
        if (noting && !ActionText.silent(table.menu()) && !tables.containsKey(table)) {
            appended.computeIfAbsent(table, t -> new ArrayList<>()).add(row);
        }
    }

    /** A row is about to get other values. */
    void about(TableRow row) {
        if (noting) {
            rows.computeIfAbsent(row, r -> new LinkedHashMap<>(r.values()));
        }
    }

    /** What follows from what is there is nobody's change. */
    void aside(Runnable update) {
        boolean before = noting;
        noting = false;
        update.run();
        noting = before;
    }

    /** The command is over: what it has changed in the end. */
    RowChanges end() {
        noting = false;
        List<RowChanges.OfTable> changedTables = new ArrayList<>();
        appended.forEach((table, behind) -> changedTables.add(new RowChanges.Appended(table, behind)));
        tables.forEach((table, before) -> {
            RowChanges.Reordered change = new RowChanges.Reordered(table, before, table.own());
            if (change.real()) {
                changedTables.add(change);
            }
        });
        changedTables.forEach(change -> change.added().forEach(rows::remove)); // their values go and come with them
        List<RowChanges.OfRow> changedRows = new ArrayList<>();
        rows.forEach((row, before) -> {
            if (!before.equals(row.values())) {
                changedRows.add(new RowChanges.OfRow(row, before, new LinkedHashMap<>(row.values())));
            }
        });
        return new RowChanges(changedTables, changedRows);
    }
}
