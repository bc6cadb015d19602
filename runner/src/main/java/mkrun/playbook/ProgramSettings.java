package mkrun.playbook;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mkrun.op.router.ContainerSpec;
import mkrun.target.Secret;

/** What a container's block says of its program, as fields of {@code /container}. The later word wins. */
final class ProgramSettings {
    private final Map<String, Object> fields = new LinkedHashMap<>();

    /** What only that field of a router takes: one text, which may have a secret in it. */
    void command(String field, Object words) {
        Object value = Values.plain(words);
        if (!(value instanceof String || value instanceof Secret)) {
            throw LoadProblem.here("'" + field + "' takes one text", "write its words with blanks between them", field);
        }
        fields.put(field, value);
    }

    void text(String field, String value) {
        fields.put(field, value);
    }

    void memory(Map<String, ?> options) {
        Options given = new Options("memory", options, "high", "max", "swap");
        for (String option : List.of("high", "max", "swap")) {
            if (given.has(option)) {
                fields.put(option.equals("swap") ? "swap-max" : "memory-" + option, given.text(option, ""));
            }
        }
    }

    /** As {@link ContainerSpec#settings} has them. */
    Map<String, Object> fields() {
        return fields;
    }
}
