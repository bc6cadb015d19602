package mkrun.lab;

import java.util.List;
import java.util.Set;
import mkrun.lab.script.CommandCall;
import mkrun.lab.script.Interpreter;
import mkrun.lab.script.RouterError;
import mkrun.lab.script.RouterState;
import mkrun.lab.script.TableRow;

/**
 * What netwatch finds out. Only the containers of this router are in reach of it: one that runs can be pinged, one that
 * is not ill answers on all its ports. Every other host is down.
 */
final class Netwatches implements AutoCloseable {
    private static final String MENU = "/tool/netwatch";
    private static final String STATUS = "status";
    private static final String UNKNOWN = "unknown";
    private static final Set<String> PINGS = Set.of("simple", "icmp");
    private static final Set<String> SERVICES = Set.of("tcp-conn", "http-get", "https-get");

    private final LabConfig config;
    private final RouterState state;
    private final RouterLog log;
    private final Runnable save;
    private final LabClock clock = new LabClock();

    Netwatches(LabConfig config, RouterState state, RouterLog log, Runnable save) {
        this.config = config;
        this.state = state;
        this.log = log;
        this.save = save;
    }

    void register(Interpreter interpreter) {
        interpreter.on(MENU, "add", this::changed);
        for (String command : List.of("set", "enable", "disable")) {
            interpreter.on(MENU, command, this::changed);
        }
    }

    /** A probe that is new, or another, knows nothing until its first test. */
    private String changed(CommandCall call) throws RouterError {
        call.proceed().ifPresent(row -> row.set(STATUS, UNKNOWN));
        call.rows().forEach(row -> row.set(STATUS, UNKNOWN));
        test();
        return "";
    }

    /** Tests all hosts some time from now, as netwatch does again and again. */
    void test() {
        clock.after(config.speeds().start(), () -> {
            synchronized (state) {
                state.table(MENU).rows().stream().filter(r -> !r.is("disabled")).forEach(this::test);
                save.run();
            }
        });
    }

    private void test(TableRow row) {
        String status = up(row.text("type"), row.text("host")) ? "up" : "down";
        if (!row.text(STATUS).equals(status)) {
            row.set(STATUS, status);
            log.add("netwatch,info", "event " + status + " [ " + name(row) + " ]");
        }
    }

    private static String name(TableRow row) {
        return row.get("name")
                .filter(name -> !name.isEmpty())
                .orElseGet(() -> "type: " + row.text("type").replace('-', '_') + ", host: " + row.text("host"));
    }

    private boolean up(String type, String host) {
        return state.table("/interface/veth").rows().stream()
                .filter(veth ->
                        List.of(veth.text("address").split(",")).stream().anyMatch(a -> a.startsWith(host + "/")))
                .flatMap(veth -> state.table("/container").rows().stream()
                        .filter(c -> List.of(c.text("interface").split(",")).contains(veth.text("name"))))
                .anyMatch(container -> SERVICES.contains(type) && ContainerLife.answers(container)
                        || PINGS.contains(type) && ContainerStatus.of(container) == ContainerStatus.RUNNING);
    }

    @Override
    public void close() {
        clock.close();
    }
}
