package mkrun.lab.script;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** One log-in to the console: its menu, the global variables that it declared, the row numbers it has printed. For one thread. */
public final class Session {
    private static final String ROOT = "/";

    private final Interpreter interpreter;
    private final String user;
    private final Predicate<String> policies;
    private final boolean interactive;
    private final Optional<Terminal> terminal;
    private final Set<String> globals = new HashSet<>();
    private final Map<String, List<String>> printed = new HashMap<>();
    private String menu = ROOT;
    private boolean left;
    private boolean importing;

    Session(
            Interpreter interpreter,
            String user,
            Predicate<String> policies,
            boolean interactive,
            Optional<Terminal> terminal) {
        this.interpreter = interpreter;
        this.user = user;
        this.policies = policies;
        this.interactive = interactive;
        this.terminal = terminal;
    }

    /** The terminal that commands may take over. */
    Optional<Terminal> terminal() {
        return terminal;
    }

    /** Whether it is one of many lines, rather than of one command. */
    boolean interactive() {
        return interactive;
    }

    /** Who logged in; empty for the router itself. */
    String user() {
        return user;
    }

    /** Whether whoever logged in has a policy, such as {@code ftp}. */
    boolean may(String policy) {
        return policies.test(policy);
    }

    /** The menu that commands are relative to, {@code /} at first; a path alone on a line changes it. */
    public String menu() {
        return menu;
    }

    /** The prompt's part between the bracket and the {@code >}: empty in the root menu, else such as {@code /ip/address}. */
    public String promptPath() {
        return menu.equals(ROOT) ? "" : menu;
    }

    /**
     * Runs a line, however broken; errors are part of the output. Exceptions of {@code out} end the script and are
     * passed on, so that a connection that is gone stops it; so does interrupting the thread.
     *
     * @param line as it came, of any length
     * @param out gets what the console prints, piece by piece, with CR LF
     */
    public void execute(String line, Consumer<String> out) {
        Env env = new Env(this, bytes -> out.accept(Bytes.text(bytes)));
        try {
            reporting(env, () -> {
                Script parsed = parse(Bytes.of(line));
                globals.addAll(parsed.globals());
                parsed.block().run(env);
            });
        } finally {
            interpreter.state().settled();
        }
    }

    /** How many braces stand open behind a text that somebody types: while some do, the next line belongs to it. */
    public int openBraces(String text) {
        return terminal.isPresent() ? OpenText.of(text).braces() : 0;
    }

    /** What the Tab key makes of a text, as it came, up to where it was hit. */
    public Completion complete(String text) {
        return new Completer(this).complete(Bytes.of(text));
    }

    /** Whether what runs was imported from a file. */
    boolean importing() {
        return importing;
    }

    /** Begins or ends an import; whether it is within another. */
    boolean importing(boolean now) {
        boolean before = importing;
        importing = now;
        return before;
    }

    /** Runs a script; its error is the last line of its output. */
    void run(String script, Env env) {
        reporting(env, () -> parseScript(script).block().run(env));
    }

    /**
     * Runs a script from its beginning.
     *
     * @param name of it, empty if it has none
     * @param out gets what it prints, byte for character
     */
    void run(String script, String name, Consumer<String> out) {
        run(script, new Env(this, out, name));
    }

    /** Another log-in of the same user, without a terminal. */
    Session another() {
        return new Session(interpreter, user, policies, false, Optional.empty());
    }

    /** Whether a line has ended the whole of an interactive log-in, as {@code /quit} does. */
    public boolean left() {
        return left;
    }

    /** Something that runs. */
    @FunctionalInterface
    private interface Running {
        void run() throws RouterError;
    }

    private void reporting(Env env, Running running) {
        try {
            running.run();
        } catch (RouterError e) {
            env.printLine(Bytes.of(e.text()));
        } catch (Env.Quit ended) {
            left = interactive;
        } catch (Env.Returned ended) {
            return;
        } catch (Env.Stopped stopped) {
            env.printLine("interrupted");
        } catch (StackOverflowError deep) { // values and expressions may be nested, or chained, without an end
            env.printLine("failure: out of memory");
        }
    }

    /** A line of this session. */
    Script parse(String line) throws RouterError {
        return Parser.line(line, interpreter.console(), menu, globals, terminal.isPresent());
    }

    /** A script of its own: it sees neither the session's menu nor its variables. */
    Script parseScript(String script) throws RouterError {
        return parseScript(script, ROOT);
    }

    /** A part of a script, behind another that changed the menu. */
    Script parseScript(String script, String from) throws RouterError {
        return Parser.script(script, interpreter.console(), from);
    }

    Interpreter interpreter() {
        return interpreter;
    }

    void enter(String path) {
        menu = path;
    }

    /** Row numbers mean what the last {@code print} of this session showed. */
    void printed(String path, List<String> ids) {
        printed.put(path, ids);
    }

    List<String> printed(String path) {
        return printed.getOrDefault(path, List.of());
    }
}
