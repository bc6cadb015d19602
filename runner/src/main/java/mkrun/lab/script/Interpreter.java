package mkrun.lab.script;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** The console of one router: knows what its commands do. Sessions run scripts on it, several at a time. */
public final class Interpreter {
    /** How a script waits. */
    @FunctionalInterface
    public interface Pause {
        /** Waits that long; on a lab router with fast clocks, less. */
        void sleep(Duration time) throws InterruptedException;
    }

    /** Finds scripts. */
    @FunctionalInterface
    public interface ScriptFiles {
        /** What a file holds, one character a byte; empty if there is none of that name. */
        Optional<String> read(String name);
    }

    /** Keeps an export. */
    @FunctionalInterface
    public interface ExportWriter {
        /**
         * @param name of the file, as the user gave it
         * @throws RouterError if it cannot be written
         */
        void write(String name, String text) throws RouterError;
    }

    private final RouterState state;
    private final Pause pause;
    private final Console console;
    private final Map<String, CommandHandler> handlers = new ConcurrentHashMap<>();
    private final Set<String> forEyes = ConcurrentHashMap.newKeySet();
    private final Globals globals = new Globals();
    private final Jobs jobs;
    private final History history;
    private ScriptFiles scripts = name -> Optional.empty();
    private RouterState factory;
    private Predicate<String> tooSlow = menu -> false;
    private ExportWriter exportWriter = (name, text) -> {
        throw RouterError.of("failure: cannot write file");
    };

    /**
     * A console over the rows of a router.
     *
     * @param pause what {@code :delay} does
     */
    public Interpreter(RouterState state, Pause pause) {
        this.state = state;
        this.history = new History(state);
        this.jobs = new Jobs(state);
        this.factory = new RouterState(state.version(), state.dialect().packages());
        this.pause = pause;
        this.console = new Console(
                state.dialect(), (menu, command) -> handler(menu, command).isPresent());
        synchronized (state) {
            state.table(Jobs.MENU).beforeRead(t -> t.replaceAll(jobs.rows()));
            state.table(Globals.MENU).beforeRead(t -> t.replaceAll(globals.rows()));
            state.table(History.MENU).beforeRead(t -> t.replaceAll(history.rows()));
            Routes.keep(state);
        }
        on(Jobs.MENU, "remove", call -> {
            call.rows().forEach(r -> jobs.stop(r.id()));
            return "";
        });
        on(Globals.MENU, "remove", call -> {
            call.rows().forEach(r -> globals.remove(r.id()));
            return "";
        });
    }

    /** The router. */
    public RouterState state() {
        return state;
    }

    Pause pause() {
        return pause;
    }

    Globals globals() {
        return globals;
    }

    Jobs jobs() {
        return jobs;
    }

    History history() {
        return history;
    }

    /** Forgets what scripts left in memory and ends those that run in the background, as a restart does. */
    public void restart() {
        jobs.stopAll();
        globals.clear();
        synchronized (state) {
            history.clear();
        }
    }

    /**
     * Starts a script that nobody waits for, with all rights.
     *
     * @param name of the script, for the list of jobs
     */
    public void background(String name, String source) {
        jobs.start(session(), name, source);
    }

    Console console() {
        return console;
    }

    /**
     * Has a command done by a handler. The command must be in the tables of this router's version, or it stays refused.
     * Commands that have neither a handler nor an action of their own are refused as unknown.
     *
     * @param menu such as {@code /container}
     * @param command such as {@code start}
     */
    public Interpreter on(String menu, String command, CommandHandler handler) {
        handlers.put(Console.child(menu, command), handler);
        return this;
    }

    /**
     * The same for a command that tells its result in words for eyes only: what the API has instead is not known, so that
     * it has none of it.
     */
    public Interpreter onConsole(String menu, String command, CommandHandler handler) {
        forEyes.add(Console.child(menu, command));
        return on(menu, command, handler);
    }

    boolean forEyes(String menu, String command) {
        return forEyes.contains(Console.child(menu, command));
    }

    Optional<CommandHandler> handler(String menu, String command) {
        return Optional.ofNullable(handlers.get(Console.child(menu, command)));
    }

    /** A new log-in to the console, of somebody who may do anything. */
    public Session session() {
        return session("", policy -> true);
    }

    /**
     * A new log-in to the console.
     *
     * @param user the name that the history gives, empty for nobody
     * @param policies whether the user's group has a policy, such as {@code ftp}
     */
    public Session session(String user, Predicate<String> policies) {
        return new Session(this, user, policies, false, Optional.empty());
    }

    /**
     * The same as an interactive console.
     *
     * @param terminal that commands may take over, if there is one
     */
    public Session console(String user, Predicate<String> policies, Optional<Terminal> terminal) {
        return new Session(this, user, policies, true, terminal);
    }

    /**
     * A new log-in that sends commands with their arguments rather than lines.
     *
     * @param user the name that the history gives
     * @param policies whether the user's group has a policy, such as {@code write}
     */
    public ApiConsole api(String user, Predicate<String> policies) {
        return new ApiConsole(session(user, policies));
    }

    /** Says what the router is before anybody configures it: exports leave that out. */
    public Interpreter factory(RouterState asItCame) {
        this.factory = asItCame;
        return this;
    }

    RouterState factory() {
        return factory;
    }

    /**
     * Says where exports go and what goes wrong with them.
     *
     * @param newWriter writes one to a file; until this is called, there are no files
     * @param newTooSlow whether a menu does not answer in time
     */
    public Interpreter exports(ExportWriter newWriter, Predicate<String> newTooSlow) {
        this.exportWriter = newWriter;
        this.tooSlow = newTooSlow;
        return this;
    }

    /** Says where {@code /import} finds files; until this is called, there are none. */
    public Interpreter imports(ScriptFiles files) {
        this.scripts = files;
        return this;
    }

    Optional<String> script(String name) {
        return scripts.read(name);
    }

    void writeExport(String name, String text) throws RouterError {
        exportWriter.write(name, text);
    }

    boolean tooSlow(String menu) {
        return tooSlow.test(menu);
    }

    /**
     * Runs one line in a session of its own, as an SSH exec channel does.
     *
     * @return what a client gets on standard output, errors included
     */
    public String execute(String line) {
        StringBuilder out = new StringBuilder();
        session().execute(line, out::append);
        return out.toString();
    }
}
