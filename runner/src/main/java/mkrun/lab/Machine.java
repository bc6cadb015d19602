package mkrun.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import mkrun.lab.script.Interpreter;
import mkrun.lab.script.RouterState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The router behind the SSH server: its state, files and console, and what happens in it by itself. */
final class Machine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Machine.class);

    private final LabConfig config;
    private final RouterState state;
    private final RouterFiles files;
    private final Interpreter interpreter;
    private final FaultPlan faults;
    private final RouterLog log;
    private final Containers containers;
    private final StateFile stateFile;
    private final Reachability reachability;
    private final LabClock clock = new LabClock();
    private final Scheduler scheduler;
    private volatile Runnable hangUp = () -> {};

    private Machine(LabConfig config, RouterState state, RouterFiles files, StateFile stateFile) {
        this.config = config;
        this.state = state;
        this.files = files;
        this.stateFile = stateFile;
        this.faults = new FaultPlan(config.faults());
        this.log = new RouterLog(state);
        this.interpreter = new Interpreter(state, time -> Thread.sleep(time.toMillis()));
        this.reachability = new Reachability(state);
        this.scheduler = new Scheduler(state, interpreter, clock, this::save);
        this.containers = new Containers(config, state, files, log, this::save, faults);
    }

    /** The router kept in the configuration's state directory, or a new one. */
    static Machine open(LabConfig config) throws IOException {
        StateFile stateFile = new StateFile(config.stateDir().resolve("router.json"));
        RouterFiles files = RouterFiles.of(config);
        RouterState state = stateFile.read(config.version(), packages(config));
        Machine machine = new Machine(config, state, files, stateFile);
        synchronized (state) {
            machine.powerOn();
        }
        return machine;
    }

    private static Set<String> packages(LabConfig config) {
        Set<String> packages = new HashSet<>(Set.of("routeros"));
        if (config.hardware().containerPackage()) {
            packages.add("container");
        }
        if (!config.board().virtual()) {
            packages.add("routerboard");
        }
        return packages;
    }

    private void powerOn() throws IOException {
        FactoryDefaults.apply(config, state);
        RouterState asItCame = new RouterState(state.version(), state.dialect().packages());
        FactoryDefaults.apply(config, asItCame);
        interpreter.factory(asItCame);
        new SystemMenus(config, state, files, log).register(interpreter);
        FileMenu fileMenu = new FileMenu(state, files);
        fileMenu.register(interpreter);
        interpreter.exports(fileMenu::export, faults::exporting).imports(fileMenu::script);
        new UserMenus(state).register(interpreter);
        containers.register(interpreter);
        interpreter.on("/system", "reboot", call -> reboot());
        interpreter.on("/system/backup", "save", new Backups(files, stateFile.path())::save);
        interpreter.on("/tool", "fetch", new FetchCommand(state, files)::fetch);
        state.onChange(this::changed);
        containers.resume();
        scheduler.boot();
        save();
    }

    /** A restart: all connections end without a word, logs are empty, containers start anew. */
    private String reboot() {
        state.table("/log").replaceAll(List.of());
        state.table("/container/log").replaceAll(List.of());
        containers.reboot();
        save();
        interpreter.restart();
        scheduler.boot();
        hangUp.run();
        throw new FaultPlan.Cut();
    }

    /** Says what ends all sessions. */
    void hangUp(Runnable work) {
        this.hangUp = work;
    }

    /** Called by the console after each changing command, with the state's monitor held. */
    private void changed() {
        scheduler.look();
        save();
        if (!reachability.open("established")) {
            hangUp.run();
        }
        faults.changed();
    }

    /** Whether the configuration lets somebody begin a session. */
    boolean letsIn() {
        synchronized (state) {
            return reachability.open("new");
        }
    }

    /** Writes the state to disk; the state's monitor is held. */
    private void save() {
        try {
            stateFile.write(state);
        } catch (IOException e) {
            LOG.warn("lab router {} cannot keep its state", config.name(), e);
            throw new java.io.UncheckedIOException(e);
        }
    }

    LabConfig config() {
        return config;
    }

    RouterState state() {
        return state;
    }

    RouterFiles files() {
        return files;
    }

    Interpreter interpreter() {
        return interpreter;
    }

    FaultPlan faults() {
        return faults;
    }

    RouterLog log() {
        return log;
    }

    Path stateDir() {
        return config.stateDir();
    }

    /** The name in the prompt. */
    String identity() {
        synchronized (state) {
            return state.single("/system/identity").text("name");
        }
    }

    @Override
    public void close() {
        interpreter.restart();
        clock.close();
        containers.close();
    }
}
