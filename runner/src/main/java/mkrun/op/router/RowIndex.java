package mkrun.op.router;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import mkrun.routeros.Row;

/** Finds rows of a menu by what names them, since a list of ten thousand is not to be searched for each of its rows. */
final class RowIndex {
    private final List<Row> rows;
    private final Wording wording;
    private final Map<String, List<Row>> byMark = new HashMap<>();
    /** By the names of fields, then by their values in normal form. */
    private final Map<Set<String>, Map<List<String>, List<Row>>> byValues = new HashMap<>();

    /** @param rows in the router's order, in which rows are found, too */
    RowIndex(List<Row> rows, Wording wording) {
        this.rows = rows;
        this.wording = wording;
    }

    /** The rows that carry that mark; what the router made of a marked row carries it at most as a copy. */
    List<Row> marked(Mark mark) {
        if (byMark.isEmpty()) {
            for (Row row : rows) {
                Mark.named(row).filter(name -> !row.dynamic()).ifPresent(name -> put(byMark, name.name(), row));
            }
        }
        return byMark.getOrDefault(mark.name(), List.of());
    }

    /** The rows that {@link Wording#matches} these values. */
    List<Row> matching(Map<String, Object> values) {
        if (!wording.normal(values.keySet())) {
            return rows.stream().filter(row -> wording.matches(row, values)).toList();
        }
        Optional<Map<String, String>> wanted = wording.normal(values);
        if (wanted.isEmpty()) {
            return List.of();
        }
        List<String> names = List.copyOf(new TreeSet<>(wanted.get().keySet()));
        Map<List<String>, List<Row>> known = byValues.computeIfAbsent(Set.copyOf(names), fields -> index(names));
        return known.getOrDefault(names.stream().map(wanted.get()::get).toList(), List.of());
    }

    private Map<List<String>, List<Row>> index(List<String> names) {
        Map<List<String>, List<Row>> index = new HashMap<>();
        for (Row row : rows) {
            put(index, names.stream().map(name -> wording.normal(row, name)).toList(), row);
        }
        return index;
    }

    private static <K> void put(Map<K, List<Row>> index, K key, Row row) {
        index.computeIfAbsent(key, k -> new ArrayList<>(1)).add(row);
    }
}
