package mkrun.playbook;

import groovy.lang.GString;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mkrun.target.Secret;

/** What playbooks write, as plain values: text is {@link String}, and text with a secret in it is a secret. */
final class Values {
    private Values() {}

    /** Strings, numbers, booleans and secrets as they are; interpolated text joined; lists and maps of such all through. */
    static Object plain(Object value) {
        if (value instanceof GString text) {
            return hasSecret(text) ? Secret.of(reveal(text)) : text.toString();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Values::plain).toList();
        }
        return value instanceof Map<?, ?> map ? plainMap(map) : value;
    }

    /** The same of every value of a map; keys become text. */
    static Map<String, Object> plainMap(Map<?, ?> map) {
        Map<String, Object> plain = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            if (value == null) {
                throw LoadProblem.here("'" + key + "' has no value (null)", "", String.valueOf(key));
            }
            plain.put(String.valueOf(key), plain(value));
        });
        return plain;
    }

    private static boolean hasSecret(GString text) {
        return Arrays.stream(text.getValues())
                .anyMatch(v -> v instanceof Secret || v instanceof GString inner && hasSecret(inner));
    }

    private static String reveal(GString text) {
        StringBuilder joined = new StringBuilder();
        String[] strings = text.getStrings();
        Object[] values = text.getValues();
        for (int i = 0; i < strings.length; i++) {
            joined.append(strings[i]);
            if (i < values.length) {
                Object value = values[i];
                joined.append(
                        value instanceof Secret secret
                                ? secret.reveal()
                                : value instanceof GString inner ? reveal(inner) : String.valueOf(value));
            }
        }
        return joined.toString();
    }
}
