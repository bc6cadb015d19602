package mkrun.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What stays of a router while it reboots: its place on the network, and the machine that is up now or was last. */
final class Chassis implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Chassis.class);

    private final LabConfig config;
    private final LabClock clock = new LabClock();
    private volatile Consumer<String> hangUp = service -> {};
    private volatile Consumer<Machine> onUp = up -> {};
    private volatile Machine machine;
    private volatile boolean away;

    private Chassis(Machine machine) {
        this.config = machine.config();
        this.machine = machine;
    }

    /** Switches a router on. */
    static Chassis on(LabConfig config) throws IOException {
        Chassis chassis = new Chassis(Machine.open(config));
        chassis.attend(chassis.machine);
        return chassis;
    }

    private void attend(Machine up) {
        up.listen(service -> hangUp.accept(service), this::down);
    }

    /**
     * Says what happens around it.
     *
     * @param newHangUp ends all sessions of a service
     * @param newOnUp called with the machine that is up now, and with each later one
     */
    void listen(Consumer<String> newHangUp, Consumer<Machine> newOnUp) {
        this.hangUp = newHangUp;
        this.onUp = newOnUp;
        newOnUp.accept(machine);
    }

    /** The machine that is up, or was last. */
    Machine machine() {
        return machine;
    }

    /** Whether it is down. */
    boolean away() {
        return away;
    }

    /** Called by the machine with its state's monitor held, so the rest is left to another thread. */
    private void down(List<RouterLog.Line> log) {
        away = true;
        Reachability.SERVICES.forEach(hangUp);
        clock.after(Duration.ZERO, () -> {
            machine.close();
            clock.after(config.speeds().boot(), () -> up(log));
        });
    }

    private void up(List<RouterLog.Line> log) {
        try {
            Machine next = Machine.open(config, machine.boot().again(log));
            attend(next);
            machine = next;
            onUp.accept(next);
            away = false;
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("lab router {} does not boot", config.name(), e);
        }
    }

    @Override
    public void close() {
        clock.close();
        machine.close();
        machine.boot().ports().close();
    }
}
