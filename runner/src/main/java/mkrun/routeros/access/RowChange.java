package mkrun.routeros.access;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import mkrun.routeros.Row;

/**
 * What a command makes of a row, or of the settings of a menu without rows.
 *
 * @param menu path
 * @param before as it is; empty for one that is added
 * @param after as it will be; empty for one that is removed. Equal to {@code before} for one that is only moved
 */
public record RowChange(String menu, Optional<Row> before, Optional<Row> after) {
    /** A row is added. */
    public static RowChange added(String menu, Row after) {
        return new RowChange(menu, Optional.empty(), Optional.of(after));
    }

    /** Fields of a row are set. */
    public static RowChange set(String menu, Row before, Row after) {
        return new RowChange(menu, Optional.of(before), Optional.of(after));
    }

    /** A row is removed. */
    public static RowChange removed(String menu, Row before) {
        return new RowChange(menu, Optional.of(before), Optional.empty());
    }

    /** A row changes its place among the others. */
    public static RowChange moved(String menu, Row row) {
        return set(menu, row, row);
    }

    /** Whether nothing has the name any more that a row had. */
    public boolean takesName() {
        Optional<String> name = before.flatMap(row -> row.get("name"));
        return name.isPresent() && !name.equals(after.flatMap(row -> row.get("name")));
    }

    /** Whether a row stays where it is, and has other values in none but these fields. */
    boolean onlyIn(Set<String> fields) {
        return before.isPresent()
                && after.isPresent()
                && !before.equals(after)
                && before.map(row -> without(row, fields)).equals(after.map(row -> without(row, fields)));
    }

    private static Map<String, String> without(Row row, Set<String> fields) {
        Map<String, String> values = new HashMap<>(row.values());
        values.keySet().removeAll(fields);
        return values;
    }

    /** The row as it is and as it will be, where there is one. */
    List<Row> rows() {
        return Stream.of(before, after).flatMap(Optional::stream).toList();
    }

    /** Without values, for rows hold secrets. */
    @Override
    public String toString() {
        return menu + rows().stream().map(Row::id).distinct().toList();
    }
}
