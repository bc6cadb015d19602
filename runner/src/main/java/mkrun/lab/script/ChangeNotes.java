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
    private final Map<TableRow, Map<String, String>> rows = new IdentityHashMap<>();
    private boolean noting;

    /** A command begins. */
    void begin() {
        tables.clear();
        rows.clear();
        noting = true;
    }

    /** A table is about to get, lose or move rows. */
    void about(Table table) {
        if (noting && !ActionText.silent(table.menu())) {
            tables.computeIfAbsent(table, Table::own);
        }
    }

    /** A row is about to get other values. */
    void about(TableRow row) {
        if (noting) {
            rows.computeIfAbsent(row, r -> new LinkedHashMap<>(r.values()));
        }
    }

    /** The command is over: what it has changed in the end. */
    RowChanges end() {
        noting = false;
        List<RowChanges.OfTable> changedTables = new ArrayList<>();
        tables.forEach((table, before) -> {
            RowChanges.OfTable change = new RowChanges.OfTable(table, before, table.own());
            change.added().forEach(rows::remove); // their values go and come with them
            if (change.real()) {
                changedTables.add(change);
            }
        });
        List<RowChanges.OfRow> changedRows = new ArrayList<>();
        rows.forEach((row, before) -> {
            if (!before.equals(row.values())) {
                changedRows.add(new RowChanges.OfRow(row, before, new LinkedHashMap<>(row.values())));
            }
        });
        return new RowChanges(changedTables, changedRows);
    }
}
