package mkrun.lab.script;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** One log-in to the console: its menu, its global variables, the row numbers it has printed. For one thread. */
public final class Session {
    private static final String ROOT = "/";

    private final Interpreter interpreter;
    private final Predicate<String> policies;
    private final Map<String, Value> globals = new HashMap<>();
    private final Map<String, List<String>> printed = new HashMap<>();
    private String menu = ROOT;

    Session(Interpreter interpreter, Predicate<String> policies) {
        this.interpreter = interpreter;
        this.policies = policies;
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
        if (line.strip().equals("..")) {
            int slash = menu.lastIndexOf('/');
            menu = slash <= 0 ? ROOT : menu.substring(0, slash);
            return;
        }
        run(Bytes.of(line), new Env(this, bytes -> out.accept(Bytes.text(bytes))));
    }

    /** Runs a script; its error is the last line of its output. */
    void run(String script, Env env) {
        try {
            parse(script).run(env);
        } catch (RouterError e) {
            env.printLine(Bytes.of(e.text()));
        } catch (Env.Returned returned) {
            return;
        } catch (Env.Stopped stopped) {
            env.printLine("interrupted");
        }
    }

    Block parse(String script) throws RouterError {
        return Parser.parse(script, interpreter.console(), menu, globals.keySet());
    }

    Interpreter interpreter() {
        return interpreter;
    }

    void enter(String path) {
        menu = path;
    }

    Value global(String name) {
        return globals.getOrDefault(name, Value.NOTHING);
    }

    void setGlobal(String name, Value value) {
        globals.put(name, value);
    }

    void declareGlobal(String name) {
        globals.putIfAbsent(name, Value.NOTHING);
    }

    /** Row numbers mean what the last {@code print} of this session showed. */
    void printed(String path, List<String> ids) {
        printed.put(path, ids);
    }

    List<String> printed(String path) {
        return printed.getOrDefault(path, List.of());
    }
}
