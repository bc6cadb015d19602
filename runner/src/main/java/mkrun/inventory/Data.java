package mkrun.inventory;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value of a YAML or JSON file and the line it begins in.
 *
 * @param value a string, boolean, number or null; or a {@code List<Data>}; or a {@code Map<String, Data>}
 * @param line from 1
 */
record Data(@Nullable Object value, int line) {
    /** A file without content. */
    static final Data NOTHING = new Data(null, 1);

    /** A file that is no YAML or no JSON, or uses of it what cannot be data. */
    static final class FormatException extends Exception {
        private static final long serialVersionUID = 1L;
        private final int line;

        FormatException(int line, String message) {
            super(message);
            this.line = line;
        }

        int line() {
            return line;
        }
    }

    boolean isNull() {
        return value == null;
    }

    /** Entries by key, if this is a map. */
    @Nullable
    Map<String, Data> table() {
        return value instanceof Map<?, ?> ? cast(value) : null;
    }

    /** Elements, if this is a list. */
    @Nullable
    List<Data> items() {
        return value instanceof List<?> ? cast(value) : null;
    }

    @SuppressWarnings("unchecked") // the constructor's contract
    private static <T> T cast(Object value) {
        return (T) value;
    }

    /** The value without lines: strings, booleans, numbers, nulls, and unmodifiable lists and maps of such. */
    @Nullable
    Object plain() {
        Map<String, Data> table = table();
        if (table != null) {
            Map<String, @Nullable Object> plain = new LinkedHashMap<>();
            table.forEach((key, data) -> plain.put(key, data.plain()));
            return Collections.unmodifiableMap(plain);
        }
        List<Data> items = items();
        return items == null
                ? value
                : Collections.unmodifiableList(items.stream().map(Data::plain).toList());
    }
}
