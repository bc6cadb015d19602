package mkrun.lab.script;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mkrun.lab.script.Variable.Kind;

/**
 * The variables that a script has declared, block by block, as far as it is parsed. A block sees those around it; a
 * function sees only its own: of what stands around it, its body must declare global variables again.
 */
final class Scopes {
    private final Deque<Level> open = new ArrayDeque<>();

    /** One block. */
    private record Level(Map<String, Kind> names, boolean function) {}

    /**
     * @param globals names of global variables that the session declared before
     */
    Scopes(Set<String> globals) {
        enter();
        globals.forEach(g -> declare(g, Kind.GLOBAL));
    }

    void enter() {
        open.push(new Level(new HashMap<>(), false));
    }

    void enterFunction() {
        open.push(new Level(new HashMap<>(), true));
    }

    void leave() {
        open.pop();
    }

    void declare(String name, Kind kind) {
        open.element().names().put(name, kind);
    }

    /** The variable that this name means here; empty if it was not declared. */
    Optional<Variable> declared(String name) {
        for (Level level : open) {
            Kind kind = level.names().get(name);
            if (kind != null) {
                return Optional.of(new Variable(name, kind));
            }
            if (level.function()) {
                break;
            }
        }
        return Optional.empty();
    }

    /**
     * The variable that {@code $name} means here. In functions, names that nobody declared are arguments; a local variable
     * of a block around the function is out of reach, and no argument either.
     */
    Optional<Variable> read(String name) {
        return declared(name)
                .or(() -> inFunction() && !localAround(name)
                        ? Optional.of(new Variable(name, Kind.LOCAL))
                        : Optional.empty());
    }

    boolean inFunction() {
        return open.stream().anyMatch(Level::function);
    }

    private boolean localAround(String name) {
        return open.stream().anyMatch(l -> l.names().get(name) == Kind.LOCAL);
    }

    /** Global variables declared in the outermost block. */
    Set<String> globals() {
        Set<String> globals = new HashSet<>();
        open.getLast().names().forEach((name, kind) -> {
            if (kind == Kind.GLOBAL) {
                globals.add(name);
            }
        });
        return globals;
    }
}
