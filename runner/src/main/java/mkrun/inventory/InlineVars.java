package mkrun.inventory;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import mkrun.inventory.Data.FormatException;
import org.jspecify.annotations.Nullable;

/**
 * Variables that somebody types as they start a command, {@code -e}. Words become values by the same rule as in inventories,
 * and read as text they are what was typed: {@code yes} is yes, not {@code true}, as Ansible's {@code -e} has it.
 */
public final class InlineVars {
    private InlineVars() {}

    /** One variable. A value that YAML cannot read, or that means nothing there, is the text that it is. */
    public static Vars pair(String name, String text, String origin) {
        try {
            Object value = YamlData.read(text).plain();
            return Vars.written(name, value == null ? text : value, text, origin);
        } catch (FormatException notYaml) {
            return Vars.written(name, text, text, origin);
        }
    }

    /** A map of YAML or JSON; empty if the text is none. */
    public static Optional<Vars> map(String text, String origin) {
        try {
            Map<String, Data> table = YamlData.read(text).table();
            return Optional.ofNullable(table).map(entries -> Vars.of(plain(entries), origin));
        } catch (FormatException notYaml) {
            return Optional.empty();
        }
    }

    private static Map<String, @Nullable Object> plain(Map<String, Data> entries) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        entries.forEach((name, data) -> values.put(name, data.plain()));
        return values;
    }
}
