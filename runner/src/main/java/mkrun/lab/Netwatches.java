package mkrun.lab;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import mkrun.lab.script.CommandCall;
import mkrun.lab.script.Interpreter;
import mkrun.lab.script.RouterError;
import mkrun.lab.script.RouterState;
import mkrun.lab.script.TableRow;
import mkrun.routeros.Values;

/**
 * What netwatch finds out. Only the containers of this router are in reach of it: those that are played answer when they
 * run, those that run are tried. Every other host is down.
 */
final class Netwatches implements AutoCloseable {
    private static final String MENU = "/tool/netwatch";
    private static final String STATUS = "status";
    private static final String UNKNOWN = "unknown";
    private static final long USUAL_MILLIS = 10_000;

    private final LabConfig config;
    private final RouterState state;
    private final RouterLog log;
    private final Runnable save;
    private final LabClock clock = new LabClock();
    private final AtomicInteger round = new AtomicInteger();
    private final Supplier<ContainerRunner> runner;

    /** @param runner what runs the containers; asked for with the first test */
    Netwatches(LabConfig config, RouterState state, RouterLog log, Runnable save, Supplier<ContainerRunner> runner) {
        this.config = config;
        this.state = state;
        this.log = log;
        this.save = save;
        this.runner = runner;
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
        int mine = round.incrementAndGet();
        clock.after(config.speeds().start(), () -> test(mine));
    }

    /** Where containers really run, this is the last word only until the next test; else nothing changes by itself. */
    private void test(int mine) {
        Map<String, NetProbe> probes = probes();
        Map<String, Boolean> up = new HashMap<>();
        probes.forEach((id, probe) -> up.put(id, runner.get().reaches(probe)));
        synchronized (state) {
            up.forEach((id, reached) -> state.table(MENU)
                    .row(id)
                    .filter(row -> !row.is("disabled") && NetProbe.of(row).equals(probes.get(id)))
                    .ifPresent(row -> show(row, reached)));
            save.run();
        }
        if (!runner.get().lasting() && !probes.isEmpty()) {
            clock.after(interval(), () -> {
                if (round.get() == mine) {
                    test(mine);
                }
            });
        }
    }

    private Map<String, NetProbe> probes() {
        synchronized (state) {
            return state.table(MENU).rows().stream()
                    .filter(row -> !row.is("disabled"))
                    .collect(Collectors.toMap(TableRow::id, NetProbe::of));
        }
    }

    /** The shortest of all: testing the others as often does no harm. */
    private Duration interval() {
        synchronized (state) {
            return Duration.ofMillis(state.table(MENU).rows().stream()
                    .filter(row -> !row.is("disabled"))
                    .mapToLong(row -> Values.millis(row.text("interval")).orElse(USUAL_MILLIS))
                    .min()
                    .orElse(USUAL_MILLIS));
        }
    }

    private void show(TableRow row, boolean up) {
        String status = up ? "up" : "down";
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

    @Override
    public void close() {
        clock.close();
    }
}
