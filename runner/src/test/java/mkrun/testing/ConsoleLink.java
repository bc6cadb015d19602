package mkrun.testing;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mkrun.lab.script.Interpreter;
import mkrun.lab.script.RouterState;
import mkrun.routeros.RouterosVersion;
import mkrun.target.Content;
import mkrun.target.Progress;
import mkrun.target.routeros.RouterLink;

/** The console of an emulated router without the wire: for what costs nothing but the console's answers. It has no files. */
public final class ConsoleLink implements RouterLink {
    private final Interpreter console;
    private final RouterState state;
    private int exchanges;

    private ConsoleLink(Interpreter console, RouterState state) {
        this.console = console;
        this.state = state;
    }

    /** Of an arm64 router with the package container and one network port. */
    public static ConsoleLink of(String version) {
        return of(version, Set.of("routeros", "container"));
    }

    /** Of one with these packages. */
    public static ConsoleLink of(String version, Set<String> packages) {
        RouterState state = new RouterState(RouterosVersion.parse(version), packages);
        state.single("/system/resource")
                .set("version", version + " (stable)")
                .set("architecture-name", "arm64")
                .set("board-name", "CHR");
        state.single("/system/identity").set("name", "edge");
        packages.forEach(name -> state.table("/system/package").add(Map.of("name", name, "version", version)));
        state.table("/interface").add(Map.of("name", "ether1", "type", "ether", "disabled", "false"));
        state.table("/queue/interface").add(Map.of("interface", "ether1", "queue", "only-hardware-queue"));
        return new ConsoleLink(new Interpreter(state, time -> {}), state);
    }

    /** The same router, in another session. */
    public ConsoleLink again() {
        return new ConsoleLink(console, state);
    }

    /** What the router holds. */
    public RouterState state() {
        return state;
    }

    @Override
    public String exec(String line) {
        exchanges++;
        return console.execute(line);
    }

    @Override
    public String exec(String line, Duration patience) {
        return exec(line);
    }

    @Override
    public String address() {
        return "192.0.2.1";
    }

    @Override
    public String hostKey() {
        return "ssh-rsa AAAA";
    }

    @Override
    public int exchanges() {
        return exchanges;
    }

    @Override
    public void upload(Content content, String path, String what, Progress progress) {
        throw new UnsupportedOperationException(path);
    }

    @Override
    public List<String> files(String directory) {
        return List.of();
    }

    @Override
    public void remove(String path) {
        throw new UnsupportedOperationException(path);
    }

    @Override
    public void rename(String from, String to) {
        throw new UnsupportedOperationException(from);
    }

    @Override
    public boolean exists(String path) {
        return false;
    }

    @Override
    public void close() {
        // nothing is open
    }
}
