package mkrun.lab.script;

import java.util.Optional;
import mkrun.routeros.Command;

/**
 * Parses one command: the path to its menu in either form, {@code /ip/address/print} or {@code /ip address print}, its
 * name, its arguments. Columns of errors are where routers have them: before an unknown word, but behind it if a slash
 * follows.
 */
final class CommandParser {
    private static final String WORD = "-._";

    private final Parser parser;
    private final Cursor cursor;

    CommandParser(Parser parser) {
        this.parser = parser;
        this.cursor = parser.cursor();
    }

    /**
     * @param menu what relative commands are relative to
     * @param valued whether the command stands in brackets, for its value
     */
    ParsedCommand command(String menu, boolean valued) throws RouterError {
        cursor.enter();
        int start = cursor.at();
        ParsedCommand command;
        if (cursor.take(':')) {
            command = named("/", cursor.at(), cursor.word(WORD), start, valued);
        } else if (cursor.take('/')) {
            command = cursor.commandEnds() ? enter("/") : below("/", start, valued);
        } else {
            command = below(menu, start, valued);
        }
        cursor.leave();
        return command;
    }

    private ParsedCommand below(String menu, int start, boolean valued) throws RouterError {
        int wordStart = cursor.at();
        String word = cursor.word(WORD);
        if (word.isEmpty()) {
            throw cursor.error("expected command name");
        }
        Optional<String> submenu = parser.console().submenu(menu, word);
        if (submenu.isEmpty()) {
            return named(menu, wordStart, word, start, valued);
        }
        String inner = Console.child(menu, submenu.get());
        if (cursor.take('/')) {
            return below(inner, start, valued);
        }
        boolean blank = cursor.skipBlanks();
        if (cursor.commandEnds()) {
            return enter(inner);
        }
        if (!blank) {
            throw cursor.error("expected command name");
        }
        return below(inner, start, valued);
    }

    /** A path alone: the line does nothing, and a terminal is in that menu afterwards. */
    private static ParsedCommand enter(String menu) {
        return new ParsedCommand(
                env -> {
                    env.session().enter(menu);
                    return Value.NOTHING;
                },
                "(evl " + menu + ")");
    }

    private ParsedCommand named(String menu, int wordStart, String word, int start, boolean valued) throws RouterError {
        Optional<Command> command = parser.console().command(menu, word);
        if (cursor.peek() == '/') {
            throw cursor.error("syntax error");
        }
        if (command.isEmpty()) {
            throw unknown(word, wordStart);
        }
        String name = command.get().name();
        if (menu.equals("/") && GlobalCommands.has(name)) {
            return global(command.get(), start);
        }
        if (!parser.console().implemented(menu, name)) {
            throw unknown(word, wordStart);
        }
        return menuCommand(menu, command.get(), start, valued);
    }

    private RouterError unknown(String word, int wordStart) {
        return word.isEmpty()
                ? cursor.error("expected command name", wordStart)
                : cursor.error("bad command name " + word, wordStart);
    }

    private ParsedCommand global(Command command, int start) throws RouterError {
        GlobalCommand global = parser.console().global(command);
        boolean loop = global.signature().has(Signature.Kind.LOOP_NAMES);
        if (loop) {
            parser.scopes().enter();
        }
        int behind = cursor.at();
        Arguments arguments = new ArgumentParser(parser, global.signature(), "/").parse();
        if (loop) {
            parser.scopes().leave();
        }
        arguments.names("name").forEach(n -> declare(command.name(), n));
        String label = ":" + command.name();
        int line = cursor.line(start);
        return new ParsedCommand(
                env -> {
                    try {
                        return global.body().run(arguments, env);
                    } catch (RouterError e) {
                        throw Refusals.located(e, env.state().version(), label, line);
                    }
                },
                "(evl /" + command.name() + cursor.from(behind) + ")");
    }

    private void declare(String command, String name) {
        if (command.equals("local")) {
            parser.scopes().declare(name);
        } else if (command.equals("global")) {
            parser.scopes().declareGlobal(name);
        }
    }

    private ParsedCommand menuCommand(String menu, Command command, int start, boolean valued) throws RouterError {
        MenuCommand shape = parser.console().shape(menu, command);
        String label = Console.child(menu, command.name());
        int behind = cursor.at();
        Arguments arguments;
        try {
            arguments = new ArgumentParser(parser, shape.signature(), menu).parse();
        } catch (RouterError e) {
            throw e.text().startsWith("bad parameter ") ? e.shownAs("(evl " + e.text() + " " + label + ")") : e;
        }
        int line = cursor.line(start);
        return new ParsedCommand(
                env -> {
                    try {
                        return shape.run(arguments, env, valued);
                    } catch (RouterError e) {
                        throw Refusals.located(e, env.state().version(), label, line);
                    }
                },
                "(evl " + label + cursor.from(behind).stripTrailing() + ")");
    }
}
