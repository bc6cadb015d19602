package mkrun.lab.script;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The arguments of one parsed command, by name. */
final class Arguments {
    private final Map<String, Expr> values = new LinkedHashMap<>();
    private final Map<String, Block> blocks = new HashMap<>();
    private final Map<String, List<String>> names = new HashMap<>();
    private final Map<String, Place> places = new HashMap<>();
    private final Set<String> flags = new HashSet<>();
    private final Set<String> unset = new HashSet<>();
    private @Nullable Expr where;

    void value(String name, Expr value) {
        values.put(name, value);
    }

    void block(String name, Block block) {
        blocks.put(name, block);
    }

    void names(String name, List<String> given) {
        names.put(name, given);
    }

    void place(String name, Place place) {
        places.put(name, place);
    }

    void flag(String name) {
        flags.add(name);
    }

    /** An argument that is to have no value any more. */
    void unset(String name) {
        unset.add(name);
    }

    void where(Expr condition) {
        where = condition;
    }

    boolean has(String name) {
        return values.containsKey(name)
                || blocks.containsKey(name)
                || names.containsKey(name)
                || places.containsKey(name)
                || flags.contains(name)
                || unset.contains(name);
    }

    Map<String, Expr> values() {
        return values;
    }

    Optional<Expr> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    Optional<Block> block(String name) {
        return Optional.ofNullable(blocks.get(name));
    }

    List<String> names(String name) {
        return names.getOrDefault(name, List.of());
    }

    Optional<Place> place(String name) {
        return Optional.ofNullable(places.get(name));
    }

    Set<String> flags() {
        return flags;
    }

    Set<String> unset() {
        return unset;
    }

    Optional<Expr> where() {
        return Optional.ofNullable(where);
    }

    /** The value of an argument, {@link Value#NOTHING} if it was not given. */
    Value eval(String name, Env env) throws RouterError {
        Expr value = values.get(name);
        return value == null ? Value.NOTHING : value.eval(env);
    }

    /** The value of an argument that must be given. */
    Value required(String name, Env env) throws RouterError {
        Expr value = values.get(name);
        if (value == null) {
            throw Refusals.missing(env.state().version(), List.of(name));
        }
        return value.eval(env);
    }
}
