package mkrun.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import mkrun.lab.script.RouterState;
import mkrun.lab.script.TableRow;
import mkrun.routeros.RouterosVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * A router for tests of what real routers answered, as people showed it: each names its pair of the collection of requests
 * and responses. Where a router's answer is known in part, only that part is asked for.
 */
abstract class PairsOnRouter {
    static final String VETH = "/interface/veth/add name=veth-web address=172.17.0.2/24 gateway=172.17.0.1";

    /** Nothing goes on by itself while a test looks. */
    static final Duration HELD = Duration.ofHours(1);

    @TempDir
    Path dir;

    private Machine machine;

    @AfterEach
    final void close() {
        if (machine != null) {
            machine.close();
        }
    }

    final void router(String version) {
        router(version, "arm64", LabHardware.READY);
    }

    final void router(String version, String architecture, LabHardware hardware) {
        close();
        try {
            machine = Machine.open(
                    LabConfig.of("r", RouterosVersion.parse(version), architecture, dir.resolve(version + architecture))
                            .withHardware(hardware)
                            .withSpeeds(new LabSpeeds(HELD, HELD, HELD, HELD, HELD)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    final String sent(String line) {
        return machine.interpreter().execute(line);
    }

    final Machine machine() {
        return machine;
    }

    final void script(String name, String text) throws IOException {
        Files.writeString(machine.files().locate(name).orElseThrow(), text);
    }

    /** As somebody of a group that lacks a policy. */
    final String lacking(String policy, String line) {
        StringBuilder out = new StringBuilder();
        machine.interpreter().session("admin", p -> !p.equals(policy)).execute(line, out::append);
        return out.toString();
    }

    final void silently(String line) {
        assertThat(sent(line)).as(line).isEmpty();
    }

    /** A container in that status, held there. */
    final void container(String name, ContainerStatus status) {
        RouterState state = machine.state();
        synchronized (state) {
            TableRow row = state.table("/container")
                    .add(Map.of("name", name, "interface", "veth-" + name, "root-dir", "/usb1/" + name));
            status.show(row, state.version());
        }
    }

    final void file(String name) throws IOException {
        Path file = machine.files().locate(name).orElseThrow();
        Files.createDirectories(file.getParent());
        Files.writeString(file, "123456789\n");
    }
}
