package mkrun.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import mkrun.routeros.RouterosVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Routers without SSH whose containers are played, spoken to at their console. */
abstract class OnPlayedContainers {
    private static final String SETUP = "/interface/veth/add name=veth-web address=172.17.0.2/24 gateway=172.17.0.1";

    /** Makes a container of the image that {@link #ready} puts on the disk. */
    static final String ADD = "/container/add file=usb1/web.tar interface=veth-web root-dir=usb1/web logging=yes";

    @TempDir
    Path dir;

    private final List<Machine> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(Machine::close);
    }

    LabConfig config(String version) {
        return LabConfig.of("r1", RouterosVersion.parse(version), "arm64", dir).withSpeeds(LabSpeeds.FAST);
    }

    Machine open(LabConfig config) throws IOException {
        return closing(Machine.open(config));
    }

    /** One that is closed with the others. */
    Machine closing(Machine machine) {
        open.add(machine);
        return machine;
    }

    /** One with an image and an interface for a container. */
    Machine ready(LabConfig config) throws IOException {
        Machine machine = open(config);
        new TestImage().to(machine.files().root().resolve("usb1/web.tar"));
        assertThat(run(machine, SETUP)).isEmpty();
        return machine;
    }

    /** Makes the container {@code web} that has also these values, and waits for its import. */
    static void imported(Machine machine, String more) {
        assertThat(run(machine, ADD + " name=web" + more)).isEmpty();
        awaitCount(machine, "stopped", 1);
    }

    /** Runs the container {@code web} that has also these values. */
    static void running(Machine machine, String more) {
        imported(machine, more);
        run(machine, "/container/start web");
        awaitCount(machine, "running", 1);
    }

    /** What a line prints. */
    static String run(Machine machine, String line) {
        return machine.interpreter().execute(line);
    }

    static int count(Machine machine, String where) {
        return Integer.parseInt(
                run(machine, "/container/print count-only where " + where).strip());
    }

    static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            LockSupport.parkNanos(2_000_000);
        }
    }

    static void awaitCount(Machine machine, String where, int expected) {
        await(() -> count(machine, where) == expected);
    }
}
