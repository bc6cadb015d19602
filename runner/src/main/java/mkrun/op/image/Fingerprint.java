package mkrun.op.image;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import mkrun.target.Content;

/**
 * A digest of values by what they say: equal values have equal fingerprints in every run, on every machine. Values are
 * records and what records are made of here; anything else is refused, so that nothing that matters is left out.
 */
public final class Fingerprint {
    private final MessageDigest digest;

    private Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    /**
     * The fingerprint of some values, in their order: 64 hex digits.
     *
     * @throws IllegalArgumentException for a value that is none of record, text, number, boolean, enum, {@link Content},
     *     optional, or list, set or map of those
     */
    public static String of(Object... values) {
        Fingerprint fingerprint = new Fingerprint();
        for (Object value : values) {
            fingerprint.add(value);
        }
        return HexFormat.of().formatHex(fingerprint.digest.digest());
    }

    private void add(Object value) {
        if (value instanceof Record record) {
            addRecord(record);
        } else if (value instanceof Content content) {
            token("content", content.sha256());
        } else if (value instanceof Map<?, ?> map) {
            addMap(map);
        } else if (value instanceof Set<?> set) {
            addSorted(set);
        } else if (value instanceof List<?> list) {
            token("list", Integer.toString(list.size()));
            list.forEach(this::add);
        } else {
            addOptionalOrScalar(value);
        }
    }

    private void addOptionalOrScalar(Object value) {
        if (value instanceof Optional<?> optional) {
            token("optional", "");
            add(List.copyOf(optional.stream().toList()));
        } else if (value instanceof OptionalInt || value instanceof OptionalLong) {
            token("number", value.toString());
        } else if (value instanceof String
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Boolean
                || value instanceof Enum<?>) {
            token(value.getClass().getSimpleName(), value.toString());
        } else {
            throw new IllegalArgumentException(
                    "an image cannot depend on a " + value.getClass().getName() + ", which has no lasting form");
        }
    }

    private void addRecord(Record record) {
        token("record", record.getClass().getName());
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            token("component", component.getName());
            add(get(record, component));
        }
    }

    private static Object get(Record record, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalArgumentException(
                    record.getClass().getName() + "." + component.getName() + " cannot be read", e);
        }
    }

    private void addMap(Map<?, ?> map) {
        token("map", Integer.toString(map.size()));
        Map<String, Object> sorted = new TreeMap<>();
        map.forEach((key, value) -> sorted.put(of(key), value));
        sorted.forEach((key, value) -> {
            token("key", key);
            add(value);
        });
    }

    private void addSorted(Collection<?> set) {
        token("set", Integer.toString(set.size()));
        set.stream().map(Fingerprint::of).sorted().forEach(key -> token("element", key));
    }

    /** Kind, length and text, so that no two sequences of tokens look alike. */
    private void token(String kind, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((kind + ":" + bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }
}
