package mkrun.lab.script;

import java.util.HashMap;
import java.util.Map;

/** The global variables of a router. They last until it restarts, for every script that declares them. */
final class Globals {
    private final Map<String, Value> values = new HashMap<>();

    /** The value, {@link Value#NOTHING} if it has none. */
    synchronized Value get(String name) {
        return values.getOrDefault(name, Value.NOTHING);
    }

    /** Sets it; {@link Value#NOTHING} takes its value away. */
    synchronized void set(String name, Value value) {
        if (value == Value.NOTHING) {
            values.remove(name);
        } else {
            values.put(name, value);
        }
    }

    synchronized void clear() {
        values.clear();
    }
}
