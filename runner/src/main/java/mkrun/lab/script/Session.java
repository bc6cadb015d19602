package mkrun.lab.script;

import java.util.function.Consumer;

/** One log-in to the console: its menu, its global variables, the row numbers it has printed. For one thread. */
public final class Session {
    private final Interpreter interpreter;
    private String menu = "/";

    Session(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    /** The menu that commands are relative to, {@code /} at first; a path alone on a line changes it. */
    public String menu() {
        return menu;
    }

    /** The prompt's part between the bracket and the {@code >}: empty in the root menu, else such as {@code /ip/address}. */
    public String promptPath() {
        return menu.equals("/") ? "" : menu;
    }

    /**
     * Runs a line, however broken; errors are part of the output. Exceptions of {@code out} end the script and are
     * passed on, so that a connection that is gone stops it.
     *
     * @param line as it came, of any length
     * @param out gets what the console prints, piece by piece, with CR LF
     */
    public void execute(String line, Consumer<String> out) {
        out.accept("bad command name " + line + " on " + interpreter.state().version() + "\r\n");
    }
}
