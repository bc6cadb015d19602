package mkrun.lab.script;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What arguments a command takes, and how each is read.
 *
 * @param all by name; those of them that the lab does not implement, too
 * @param unset those that may be given with an exclamation mark and without a value
 * @param implicitWhere whether what does not begin with {@code where} is a condition all the same
 */
record Signature(Map<String, Parameter> all, Set<String> unset, boolean implicitWhere) {
    /** How an argument is read. */
    enum Kind {
        /** Text for a field; bare words have no types. */
        TEXT,
        /** A value; bare words may be numbers, times, addresses. */
        VALUE,
        /** Statements in braces. */
        BLOCK,
        /** Names of new variables for the command's blocks. */
        LOOP_NAMES,
        LOCAL_NAME,
        GLOBAL_NAME,
        /** A variable that there is, or an element of the array in it. */
        PLACE,
        /** Statements in braces that become a value. */
        FUNCTION,
        FLAG,
        /** A condition, up to the command's end. */
        WHERE,
        /** Known to routers, not to the lab. */
        REFUSED
    }

    /**
     * An argument.
     *
     * @param position its place, from 1, if given without name; else 0
     */
    record Parameter(String name, Kind kind, int position) {}

    static Signature of(Collection<Parameter> parameters, boolean implicitWhere) {
        return new Signature(
                parameters.stream().collect(Collectors.toMap(Parameter::name, p -> p, (a, b) -> a)),
                Set.of(),
                implicitWhere);
    }

    /** The same where some may be unset. */
    Signature unsetting(Set<String> names) {
        return new Signature(all, names, implicitWhere);
    }

    /** The argument meant by a name or the beginning of it; empty if there is none or the lab has it not. */
    Optional<Parameter> named(String word) {
        return Console.unique(all.keySet(), word).map(all::get).filter(p -> p.kind() != Kind.REFUSED);
    }

    /** Arguments that may be given without name, in order. */
    List<Parameter> positional() {
        return all.values().stream()
                .filter(p -> p.position() > 0 && p.kind() != Kind.REFUSED)
                .sorted(Comparator.comparingInt(Parameter::position))
                .toList();
    }

    boolean has(Kind kind) {
        return all.values().stream().anyMatch(p -> p.kind() == kind);
    }
}
