package mkrun.lab.script;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A row of a menu, or the one set of properties of a menu without rows. Names and values are canonical, as in
 * {@link mkrun.routeros.Row}: newest names, booleans as {@code true} and {@code false}, lists joined by commas; what is
 * unset is absent. Guarded by the monitor of its {@link RouterState}.
 */
public final class TableRow {
    private final String id;
    private final Map<String, String> values;
    private Optional<Table> table = Optional.empty();

    /**
     * @param id {@code *} and upper-case hexadecimal digits; empty for the properties of a menu without rows
     */
    public TableRow(String id, Map<String, String> values) {
        this.id = id;
        this.values = new LinkedHashMap<>(values);
    }

    /** Its id, such as {@code *1A}. */
    public String id() {
        return id;
    }

    /** All values, in the order they were first set; a view that cannot be changed. */
    public Map<String, String> values() {
        return Collections.unmodifiableMap(values);
    }

    /** The value of a field; empty if unset. */
    public Optional<String> get(String field) {
        return Optional.ofNullable(values.get(field));
    }

    /** The value of a field, {@code ""} if unset. */
    public String text(String field) {
        return values.getOrDefault(field, "");
    }

    /** Whether a boolean field is set and true. */
    public boolean is(String field) {
        return "true".equals(values.get(field));
    }

    /** Sets a field to a canonical value. */
    public TableRow set(String field, String value) {
        change();
        values.put(field, value);
        return this;
    }

    /** Sets a boolean field. */
    public TableRow set(String field, boolean value) {
        return set(field, Boolean.toString(value));
    }

    /** Takes a field away. */
    public TableRow unset(String field) {
        change();
        values.remove(field);
        return this;
    }

    /** Replaces all values, in that order. */
    void replace(Map<String, String> newValues) {
        change();
        values.clear();
        values.putAll(newValues);
    }

    /** Has a table told before it changes. */
    void tell(Table newTable) {
        table = Optional.of(newTable);
    }

    private void change() {
        table.ifPresent(t -> t.changing(this));
    }

    @Override
    public String toString() {
        return id + values;
    }
}
