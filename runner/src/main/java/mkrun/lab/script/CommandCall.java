package mkrun.lab.script;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A command about to run: parsed, its values evaluated and checked against the types of the fields, its rows found.
 *
 * @param state the router
 * @param menu such as {@code /container}
 * @param command such as {@code add}
 * @param rows what it acts on; empty for commands without rows, and when {@code [find …]} found none
 * @param arguments values by canonical field name (or argument name, where no field has it), in canonical form
 * @param flags arguments that take no value
 * @param may whether whoever sent it has a policy, such as {@code ftp}
 * @param terminal of whoever sent it, if he has one
 * @param builtin what the command does on its own
 */
public record CommandCall(
        RouterState state,
        String menu,
        String command,
        List<TableRow> rows,
        Map<String, String> arguments,
        Set<String> flags,
        Predicate<String> may,
        Optional<Terminal> terminal,
        Builtin builtin) {
    /** The generic action of {@code add}, {@code set}, {@code remove} …: changes the rows. */
    @FunctionalInterface
    public interface Builtin {
        /**
         * @return the row that {@code add} made
         * @throws RouterError if the rows may not be changed so
         */
        Optional<TableRow> proceed() throws RouterError;
    }

    /** The rows of its menu. */
    public Table table() {
        return state.table(menu);
    }

    /** The value of an argument; empty if not given. */
    public Optional<String> argument(String name) {
        return Optional.ofNullable(arguments.get(name));
    }

    /**
     * Does what the command does on its own: duplicates are refused, defaults filled in, rows added, set or removed.
     *
     * @return the row that {@code add} made
     * @throws RouterError if the rows may not be changed so
     */
    public Optional<TableRow> proceed() throws RouterError {
        return builtin.proceed();
    }
}
