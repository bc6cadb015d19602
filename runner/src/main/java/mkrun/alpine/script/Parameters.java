package mkrun.alpine.script;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Variables and arguments of a running script. */
final class Parameters {
    private static final Pattern EXPANSION = Pattern.compile("(?s)(\\w+|[@*#?])(?:(:?[-+]|%%?|##?)(.*))?");

    private final Deque<Map<String, Optional<String>>> locals = new ArrayDeque<>();
    private Map<String, String> values = new HashMap<>(Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin"));
    private List<String> arguments;
    private int status;

    Parameters(List<String> arguments) {
        this.arguments = List.copyOf(arguments);
    }

    List<String> arguments() {
        return arguments;
    }

    int status() {
        return status;
    }

    void status(int newStatus) {
        status = newStatus;
    }

    void assign(String name, String value) {
        values.put(name, value);
    }

    /** Makes a name local to the function that runs; its old value comes back with {@link #leaveFunction}. */
    void local(String name) {
        Map<String, Optional<String>> scope = locals.peek();
        if (scope != null) {
            scope.putIfAbsent(name, Optional.ofNullable(values.get(name)));
        }
    }

    List<String> enterFunction(List<String> newArguments) {
        List<String> old = arguments;
        arguments = List.copyOf(newArguments);
        locals.push(new HashMap<>());
        return old;
    }

    void leaveFunction(List<String> oldArguments) {
        arguments = oldArguments;
        locals.pop().forEach((name, value) -> {
            values.remove(name);
            value.ifPresent(v -> values.put(name, v));
        });
    }

    Map<String, String> snapshot() {
        return new HashMap<>(values);
    }

    void restore(Map<String, String> snapshot) {
        values = snapshot;
    }

    /** The value of what stands between the braces of {@code ${…}}; the operators are those without side effects. */
    String expand(String inside, int line) throws ScriptException {
        Matcher m = EXPANSION.matcher(inside);
        if (!m.matches() || m.group(3) != null && m.group(3).contains("$")) {
            throw new ScriptException(line, "${" + inside + "} is not replayed");
        }
        String value = value(m.group(1));
        String operator = Optional.ofNullable(m.group(2)).orElse("");
        return switch (operator) {
            case ":-", "-" -> value.isEmpty() ? m.group(3) : value;
            case ":+", "+" -> value.isEmpty() ? "" : m.group(3);
            case "%", "%%" -> withoutEnd(value, m.group(3), operator.length() == 2);
            case "#", "##" -> withoutBegin(value, m.group(3), operator.length() == 2);
            default -> value;
        };
    }

    private String value(String name) {
        if (name.matches("\\d+")) {
            int n = Integer.parseInt(name);
            return n == 0 ? "sh" : n <= arguments.size() ? arguments.get(n - 1) : "";
        }
        return switch (name) {
            case "#" -> Integer.toString(arguments.size());
            case "?" -> Integer.toString(status);
            case "@", "*" -> String.join(" ", arguments);
            default -> values.getOrDefault(name, "");
        };
    }

    private static String withoutEnd(String value, String pattern, boolean longest) {
        for (int i = 0; i <= value.length(); i++) {
            int cut = longest ? i : value.length() - i;
            if (Glob.matches(pattern, value.substring(cut))) {
                return value.substring(0, cut);
            }
        }
        return value;
    }

    private static String withoutBegin(String value, String pattern, boolean longest) {
        for (int i = 0; i <= value.length(); i++) {
            int cut = longest ? value.length() - i : i;
            if (Glob.matches(pattern, value.substring(0, cut))) {
                return value.substring(cut);
            }
        }
        return value;
    }
}
