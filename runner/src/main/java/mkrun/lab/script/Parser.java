package mkrun.lab.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Parses a script completely before any of it runs, as the console does: whatever it refuses here, nothing happens.
 * This class knows statements and blocks; the parts that it holds know the rest.
 */
final class Parser {
    private final Cursor cursor;
    private final Scopes scopes;
    private final Console console;
    private final ValueParser values;
    private final ExpressionParser expressions;
    private final CommandParser commands;

    private final CallParser calls;
    private final boolean script;
    private final boolean lines;

    private Parser(String text, Console console, Set<String> globals, boolean script, boolean lines) {
        this.script = script;
        this.lines = lines;
        this.cursor = new Cursor(text, lines);
        this.scopes = new Scopes(globals);
        this.console = console;
        this.values = new ValueParser(this);
        this.expressions = new ExpressionParser(this);
        this.commands = new CommandParser(this);
        this.calls = new CallParser(this);
    }

    /**
     * A line as somebody sends it to the console.
     *
     * @param line as bytes, one a character
     * @param menu what relative commands are relative to
     * @param globals names of global variables that the session declared
     * @param terminal whether the lines of a block were typed one after the other
     */
    static Script line(String line, Console console, String menu, Set<String> globals, boolean terminal)
            throws RouterError {
        return new Parser(line, console, globals, false, terminal).parse(menu);
    }

    /** A script as routers keep them: blocks may span lines, lines may be joined, a path alone changes the menu. */
    static Script script(String script, Console console, String menu) throws RouterError {
        return new Parser(script, console, Set.of(), true, true).parse(menu);
    }

    private Script parse(String menu) throws RouterError {
        Statements all = statements(menu, Place.LINE);
        if (!cursor.ended()) {
            throw cursor.error("expected end of command");
        }
        return new Script(all.block(), all.menu(), scopes.globals());
    }

    /** Whether this is a script rather than a line. */
    boolean script() {
        return script;
    }

    Cursor cursor() {
        return cursor;
    }

    Scopes scopes() {
        return scopes;
    }

    Console console() {
        return console;
    }

    ValueParser values() {
        return values;
    }

    ExpressionParser expressions() {
        return expressions;
    }

    /** Where statements stand. */
    enum Place {
        LINE,
        BRACES,
        /** Between square brackets, for the value. */
        BRACKETS
    }

    /**
     * Some statements.
     *
     * @param menu the one that the last path alone changed to
     */
    private record Statements(Block block, String menu) {}

    /** Statements up to the end or a closing bracket. */
    private Statements statements(String outer, Place place) throws RouterError {
        String menu = outer;
        List<Expr> statements = new ArrayList<>();
        List<String> shown = new ArrayList<>();
        while (true) {
            skipBetweenStatements(place);
            if (cursor.commandEnds()) {
                return new Statements(new Block(statements, String.join("", shown)), menu);
            }
            ParsedCommand command = statement(menu, place);
            statements.add(command.action());
            shown.add(command.intermediate());
            menu = command.entered().orElse(menu);
            if (!cursor.commandEnds()) {
                throw cursor.error("expected end of command");
            }
        }
    }

    /** A console without terminal reads line by line: there, brackets end on the line where they begin. */
    private void skipBetweenStatements(Place place) {
        boolean more = place == Place.LINE || place == Place.BRACES && lines;
        while (cursor.skipBlanks() || cursor.take(';') || more && cursor.take('\n') || skipComment()) {
            continue;
        }
    }

    /** Skips blanks, and the ends of lines where scripts may have some. */
    void skipLines() {
        while (cursor.skipBlanks() || lines && cursor.take('\n')) {
            continue;
        }
    }

    private boolean skipComment() {
        if (cursor.peek() != '#') {
            return false;
        }
        while (!cursor.ended() && cursor.peek() != '\n') {
            cursor.next();
        }
        return true;
    }

    private ParsedCommand statement(String menu, Place place) throws RouterError {
        if (cursor.peek() == '{') {
            return braces(menu);
        }
        if (cursor.peek() == '$' || cursor.peek() == '[') {
            return calls.call(menu);
        }
        return commands.command(menu, place == Place.BRACKETS);
    }

    /** A block as a statement. */
    ParsedCommand braces(String menu) throws RouterError {
        Block block = block(menu);
        cursor.skipBlanks();
        return new ParsedCommand(block::run, block.intermediate());
    }

    /** Statements in braces. */
    Block block(String menu) throws RouterError {
        scopes.enter();
        return inBraces(menu);
    }

    /** Statements in braces that see nothing of what is around them. */
    Block function(String menu) throws RouterError {
        scopes.enterFunction();
        return inBraces(menu);
    }

    private Block inBraces(String menu) throws RouterError {
        cursor.enter();
        cursor.next();
        Block block = statements(menu, Place.BRACES).block();
        if (!cursor.take('}')) {
            throw atLineEnd() ? RouterError.complete("missing closing brace") : cursor.error("expected end of command");
        }
        scopes.leave();
        cursor.leave();
        return block;
    }

    /** Commands in brackets, for the value of the last; of none, nil. */
    Expr substitution(String menu) throws RouterError {
        cursor.enter();
        cursor.next();
        scopes.enter();
        Block block = statements(menu, Place.BRACKETS).block();
        if (!cursor.take(']')) {
            throw cursor.error(atLineEnd() ? "expected closing bracket" : "expected end of command");
        }
        scopes.leave();
        cursor.leave();
        return block.statements().isEmpty() ? env -> Value.NIL : env -> returned(block, env);
    }

    /** What is returned within brackets is their value. */
    private static Value returned(Block block, Env env) throws RouterError {
        try {
            return block.run(env);
        } catch (Env.Returned returned) {
            return returned.value();
        }
    }

    private boolean atLineEnd() {
        return cursor.ended() || cursor.peek() == '\n';
    }
}
