package mkrun.lab.script;

import java.util.Set;

/**
 * {@code /safe-mode} as sessions without a terminal have it: it says that it was taken, and protects nothing. What it
 * does in a terminal, the lab cannot do, and refuses.
 */
final class SafeMode {
    static final String MENU = "/safe-mode";
    static final Set<String> COMMANDS = Set.of("take", "release", "toggle", "unroll");

    private SafeMode() {}

    static Value run(String command, Env env) throws RouterError {
        if (env.session().interactive()) {
            throw RouterError.of("failure: not supported");
        }
        boolean takes = command.equals("take") || command.equals("toggle");
        env.printLine(takes ? "Taking Safe Mode session... Success!" : "Safe Mode has not been taken. Action aborted.");
        return Value.NOTHING;
    }
}
