package mkrun.routeros;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A row of a menu as read from a router: canonical names, booleans as {@code true} and {@code false}, lists joined by
 * commas. A menu of kind {@link Menu.Kind#SINGLE} is one row with an empty id.
 *
 * @param id such as {@code *1A}
 * @param values in the order the router gave them; unset properties are absent
 */
public record Row(String id, Map<String, String> values) {
    public Row {
        values = values instanceof RowValues ? values : Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** The value of a field; empty if unset. */
    public Optional<String> get(String field) {
        return Optional.ofNullable(values.get(field));
    }

    /** The value of a field, or nothing at all as {@code ""}. */
    public String text(String field) {
        return values.getOrDefault(field, "");
    }

    /** Whether a boolean field is set and true. */
    public boolean is(String field) {
        return "true".equals(values.get(field));
    }

    /** Whether the router made this row itself, so that nobody else may change it. */
    public boolean dynamic() {
        return is("dynamic");
    }

    /** The comment, {@code ""} if there is none. */
    public String comment() {
        return text("comment");
    }
}
