package mkrun.alpine.script;

/** A script that mkrun cannot replay. The message says why; line and text say where. */
public final class ScriptException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;

    ScriptException(int line, String message) {
        super(message);
        this.line = line;
    }

    /** The line of the script, from 1. */
    public int line() {
        return line;
    }
}
