package mkrun.lab.script;

import java.util.Set;

/**
 * A parsed script.
 *
 * @param menu what commands behind it are relative to
 * @param globals names of the global variables that its outermost block knows
 */
record Script(Block block, String menu, Set<String> globals) {
    Script {
        globals = Set.copyOf(globals);
    }
}
