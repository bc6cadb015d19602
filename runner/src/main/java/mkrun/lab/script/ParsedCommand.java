package mkrun.lab.script;

import java.util.Optional;

/**
 * A command ready to run.
 *
 * @param intermediate what {@code :parse} shows of it
 * @param entered the menu that commands behind it are relative to, if it changes that
 */
record ParsedCommand(Expr action, String intermediate, Optional<String> entered) {
    ParsedCommand(Expr action, String intermediate) {
        this(action, intermediate, Optional.empty());
    }
}
