package mkrun.cli;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mkrun.inventory.Inventory;
import mkrun.target.Secret;
import org.jspecify.annotations.Nullable;

/** Variables of an inventory that are not for eyes, by their usual names. */
final class SecretVars {
    private static final Pattern NAME = Pattern.compile("(?i).*(password|passphrase|secret|token).*");

    private SecretVars() {}

    /** Whether a variable of that name holds a secret. */
    static boolean isSecret(String name) {
        return NAME.matcher(name).matches();
    }

    /** The secrets of all hosts. */
    static List<Secret> of(Inventory inventory) {
        return inventory.hosts().stream()
                .flatMap(host -> secrets(host.vars().asMap()))
                .distinct()
                .map(Secret::of)
                .toList();
    }

    private static Stream<String> secrets(Map<?, ?> variables) {
        return variables.entrySet().stream()
                .flatMap(variable ->
                        isSecret(String.valueOf(variable.getKey())) ? texts(variable.getValue()) : inner(variable));
    }

    private static Stream<String> inner(Map.Entry<?, ?> variable) {
        return variable.getValue() instanceof Map<?, ?> map ? secrets(map) : Stream.empty();
    }

    /** All texts and numbers in a value; no yes or no, which would be found everywhere. */
    private static Stream<String> texts(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().flatMap(SecretVars::texts);
        }
        if (value instanceof Collection<?> list) {
            return list.stream().flatMap(SecretVars::texts);
        }
        return value == null || value instanceof Boolean ? Stream.empty() : Stream.of(value.toString());
    }
}
