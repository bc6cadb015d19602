package mkrun.playbook;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import mkrun.inventory.Vars;
import mkrun.spelling.DidYouMean;
import mkrun.target.Secret;

/**
 * The variables that a block can read, typed and strict: reading one that is not defined, or is of another type, is a
 * problem of the playbook at that place. Layers, weakest first: a role's defaults, groups and host of the inventory, the
 * play, a role's own vars, the image or container, the command line ({@code -e}).
 */
@Block("vars")
public final class Variables {
    private final Vars vars;
    private final Sight sight;

    Variables(Vars vars, Sight sight) {
        this.vars = vars;
        this.sight = sight;
    }

    /** Which layers a place sees, by where it says that one which is missing can be defined. */
    enum Sight {
        HOST("define it in the inventory, with 'vars' or with -e %s=..."),
        IMAGE("images do not see the inventory, since hosts share them: set it with 'vars' in the image, in the role's"
                + " defaults or with -e %s=..."),
        PLAY("there is no host here, so the inventory is not seen: set it with 'vars' in the play or with -e %s=..."),
        PLAYBOOK("there is no host here, so the inventory is not seen: set it with -e %s=...");

        private final String remedy;

        Sight(String remedy) {
            this.remedy = remedy;
        }
    }

    /** Whether a variable is defined. */
    public boolean has(String name) {
        return vars.has(name);
    }

    /** The value as it was written. */
    public Object get(String name) {
        return vars.get(name).orElseThrow(() -> undefined(name));
    }

    /** Text; numbers and booleans as they print. */
    public String string(String name) {
        return typed(name, vars.string(name), "text");
    }

    /** Text, or something else where the variable is not defined. */
    public String string(String name, String otherwise) {
        return has(name) ? string(name) : otherwise;
    }

    /** A boolean, also written as yes, no, on or off. */
    public boolean bool(String name) {
        return typed(name, vars.bool(name), "true or false");
    }

    /** A boolean, or something else where the variable is not defined. */
    public boolean bool(String name, boolean otherwise) {
        return has(name) ? bool(name) : otherwise;
    }

    /** A number, also written as text. */
    public Number number(String name) {
        return typed(name, vars.number(name), "a number");
    }

    /** A number, or something else where the variable is not defined. */
    public Number number(String name, Number otherwise) {
        return has(name) ? number(name) : otherwise;
    }

    /** A list; a single value is a list of one. */
    public List<Object> list(String name) {
        return typed(name, vars.list(name), "a list");
    }

    /** A list of texts. */
    public List<String> strings(String name) {
        return list(name).stream().map(String::valueOf).toList();
    }

    /** A map. */
    public Map<String, Object> map(String name) {
        return typed(name, vars.map(name), "a map");
    }

    /** A value that no output shows, in whatever text it ends up. */
    public Secret secret(String name) {
        Object value = get(name);
        return value instanceof Secret secret ? secret : Secret.of(string(name));
    }

    Vars vars() {
        return vars;
    }

    private <T> T typed(String name, Optional<T> value, String wanted) {
        if (vars.get(name).isEmpty()) {
            throw undefined(name);
        }
        return value.orElseThrow(() -> LoadProblem.here(
                "variable '" + name + "' is not " + wanted,
                "it is set in " + vars.origin(name).orElse("an unknown place"),
                name));
    }

    private LoadProblem undefined(String name) {
        Set<String> names = new TreeSet<>(vars.names());
        String hint = has(name) ? "it is null in " + vars.origin(name).orElse("") : DidYouMean.hint(name, names);
        return LoadProblem.here(
                "undefined variable '" + name + "'", hint.isEmpty() ? sight.remedy.formatted(name) : hint, name);
    }
}
