package mkrun.alpine.script;

/**
 * How much the scripts of one package may do, so that none runs or grows without end: commands, characters made by
 * expansions and output, and commands within commands. Far above what real scripts need.
 */
final class Budget {
    private static final int COMMANDS = 50_000;
    private static final long CHARACTERS = 32L << 20;
    private static final int DEPTH = 150;

    private int commands;
    private long characters;
    private int depth;

    /** Counts a command. */
    void command(int line) throws ScriptException {
        if (++commands > COMMANDS) {
            throw new ScriptException(line, "the script goes on after " + COMMANDS + " commands");
        }
    }

    /** Counts characters that were made. */
    void characters(int line, int count) throws ScriptException {
        characters += count;
        if (characters > CHARACTERS) {
            throw new ScriptException(line, "the script makes more than " + CHARACTERS + " characters of text");
        }
    }

    /** Enters a list of commands, a function or another script; {@link #leave} comes back from it. */
    void enter(int line) throws ScriptException {
        if (++depth > DEPTH) {
            throw new ScriptException(line, "commands call each other without end");
        }
    }

    void leave() {
        depth--;
    }
}
