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

    private Parser(String script, Console console, Set<String> globals) {
        this.cursor = new Cursor(script);
        this.scopes = new Scopes(globals);
        this.console = console;
        this.values = new ValueParser(this);
        this.expressions = new ExpressionParser(this);
        this.commands = new CommandParser(this);
    }

    /**
     * @param script as bytes, one a character
     * @param menu what relative commands are relative to
     * @param globals names of the session's global variables
     */
    static Block parse(String script, Console console, String menu, Set<String> globals) throws RouterError {
        Parser parser = new Parser(script, console, globals);
        Block block = parser.statements(menu, Place.LINE);
        if (!parser.cursor.ended()) {
            throw parser.cursor.error("expected end of command");
        }
        return block;
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

    /** Statements up to the end or a closing bracket. */
    private Block statements(String menu, Place place) throws RouterError {
        List<Expr> statements = new ArrayList<>();
        List<String> shown = new ArrayList<>();
        while (true) {
            skipBetweenStatements(place);
            if (cursor.commandEnds()) {
                return new Block(statements, String.join("", shown));
            }
            ParsedCommand command = statement(menu, place);
            statements.add(command.action());
            shown.add(command.intermediate());
            if (!cursor.commandEnds()) {
                throw cursor.error("expected end of command");
            }
        }
    }

    /** A console without terminal reads line by line: brackets end on the line where they begin. */
    private void skipBetweenStatements(Place place) {
        while (cursor.skipBlanks() || cursor.take(';') || place == Place.LINE && cursor.take('\n') || skipComment()) {
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
            Block block = block(menu);
            cursor.skipBlanks();
            return new ParsedCommand(block::run, block.intermediate());
        }
        return commands.command(menu, place == Place.BRACKETS);
    }

    /** Statements in braces. */
    Block block(String menu) throws RouterError {
        cursor.enter();
        cursor.next();
        scopes.enter();
        Block block = statements(menu, Place.BRACES);
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
        Block block = statements(menu, Place.BRACKETS);
        if (!cursor.take(']')) {
            throw cursor.error(atLineEnd() ? "expected closing bracket" : "expected end of command");
        }
        scopes.leave();
        cursor.leave();
        return block.statements().isEmpty() ? env -> Value.NIL : block::run;
    }

    private boolean atLineEnd() {
        return cursor.ended() || cursor.peek() == '\n';
    }
}
