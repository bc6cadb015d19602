package mkrun.inventory;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Variables by name, each with the place it was written. Values are strings, booleans, numbers, lists and maps of such,
 * or null. Immutable.
 */
public final class Vars {
    /** No variables. */
    public static final Vars EMPTY = new Vars(Map.of());

    private final Map<String, Entry> entries;

    /** @param text how a boolean or a number was written, where that counts */
    private record Entry(@Nullable Object value, @Nullable String text, String origin) {
        Entry(@Nullable Object value, String origin) {
            this(value, null, origin);
        }
    }

    private Vars(Map<String, Entry> entries) {
        this.entries = Collections.unmodifiableMap(entries);
    }

    /** All of these, written in one place such as {@code -e}. */
    public static Vars of(Map<String, ?> values, String origin) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        values.forEach((name, value) -> entries.put(name, new Entry(value, origin)));
        return new Vars(entries);
    }

    /** One variable. Read as text, what means a boolean or a number is as it was written. */
    static Vars written(String name, Object value, String text, String origin) {
        boolean word = value instanceof Boolean || value instanceof Number;
        return new Vars(Map.of(name, new Entry(value, word ? text : null, origin)));
    }

    /** The entries of a file's map, each with its own line. */
    static Vars of(Map<String, Data> table, Problems.File file) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        table.forEach((name, data) -> entries.put(name, new Entry(data.plain(), file.at(data.line()))));
        return new Vars(entries);
    }

    /** These with others on top: where both have a name, {@code over} wins, whole, with its origin. */
    public Vars with(Vars over) {
        Map<String, Entry> merged = new LinkedHashMap<>(entries);
        merged.putAll(over.entries);
        return new Vars(merged);
    }

    /** The names, in the order they were first written. */
    public List<String> names() {
        return List.copyOf(entries.keySet());
    }

    /** Whether the name is defined, even as null. */
    public boolean has(String name) {
        return entries.containsKey(name);
    }

    /** The value; empty if undefined or null. */
    public Optional<Object> get(String name) {
        Entry entry = entries.get(name);
        return entry == null ? Optional.empty() : Optional.ofNullable(entry.value);
    }

    /** Where the value was written, as in {@code group_vars/all.yml:3}; empty if undefined. */
    public Optional<String> origin(String name) {
        return Optional.ofNullable(entries.get(name)).map(Entry::origin);
    }

    /** The value as text; empty if undefined, null, a list or a map. */
    public Optional<String> string(String name) {
        Entry entry = entries.get(name);
        Object value = entry == null ? null : entry.value;
        if (value == null || value instanceof Map || value instanceof List) {
            return Optional.empty();
        }
        return Optional.of(entry.text == null ? value.toString() : entry.text);
    }

    /** The value as a boolean: one, or a word that Ansible takes for one (yes, no, true, false, on, off, 1, 0). */
    public Optional<Boolean> bool(String name) {
        return string(name).flatMap(v -> switch (v.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on", "1" -> Optional.of(true);
            case "false", "no", "off", "0" -> Optional.of(false);
            default -> Optional.empty();
        });
    }

    /** The value as a number: one, or text that is a whole number. */
    public Optional<Number> number(String name) {
        return get(name).flatMap(v -> v instanceof Number n ? Optional.of(n) : whole(v.toString()));
    }

    private static Optional<Number> whole(String text) {
        try {
            return Optional.of(Long.valueOf(text.strip()));
        } catch (NumberFormatException notOne) {
            return Optional.empty();
        }
    }

    /** The value as a list; a single value is a list of one. */
    public Optional<List<Object>> list(String name) {
        return get(name).map(v -> v instanceof List<?> l ? Collections.<Object>unmodifiableList(l) : List.of(v));
    }

    /** The value as a map. */
    public Optional<Map<String, Object>> map(String name) {
        return get(name).filter(Map.class::isInstance).map(v -> {
            Map<String, Object> copy = new LinkedHashMap<>();
            ((Map<?, ?>) v).forEach((key, value) -> copy.put(String.valueOf(key), value));
            return Collections.unmodifiableMap(copy);
        });
    }

    /** Names and values, in the order they were first written. */
    public Map<String, @Nullable Object> asMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        entries.forEach((name, entry) -> map.put(name, entry.value()));
        return Collections.unmodifiableMap(map);
    }
}
