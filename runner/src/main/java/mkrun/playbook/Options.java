package mkrun.playbook;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import mkrun.spelling.DidYouMean;
import mkrun.target.Secret;

/**
 * The named options of a word. The type checker has seen them where they are written out; what Java or a computed map
 * gives is checked here.
 */
final class Options {
    private final String word;
    private final Map<String, Object> values;

    /**
     * @throws LoadProblem for an option that the word does not have
     */
    Options(String word, Map<String, ?> options, String... known) {
        this.word = word;
        Set<String> names = new TreeSet<>(Set.of(known));
        for (String name : options.keySet()) {
            if (!names.contains(name)) {
                String hint = DidYouMean.hint(name, names);
                throw LoadProblem.here(
                        "unknown option '" + name + "' in '" + word + "'",
                        hint.isEmpty() ? "there are: " + String.join(", ", names) : hint,
                        name);
            }
        }
        this.values = Values.plainMap(options);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    String text(String name, String otherwise) {
        Object value = values.getOrDefault(name, otherwise);
        if (value instanceof Secret) {
            throw LoadProblem.here(
                    "option '" + name + "' of '" + word + "' is a secret, which would be stored in clear", "", name);
        }
        if (!(value instanceof CharSequence || value instanceof Number || value instanceof Boolean)) {
            throw wrong(name, "text");
        }
        return value.toString();
    }

    /** A value that nobody may see, however it was written; empty if it is not there. */
    Optional<Secret> secret(String name) {
        if (!has(name)) {
            return Optional.empty();
        }
        return Optional.of(values.get(name) instanceof Secret secret ? secret : Secret.of(text(name, "")));
    }

    /** A value of whatever kind; empty if it is not there. */
    Optional<Object> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    boolean flag(String name, boolean otherwise) {
        if (values.getOrDefault(name, otherwise) instanceof Boolean value) {
            return value;
        }
        throw wrong(name, "true or false");
    }

    OptionalInt number(String name) {
        if (!has(name)) {
            return OptionalInt.empty();
        }
        if (values.get(name) instanceof Number value && value.doubleValue() == value.intValue()) {
            return OptionalInt.of(value.intValue());
        }
        throw wrong(name, "a whole number");
    }

    /** A span of time: {@code '30s'}, {@code '1m30s'}, {@code '00:01:30'}. */
    Optional<Duration> time(String name) {
        if (!has(name)) {
            return Optional.empty();
        }
        OptionalLong millis = mkrun.routeros.Values.millis(text(name, ""));
        if (millis.isEmpty()) {
            throw wrong(name, "a time such as '30s' or '1m30s'");
        }
        return Optional.of(Duration.ofMillis(millis.getAsLong()));
    }

    /** Permission bits: a number, usually octal as in {@code 0644}, or octal digits as text. One that is not octal and looks so is refused. */
    int mode(String name, int otherwise) {
        Object value = values.getOrDefault(name, otherwise);
        if (value instanceof String digits && digits.matches("[0-7]{1,5}")) {
            return Integer.parseInt(digits, 8);
        }
        if (value instanceof Integer bits) {
            if (bits > 0777
                    && bits.toString().matches("[0-7]{3}")) { // 0644 is a smaller number, and 01777 a longer one
                throw LoadProblem.here(
                        "option '" + name + "' of '" + word + "' is " + bits + ", which is "
                                + Integer.toOctalString(bits) + " in octal",
                        "write '0" + bits + "'",
                        name);
            }
            return bits;
        }
        throw wrong(name, "permission bits such as '0644'");
    }

    /** A list of texts; a single text is a list of one. */
    List<String> texts(String name) {
        Object value = values.getOrDefault(name, List.of());
        List<?> list = value instanceof List<?> several ? several : List.of(value);
        return list.stream().map(String::valueOf).toList();
    }

    /** A map of fields; empty if the option is not there. */
    Map<String, Object> fields(String name) {
        Object value = values.getOrDefault(name, Map.of());
        if (value instanceof Map<?, ?> map) {
            return Values.plainMap(map);
        }
        throw wrong(name, "a map such as [name: 'value']");
    }

    /** A list of maps of fields. */
    List<Map<String, Object>> maps(String name) {
        List<Map<String, Object>> maps = new ArrayList<>();
        for (Object item : values.get(name) instanceof List<?> list ? list : List.of(name)) {
            if (!(item instanceof Map<?, ?> map)) {
                throw wrong(name, "a list of maps such as [[name: 'a'], [name: 'b']]");
            }
            maps.add(Values.plainMap(map));
        }
        return maps;
    }

    private LoadProblem wrong(String name, String wanted) {
        return LoadProblem.here(
                "option '" + name + "' of '" + word + "' must be " + wanted + ", not " + values.get(name), "", name);
    }
}
