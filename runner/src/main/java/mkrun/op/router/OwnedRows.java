package mkrun.op.router;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import mkrun.routeros.Field;
import mkrun.routeros.Menu;
import mkrun.routeros.Values;
import mkrun.target.Secret;

/**
 * What a task says of all rows that an owner has in a menu, to be held against what other tasks say of them.
 *
 * @param menu path
 * @param owner as rows carry it in their marks
 * @param prune whether rows of the owner that are none of these are removed
 * @param rows fields and values, by what follows the owner in the row's mark; values in normal form, secrets as such
 */
public record OwnedRows(String menu, String owner, boolean prune, Map<String, Map<String, Object>> rows) {
    static OwnedRows of(RouterEntries task) {
        Map<String, Map<String, Object>> rows = new LinkedHashMap<>();
        for (RouterEntry entry : task.entries()) {
            rows.put(name(task.owner(), entry.mark()), normal(Optional.of(entry.table()), entry.key(), entry.values()));
        }
        return new OwnedRows(task.menu(), task.owner(), task.prune(), rows);
    }

    /** Of a menu without a table: its values have no normal form. */
    static OwnedRows of(String menu, Wish.Rows wish) {
        Map<String, Map<String, Object>> rows = new LinkedHashMap<>();
        for (Wish.Row row : wish.entries()) {
            rows.put(name(wish.owner(), row.mark()), normal(Optional.empty(), row.key(), row.values()));
        }
        return new OwnedRows(menu, wish.owner(), wish.prune(), rows);
    }

    private static String name(String owner, String mark) {
        return mark.substring(owner.length() + 1);
    }

    private static Map<String, Object> normal(
            Optional<Menu> table, Map<String, Object> key, Map<String, Object> values) {
        Map<String, Object> normal = new LinkedHashMap<>();
        for (Map<String, Object> some : List.of(key, values)) {
            some.forEach((name, value) -> normal.put(name, normal(table.flatMap(m -> m.field(name)), value)));
        }
        return normal;
    }

    private static Object normal(Optional<Field> field, Object value) {
        if (value instanceof Secret) {
            return value;
        }
        String text = Normal.text(value);
        return field.map(known -> Values.normal(known.type(), text)).orElse(text);
    }

    /** The names of those of the other's rows that this task removes. */
    public Set<String> removed(OwnedRows other) {
        Set<String> removed = new TreeSet<>(prune ? other.rows.keySet() : Set.of());
        removed.removeAll(rows.keySet());
        return removed;
    }

    /** The names of rows of which both say something, and not the same. */
    public Set<String> contradicted(OwnedRows other) {
        Set<String> contradicted = new TreeSet<>();
        rows.forEach((name, fields) -> {
            Map<String, Object> theirs = other.rows.getOrDefault(name, Map.of());
            if (fields.entrySet().stream()
                    .anyMatch(f -> theirs.containsKey(f.getKey())
                            && !theirs.get(f.getKey()).equals(f.getValue()))) {
                contradicted.add(name);
            }
        });
        return contradicted;
    }
}
