package mkrun.lab.script;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** The variables that a script has declared, block by block, as far as it is parsed. */
final class Scopes {
    private final Deque<Set<String>> open = new ArrayDeque<>();
    private final Set<String> globals;

    Scopes(Set<String> globals) {
        this.globals = new HashSet<>(globals);
        enter();
    }

    void enter() {
        open.push(new HashSet<>());
    }

    void leave() {
        open.pop();
    }

    void declare(String name) {
        open.element().add(name);
    }

    void declareGlobal(String name) {
        globals.add(name);
    }

    boolean knows(String name) {
        return globals.contains(name) || open.stream().anyMatch(s -> s.contains(name));
    }
}
