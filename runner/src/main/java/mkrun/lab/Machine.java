package mkrun.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import mkrun.lab.script.Interpreter;
import mkrun.lab.script.RouterError;
import mkrun.lab.script.RouterState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The router behind the SSH server: its state, files and console, and what happens in it by itself. */
final class Machine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Machine.class);

    /** Routers that this program finds have run for a day. */
    private static final Instant BEGINNING = Instant.now().minus(Duration.ofDays(1));

    private static final RouterLog.Line REBOOTED = new RouterLog.Line("system,info", "router rebooted");
    private static final RouterLog.Line NOT_SHUT_DOWN =
            new RouterLog.Line("system,error,critical", "router was rebooted without proper shutdown");

    private final LabConfig config;
    private final RouterState state;
    private final RouterFiles files;
    private final Interpreter interpreter;
    private final Boot boot;
    private final RouterLog log;
    private final Logins logins;
    private final Containers containers;
    private final Packages packages;
    private final DeviceMode deviceMode;
    private final StateKeeper keeper;
    private final Path stateFile;
    private final Reachability reachability;
    private final LabClock clock = new LabClock();
    private final Scheduler scheduler;
    private volatile boolean off;
    private volatile Consumer<String> hangUp = service -> {};
    private volatile Runnable onSave = () -> {};
    private volatile Consumer<List<RouterLog.Line>> onDown = log -> {};

    private Machine(LabConfig config, RouterState state, RouterFiles files, StateFile stateFile, Boot boot) {
        this.config = config;
        this.state = state;
        this.files = files;
        this.keeper = new StateKeeper(state, stateFile, clock);
        this.stateFile = stateFile.path();
        this.boot = boot;
        this.log = new RouterLog(state);
        this.logins = new Logins(config, state, log);
        this.interpreter = new Interpreter(state, time -> Thread.sleep(time.toMillis()));
        this.reachability = new Reachability(state, config.way());
        this.scheduler = new Scheduler(state, interpreter, clock, this::save);
        this.containers = new Containers(config, state, files, log, boot, this::save);
        this.packages = new Packages(config, state, files);
        this.deviceMode = new DeviceMode(config, state, this::powerCut);
    }

    /** The router kept in the configuration's state directory, or a new one. */
    static Machine open(LabConfig config) throws IOException {
        return open(config, Boot.resumed(config));
    }

    /** The same, coming up in that way. */
    static Machine open(LabConfig config, Boot boot) throws IOException {
        StateFile stateFile = new StateFile(config.stateDir().resolve("router.json"));
        RouterFiles files = RouterFiles.of(config, boot.faults());
        RouterState state = stateFile.read(config.version(), tables -> Equipment.packages(config, tables));
        Machine machine = new Machine(config, state, files, stateFile, boot);
        synchronized (state) {
            machine.powerOn();
        }
        return machine;
    }

    private void powerOn() throws IOException {
        boolean fresh = FactoryDefaults.apply(config, state);
        Equipment.fill(config, state);
        RouterState asItCame = new RouterState(state.version(), state.dialect().packages());
        FactoryDefaults.apply(config, asItCame);
        DiskMenu.factory(config, asItCame);
        interpreter.factory(asItCame);
        RouterClock time = RouterClock.of(config, state, boot.anew());
        time.register(interpreter, scheduler::clockSet);
        state.clock(time);
        Instant on = boot.anew() ? Instant.now() : BEGINNING;
        new SystemMenus(config, state, files, log, on).register(interpreter);
        new DiskMenu(config, state, files, boot.anew()).register(interpreter);
        packages.register(interpreter);
        FileMenu fileMenu = new FileMenu(state, files);
        fileMenu.register(interpreter);
        interpreter.exports(fileMenu::export, faults()::exporting).imports(fileMenu::script);
        new UserMenus(state, files).register(interpreter);
        if (!boot.anew()) {
            UserMenus.expire(state, faults().firstLogin().expired());
        }
        new Certificates(state, files).register(interpreter);
        containers.register(interpreter);
        interpreter.on("/system", "reboot", call -> reboot());
        interpreter.on(Packages.MENU, "apply-changes", call -> applyChanges());
        interpreter.onConsole(DeviceMode.MENU, "update", deviceMode::update);
        interpreter.onConsole("/system/backup", "save", new Backups(files, stateFile, this::rest)::save);
        interpreter.onConsole("/tool", "fetch", new FetchCommand(state, files)::fetch);
        if (fresh) {
            WaySetup.lay(config.way(), state, interpreter);
        }
        if (config.way() == LabWay.WIREGUARD) {
            WireguardTunnel.show(state);
        }
        state.onChange(this::changed);
        state.onSettled(this::settled);
        boot.log().forEach(line -> log.add(line.topics(), line.message()));
        if (boot.anew()) {
            containers.reboot();
        } else {
            containers.resume();
        }
        scheduler.boot();
        containers.configured();
        save();
    }

    private String reboot() {
        goDown(packages.goingDown(false), REBOOTED);
        throw new FaultPlan.Cut();
    }

    private String applyChanges() throws RouterError {
        if (!packages.pending()) {
            throw RouterError.of("failure: no changes to apply");
        }
        goDown(packages.goingDown(true), REBOOTED);
        throw new FaultPlan.Cut();
    }

    /** The power fails and comes back. */
    private void powerCut() {
        goDown(packages.goingDown(false), NOT_SHUT_DOWN);
    }

    /** From here on nothing of this machine counts; its state's monitor is held. */
    private void goDown(List<RouterLog.Line> notes, RouterLog.Line first) {
        save();
        rest();
        off = true;
        List<RouterLog.Line> lines = new ArrayList<>(List.of(first));
        lines.addAll(notes);
        onDown.accept(lines);
    }

    /**
     * Says what happens around it.
     *
     * @param newHangUp ends all sessions of a service
     * @param newOnDown called when the router goes down, with what its log will say first when it is up again
     */
    void listen(Consumer<String> newHangUp, Consumer<List<RouterLog.Line>> newOnDown) {
        this.hangUp = newHangUp;
        this.onDown = newOnDown;
    }

    /** Called by the console after each changing command, with the state's monitor held. */
    private void changed() {
        scheduler.look();
        save();
        containers.configured();
        reachability.cutOff().forEach(hangUp);
        faults().changed(this::powerCut);
    }

    /** Does this at once on another thread, unless the router goes down before. */
    void soon(Runnable work) {
        clock.after(Duration.ZERO, work);
    }

    /** Calls this whenever something has changed, with the state's monitor held: it must not wait. */
    void onSave(Runnable newOnSave) {
        this.onSave = newOnSave;
    }

    /** Whether the configuration lets somebody begin a session of a service. */
    boolean letsIn(String service) {
        synchronized (state) {
            return reachability.letsIn(service);
        }
    }

    /** How many sessions a service takes at a time. */
    int most(String service) {
        synchronized (state) {
            return reachability.most(service);
        }
    }

    /** Who the router says it is on a service with TLS; empty if that has no certificate, or one without a key. */
    Optional<TlsIdentity> identity(String service) {
        synchronized (state) {
            return state.table("/ip/service")
                    .where("name", service)
                    .flatMap(row -> Certificates.identity(state, row.text("certificate")));
        }
    }

    /** Writes the state to disk; the state's monitor is held. */
    private void save() {
        if (off) {
            return;
        }
        try {
            keeper.changed();
        } catch (IOException e) {
            throw unkept(e);
        }
        onSave.run();
    }

    private void settled() {
        if (!off) {
            rest();
        }
    }

    /** Writes whatever is not written yet; the state's monitor is held. */
    private void rest() {
        try {
            keeper.rest();
        } catch (IOException e) {
            throw unkept(e);
        }
    }

    private UncheckedIOException unkept(IOException cause) {
        LOG.warn("lab router {} cannot keep its state", config.name(), cause);
        return new UncheckedIOException(cause);
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

    /** Gives a user another password, as the console does that asked for one. */
    void changePassword(String user, String password) {
        synchronized (state) {
            logins.changePassword(user, password);
            save();
        }
    }

    /** Whether a user is to give a new password. */
    boolean expired(String user) {
        synchronized (state) {
            return state.table("/user")
                    .where("name", user)
                    .filter(row -> row.is(UserMenus.EXPIRED))
                    .isPresent();
        }
    }

    FaultPlan faults() {
        return boot.faults();
    }

    Boot boot() {
        return boot;
    }

    Logins logins() {
        return logins;
    }

    /** Whether it went down: what still runs on it is of no use. */
    boolean off() {
        return off;
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
        synchronized (state) {
            settled();
        }
    }
}
