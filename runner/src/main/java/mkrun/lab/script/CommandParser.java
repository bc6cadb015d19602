package mkrun.lab.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mkrun.routeros.Command;

/**
 * Parses one command: the path to its menu in either form, {@code /ip/address/print} or {@code /ip address print}, its
 * name, its arguments. Columns of errors are where routers have them: before an unknown word, but behind it if a slash
 * follows.
 */
final class CommandParser {
    private static final String WORD = "-._";
    private static final String BEHIND_DOTS = "/ \t\r\n;]})" + Cursor.END;

    private final Parser parser;
    private final Cursor cursor;

    CommandParser(Parser parser) {
        this.parser = parser;
        this.cursor = parser.cursor();
    }

    /**
     * Where a command stands.
     *
     * @param start of its text
     * @param menu what commands in its brackets and braces are relative to, unless it has a menu itself
     * @param valued whether it is asked for its value
     */
    private record Site(int start, String menu, boolean valued) {}

    /**
     * @param menu what relative commands are relative to
     * @param valued whether the command stands in brackets, for its value
     */
    ParsedCommand command(String menu, boolean valued) throws RouterError {
        cursor.enter();
        int start = cursor.at();
        ParsedCommand command;
        if (cursor.take(':')) {
            Site site = new Site(start, menu, valued);
            command = menuOfTheLanguage() ? below("/", site) : named("/", cursor.at(), cursor.word(WORD), site);
        } else if (cursor.take('/')) {
            command = cursor.commandEnds() ? enter("/") : below("/", new Site(start, menu, valued));
        } else {
            String from = up(menu);
            command = cursor.at() > start && cursor.commandEnds()
                    ? enter(from)
                    : below(from, new Site(start, menu, valued));
        }
        cursor.leave();
        return command;
    }

    /** {@code .. route print}, {@code ../route/print}: each pair of dots leads one menu up, above which there is none. */
    private String up(String menu) {
        String from = menu;
        while (cursor.looking("..") && BEHIND_DOTS.indexOf(cursor.peek(2)) >= 0) {
            cursor.take("..");
            if (!cursor.take('/')) {
                cursor.skipBlanks();
            }
            from = Console.parent(from);
        }
        return from;
    }

    /** {@code :log info …} is {@code /log/info …}, and so is {@code :environment print}. */
    private boolean menuOfTheLanguage() {
        return cursor.looking("log ") || cursor.looking("environment ");
    }

    private ParsedCommand below(String menu, Site site) throws RouterError {
        int wordStart = cursor.at();
        String word = cursor.word(WORD);
        if (word.isEmpty()) {
            throw cursor.error("expected command name");
        }
        Optional<String> submenu = parser.console().submenu(menu, word);
        if (submenu.isEmpty()) {
            return named(menu, wordStart, word, site);
        }
        String inner = Console.child(menu, submenu.get());
        if (cursor.take('/')) {
            return below(inner, site);
        }
        boolean blank = cursor.skipBlanks();
        if (cursor.commandEnds()) {
            return enter(inner);
        }
        if (!blank) {
            throw cursor.error("expected command name");
        }
        return cursor.peek() == '{' ? parser.braces(inner) : below(inner, site);
    }

    /**
     * A path alone does nothing: in a script, the commands behind it are relative to that menu; in a terminal, the next
     * lines are.
     */
    private ParsedCommand enter(String menu) {
        if (parser.script()) {
            return new ParsedCommand(env -> Value.NOTHING, "(evl " + menu + ")", Optional.of(menu));
        }
        return new ParsedCommand(
                env -> {
                    env.session().enter(menu);
                    return Value.NOTHING;
                },
                "(evl " + menu + ")");
    }

    private ParsedCommand named(String menu, int wordStart, String word, Site site) throws RouterError {
        Optional<Command> command = parser.console().command(menu, word);
        if (cursor.peek() == '/') {
            throw cursor.error("syntax error");
        }
        if (command.isEmpty()) {
            throw unknown(word, wordStart);
        }
        String name = command.get().name();
        if (menu.equals("/") && GlobalCommands.has(name)) {
            return global(command.get(), site);
        }
        if (!parser.console().implemented(menu, name)) {
            throw unknown(word, wordStart);
        }
        return menuCommand(menu, command.get(), site);
    }

    /**
     * An unknown word is no error of {@code :parse}: what it gives has the text, the word and what stands behind it. Seen of words
     * without a value (7.23.7): {@code (<%% bad command name zzz (line 1 column 2) zzz;qqq;print)}.
     */
    private RouterError unknown(String word, int wordStart) {
        if (word.isEmpty()) {
            return cursor.error("expected command name", wordStart);
        }
        RouterError error = cursor.error("bad command name " + word, wordStart);
        return error.shownAs("(<%% " + error.text() + " " + String.join(";", words(wordStart)) + ")");
    }

    /** The words from a place to the end of the command, blanks in quotes not counted. */
    private List<String> words(int start) {
        cursor.to(start);
        List<String> words = new ArrayList<>();
        while (cursor.skipBlanks() || !cursor.commandEnds()) {
            int wordStart = cursor.at();
            boolean quoted = false;
            while (quoted && !cursor.ended() || !cursor.valueEnds()) {
                quoted ^= cursor.peek() == '"';
                cursor.to(cursor.at() + (cursor.peek() == '\\' && cursor.peek(1) != Cursor.END ? 2 : 1));
            }
            if (cursor.at() > wordStart) {
                words.add(cursor.from(wordStart));
            }
        }
        return words;
    }

    private ParsedCommand global(Command command, Site site) throws RouterError {
        GlobalCommand global = parser.console().global(command);
        boolean loop = global.signature().has(Signature.Kind.LOOP_NAMES);
        if (loop) {
            parser.scopes().enter();
        }
        int behind = cursor.at();
        Arguments arguments = new ArgumentParser(parser, global.signature(), site.menu()).parse();
        if (loop) {
            parser.scopes().leave();
        }
        arguments.names("name").forEach(n -> declare(command.name(), n));
        String label = ":" + command.name();
        int line = cursor.line(site.start());
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
            parser.scopes().declare(name, Variable.Kind.LOCAL);
        } else if (command.equals("global")) {
            parser.scopes().declare(name, Variable.Kind.GLOBAL);
        }
    }

    private ParsedCommand menuCommand(String menu, Command command, Site site) throws RouterError {
        MenuCommand shape = parser.console().shape(menu, command);
        String label = Console.child(menu, command.name());
        int behind = cursor.at();
        Arguments arguments;
        try {
            arguments = new ArgumentParser(parser, shape.signature(), menu).parse();
        } catch (RouterError e) {
            throw e.text().startsWith("bad parameter ") ? e.shownAs("(evl " + e.text() + " " + label + ")") : e;
        }
        int line = cursor.line(site.start());
        return new ParsedCommand(
                env -> {
                    try {
                        return shape.run(arguments, env, site.valued());
                    } catch (RouterError e) {
                        throw Refusals.located(e, env.state().version(), label, line);
                    }
                },
                "(evl " + label + cursor.from(behind).stripTrailing() + ")");
    }
}
