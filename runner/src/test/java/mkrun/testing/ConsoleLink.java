package mkrun.testing;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import mkrun.lab.script.Interpreter;
import mkrun.lab.script.RouterState;
import mkrun.routeros.RouterosVersion;

/** The console of an emulated router without the wire: for what costs nothing but the console's answers. It has no files. */
public final class ConsoleLink extends LinkWithoutFiles {
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
    public int exchanges() {
        return exchanges;
    }
}
