package mkrun.routeros;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values of a row of a {@link RowTable}, read when they are asked for. Immutable. */
final class RowValues extends AbstractMap<String, String> {
    private final RowTable table;
    private final int at;

    /** @param at where the row's values begin */
    RowValues(RowTable table, int at) {
        this.table = table;
        this.at = at;
    }

    @Override
    public @Nullable String get(@Nullable Object name) {
        return name instanceof String text ? table.value(at, text).orElse(null) : null;
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return get(name) != null;
    }

    @Override
    public String getOrDefault(@Nullable Object name, String otherwise) {
        return name instanceof String text ? table.value(at, text).orElse(otherwise) : otherwise;
    }

    @Override
    public int size() {
        return table.count(at);
    }

    @Override
    public Set<Map.Entry<String, String>> entrySet() {
        return Collections.unmodifiableMap(table.values(at)).entrySet();
    }
}
