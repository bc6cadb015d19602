package mkrun.inventory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Variables by name, each with the place it was written. Values are strings, booleans, numbers, lists and maps of such,
 * or null. Immutable.
 */
public final class Vars {
    /** No variables. */
    public static final Vars EMPTY = new Vars(Map.of());

    private final Map<String, Entry> entries;

    /** A value and where it was written, {@code group_vars/all.yml:3}. */
    private record Entry(@org.jspecify.annotations.Nullable Object value, String origin) {}

    private Vars(Map<String, Entry> entries) {
        this.entries = entries;
    }

    /** All of these, written in one place such as a file or {@code -e}. */
    public static Vars of(Map<String, ?> values, String origin) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        values.forEach((name, value) -> entries.put(name, new Entry(value, origin)));
        return new Vars(entries);
    }

    /** These with others on top: where both have a name, {@code over} wins. */
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
        return Optional.ofNullable(entries.get(name)).map(Entry::value);
    }

    /** Where the value was written; empty if undefined. */
    public Optional<String> origin(String name) {
        return Optional.ofNullable(entries.get(name)).map(Entry::origin);
    }

    /** The value as text: strings, numbers and booleans. */
    public Optional<String> string(String name) {
        return get(name).filter(v -> !(v instanceof Map || v instanceof List)).map(Object::toString);
    }

    /** The value as a boolean: one, or a word that Ansible takes for one (yes, no, true, false, on, off, 1, 0). */
    public Optional<Boolean> bool(String name) {
        return get(name).flatMap(v -> switch (v.toString().toLowerCase(java.util.Locale.ROOT)) {
            case "true", "yes", "on", "1" -> Optional.of(true);
            case "false", "no", "off", "0" -> Optional.of(false);
            default -> Optional.empty();
        });
    }

    /** The value as a number, also from text. */
    public Optional<Number> number(String name) {
        return get(name).flatMap(v -> {
            if (v instanceof Number n) {
                return Optional.of(n);
            }
            try {
                return Optional.of((Number) Long.valueOf(v.toString().strip()));
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        });
    }

    /** The value as a list; a single value is a list of one. */
    public Optional<List<Object>> list(String name) {
        return get(name).map(v -> v instanceof List<?> l ? new ArrayList<Object>(l) : List.of(v));
    }

    /** The value as a map. */
    public Optional<Map<String, Object>> map(String name) {
        return get(name).filter(Map.class::isInstance).map(v -> {
            Map<String, Object> copy = new LinkedHashMap<>();
            ((Map<?, ?>) v).forEach((key, value) -> copy.put(String.valueOf(key), value));
            return copy;
        });
    }

    /** Names and values, in the order they were first written. */
    public Map<String, @org.jspecify.annotations.Nullable Object> asMap() {
        Map<String, @org.jspecify.annotations.Nullable Object> map = new LinkedHashMap<>();
        entries.forEach((name, entry) -> map.put(name, entry.value()));
        return Collections.unmodifiableMap(map);
    }
}
