package mkrun.lab.script;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The rows of a table by what some of their fields are, in whatever case; what is unset is as good as empty. */
final class RowIndex {
    private final List<String> fields;
    private final Map<List<String>, Set<TableRow>> rows = new HashMap<>();

    RowIndex(List<String> fields) {
        this.fields = List.copyOf(fields);
    }

    void add(TableRow row) {
        List<String> key = key(row);
        Set<TableRow> some = rows.get(key);
        if (some == null) {
            rows.put(key, Set.of(row)); // as most are: alone, and small
        } else if (some instanceof HashSet<TableRow> many) {
            many.add(row);
        } else {
            Set<TableRow> two = new HashSet<>(some);
            two.add(row);
            rows.put(key, two);
        }
    }

    /** Forgets a row that has the same values as when it was added. */
    void remove(TableRow row) {
        List<String> key = key(row);
        Set<TableRow> some = rows.getOrDefault(key, Set.of());
        if (some instanceof HashSet<TableRow> many) {
            many.remove(row);
        } else if (some.contains(row)) {
            rows.remove(key);
        }
    }

    /** Those that have the values of another row, or differ in case only; in no order. */
    Set<TableRow> like(TableRow row) {
        return rows.getOrDefault(key(row), Set.of());
    }

    private List<String> key(TableRow row) {
        List<String> key = new ArrayList<>(fields.size());
        for (String field : fields) {
            key.add(row.text(field).toUpperCase(Locale.ROOT));
        }
        return List.copyOf(key);
    }
}
