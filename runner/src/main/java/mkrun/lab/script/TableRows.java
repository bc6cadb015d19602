package mkrun.lab.script;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rows that a table keeps, in their order, and ways to find some of thousands without a look at each. Guarded by the
 * monitor of the {@link RouterState}.
 */
final class TableRows {
    private final List<TableRow> rows = new ArrayList<>();
    private final Map<String, TableRow> byId = new HashMap<>();
    private final Map<List<String>, RowIndex> indexes = new HashMap<>();

    /** Rows that no index has: they are new or have changed since somebody asked. */
    private final Set<TableRow> unsorted = Collections.newSetFromMap(new IdentityHashMap<>());

    List<TableRow> all() {
        return List.copyOf(rows);
    }

    Optional<TableRow> row(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /**
     * The rows that may have the values of another in some fields: each that has them is there, and others that differ from it
     * in the case of letters. In no order.
     */
    Set<TableRow> like(List<String> fields, TableRow row) {
        unsorted.forEach(other -> indexes.values().forEach(index -> index.add(other)));
        unsorted.clear();
        return indexes.computeIfAbsent(fields, this::index).like(row);
    }

    private RowIndex index(List<String> fields) {
        RowIndex index = new RowIndex(fields);
        rows.forEach(index::add);
        return index;
    }

    /** The first row with that value in a field. */
    Optional<TableRow> where(String field, String value) {
        Set<TableRow> found = like(List.of(field), new TableRow("", Map.of(field, value)));
        // Of many the first is near the beginning.
        return (found.size() < 2 ? found : rows)
                .stream().filter(r -> r.text(field).equals(value)).findFirst();
    }

    void append(TableRow row) {
        rows.add(row);
        enter(row);
    }

    private void enter(TableRow row) {
        byId.put(row.id(), row);
        if (!indexes.isEmpty()) {
            unsorted.add(row);
        }
    }

    /** Takes away the row with the id of this one; nothing happens if there is none. */
    void remove(TableRow row) {
        TableRow own = byId.get(row.id());
        if (own != null) {
            changing(own);
            unsorted.remove(own);
            byId.remove(own.id());
            rows.remove(own);
        }
    }

    /** Puts a row before another one, which is there. */
    void insert(TableRow row, TableRow before) {
        rows.add(rows.indexOf(before), row);
        enter(row);
    }

    void replaceAll(List<TableRow> newRows) {
        rows.clear();
        byId.clear();
        indexes.clear();
        unsorted.clear();
        rows.addAll(newRows);
        newRows.forEach(r -> byId.put(r.id(), r));
    }

    /** A row is about to get other values. */
    void changing(TableRow row) {
        if (!indexes.isEmpty() && byId.get(row.id()) == row && unsorted.add(row)) {
            indexes.values().forEach(index -> index.remove(row));
        }
    }
}
