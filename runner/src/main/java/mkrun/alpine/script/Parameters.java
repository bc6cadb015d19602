package mkrun.alpine.script;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Variables and arguments of a running script. */
final class Parameters {
    /** What apk gives its scripts, and the directory that they begin in. */
    private static final Map<String, String> ENVIRONMENT = Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", "PWD", "/");

    /** Names that the shell itself reads or writes; a script that does so is not replayed. */
    private static final Set<String> SHELLS_OWN = Set.of(
            "IFS",
            "OPTIND",
            "OPTARG",
            "RANDOM",
            "LINENO",
            "PPID",
            "PS1",
            "PS2",
            "PS4",
            "SHLVL",
            "FUNCNAME",
            "ENV",
            "HOSTNAME",
            "UID",
            "EUID",
            "SECONDS",
            "EPOCHREALTIME",
            "EPOCHSECONDS",
            "_",
            "0");

    /** What a variable was before a scope. */
    private record Before(Optional<String> value, boolean exported) {}

    private final List<Map<String, Before>> scopes;
    private final Map<String, String> values;
    private final Set<String> exported;
    private List<String> arguments;
    private int status;

    /**
     * @param environment what a script that calls this one exports
     */
    Parameters(List<String> arguments, Map<String, String> environment) {
        this(List.of(), new HashMap<>(ENVIRONMENT), new HashSet<>(environment.keySet()), arguments, 0);
        values.putAll(environment);
    }

    private Parameters(
            List<Map<String, Before>> scopes,
            Map<String, String> values,
            Set<String> exported,
            List<String> arguments,
            int status) {
        this.scopes = new ArrayList<>();
        scopes.forEach(scope -> this.scopes.add(new HashMap<>(scope)));
        this.values = values;
        this.exported = exported;
        this.arguments = List.copyOf(arguments);
        this.status = status;
    }

    /** The same for a subshell, which changes only its own. */
    Parameters copy() {
        return new Parameters(scopes, new HashMap<>(values), new HashSet<>(exported), arguments, status);
    }

    List<String> arguments() {
        return arguments;
    }

    /** Exit status of the last command. */
    int status() {
        return status;
    }

    void status(int newStatus) {
        status = newStatus;
    }

    /**
     * Sets a variable.
     *
     * @throws ScriptException if that would change how the shell reads the script
     */
    void assign(int line, String name, String value) throws ScriptException {
        if (SHELLS_OWN.contains(name) || ENVIRONMENT.containsKey(name) && !value.equals(ENVIRONMENT.get(name))) {
            throw new ScriptException(line, name + "=" + value + " is not replayed");
        }
        values.put(name, value);
    }

    /** Lets scripts that this one calls see a variable. */
    void export(String name) {
        exported.add(name);
    }

    /** The variables that scripts see that this one calls. */
    Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>();
        exported.stream().filter(values::containsKey).forEach(name -> environment.put(name, values.get(name)));
        return environment;
    }

    /** Begins a function, or a call with assignments before it. */
    void enterScope() {
        scopes.add(new HashMap<>());
    }

    /** Makes a name local to the scope that was entered last, and unset; its old value comes back with {@link #leaveScope}. */
    void local(String name) {
        Before before = new Before(Optional.ofNullable(values.get(name)), exported.contains(name));
        if (scopes.get(scopes.size() - 1).putIfAbsent(name, before) == null) {
            values.remove(name);
        }
    }

    /** Whether a scope was entered. */
    boolean inScope() {
        return !scopes.isEmpty();
    }

    void leaveScope() {
        scopes.remove(scopes.size() - 1).forEach((name, before) -> {
            values.remove(name);
            before.value().ifPresent(value -> values.put(name, value));
            if (!before.exported()) {
                exported.remove(name);
            }
        });
    }

    /** Takes other arguments; the ones before. */
    List<String> arguments(List<String> newArguments) {
        List<String> old = arguments;
        arguments = List.copyOf(newArguments);
        return old;
    }

    /**
     * The value of a parameter; empty if it is not set.
     *
     * @param name a variable, the number of an argument, or {@code # ? @ *}
     * @throws ScriptException if only a real shell knows it
     */
    Optional<String> value(int line, String name) throws ScriptException {
        if (SHELLS_OWN.contains(name)) {
            throw new ScriptException(line, "$" + name + " is not replayed");
        }
        if (name.matches("\\d+")) {
            int n = name.length() > 4 ? Integer.MAX_VALUE : Integer.parseInt(name);
            return n <= arguments.size() ? Optional.of(arguments.get(n - 1)) : Optional.empty();
        }
        return switch (name) {
            case "#" -> Optional.of(Integer.toString(arguments.size()));
            case "?" -> Optional.of(Integer.toString(status));
            case "@", "*" -> Optional.of(String.join(" ", arguments));
            default -> Optional.ofNullable(values.get(name));
        };
    }
}
