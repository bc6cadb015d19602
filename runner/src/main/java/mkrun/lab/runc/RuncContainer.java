package mkrun.lab.runc;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A container that runs under runc, as a child of this program. Safe for several threads. */
public final class RuncContainer {
    private static final Logger LOG = LoggerFactory.getLogger(RuncContainer.class);
    private static final int LONGEST_LINE = 4096;
    private static final String KILL = "9";
    private static final int MOST_ATTEMPTS = 5;
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final String id;
    private final ContainerSpec spec;
    private final RouterNetwork network;
    private final Process process;
    private final CountDownLatch begun = new CountDownLatch(1);

    /** What becomes of a container; called on threads of its own. */
    public interface Listener {
        /** It runs now; not called if it never does. */
        void begun();

        /** Its programs have printed a line. */
        void printed(String line);

        /** Its first process has ended; called last, and once. */
        void ended(ContainerExit exit);
    }

    private RuncContainer(String id, ContainerSpec spec, RouterNetwork network, Process process) {
        this.id = id;
        this.spec = spec;
        this.network = network;
        this.process = process;
    }

    /**
     * Starts one.
     *
     * @param id unique on this machine
     * @param dir for runc's files
     */
    public static RuncContainer start(String id, ContainerSpec spec, RouterNetwork network, Path dir, Listener listener)
            throws IOException {
        Files.createDirectories(dir);
        for (ContainerSpec.Link link : spec.links()) {
            network.plug(link.outside());
        }
        Path sign = dir.resolve("begun");
        Files.write(
                dir.resolve("config.json"),
                OciConfig.of(spec, "/" + id, Hooks.network(dir, spec.links(), network), Hooks.begun(dir, sign)));
        Process process = Tool.RUNC
                .process(List.of("run", "--bundle", dir.toString(), id))
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
        RuncContainer container = new RuncContainer(id, spec, network, process);
        Thread watch = Pump.daemon("container-begins", () -> container.watch(sign, listener));
        Pump.daemon("container", () -> container.follow(listener, watch));
        return container;
    }

    private void watch(Path sign, Listener listener) {
        while (process.isAlive() && !Files.exists(sign)) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        if (Files.exists(sign)) {
            listener.begun();
        }
        begun.countDown();
    }

    private void follow(Listener listener, Thread watch) {
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            StringBuilder line = new StringBuilder();
            for (int c = out.read(); c >= 0; c = out.read()) {
                if (c == '\n' || line.length() == LONGEST_LINE) {
                    listener.printed(line.toString().stripTrailing());
                    line.setLength(0);
                }
                if (c != '\n') {
                    line.append((char) c);
                }
            }
            if (!line.isEmpty()) {
                listener.printed(line.toString());
            }
        } catch (IOException e) {
            LOG.debug("the output of container {}", id, e);
        }
        try {
            int status = process.waitFor();
            watch.join();
            spec.links().forEach(link -> network.unplugged(link.outside()));
            listener.ended(new ContainerExit(status));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends a signal to its first process, which may be gone. */
    public void signal(int number) {
        kill(Integer.toString(number));
    }

    private void kill(String signal) {
        try {
            LOG.debug("kill {} {}: {}", id, signal, Tool.RUNC.run(List.of("kill", id, signal), ""));
        } catch (IOException e) {
            LOG.warn("cannot end container {}", id, e);
        }
    }

    /**
     * A program that is to run in it beside the first one.
     *
     * @return not started yet
     */
    public ProcessBuilder exec(ContainerSpec.Program program) throws IOException {
        return Tool.RUNC.process(exec(program, List.of()));
    }

    private List<String> exec(ContainerSpec.Program program, List<String> more) {
        List<String> arguments = new ArrayList<>(List.of("exec"));
        arguments.addAll(more);
        arguments.addAll(
                List.of("--user", program.user().uid() + ":" + program.user().gid(), "--cwd", program.workdir()));
        program.user().groups().forEach(g -> arguments.addAll(List.of("--additional-gids", g.toString())));
        program.env().forEach(e -> arguments.addAll(List.of("--env", e)));
        arguments.add(id);
        arguments.addAll(program.args());
        return arguments;
    }

    /**
     * The same with a terminal.
     *
     * @param rows of it
     * @param columns of it
     */
    public TerminalProcess execOnTerminal(ContainerSpec.Program program, int rows, int columns) throws IOException {
        return TerminalProcess.start(Tool.RUNC.command(exec(program, List.of("--tty"))), rows, columns);
    }

    /** Ends it: by a signal, and by force if it has not ended after that time. */
    public void end(int signal, Duration grace) {
        try {
            begun.await(); // what runc has not made yet cannot be signalled
            signal(signal);
            if (!process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
                kill(KILL);
                process.waitFor();
            }
        } catch (InterruptedException e) {
            kill(KILL);
            Thread.currentThread().interrupt();
        } finally {
            remove(id);
        }
    }

    /** Ends what earlier programs left running under names that begin so, also what was just about to start. */
    public static void removeLeftovers(String prefix) throws IOException {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            List<String> left = Stream.of(Tool.RUNC
                            .run(List.of("list", "--quiet"), "")
                            .output()
                            .split("\n"))
                    .filter(id -> id.startsWith(prefix))
                    .toList();
            if (left.isEmpty()) {
                return;
            }
            left.forEach(RuncContainer::remove);
        }
    }

    private static void remove(String id) {
        try {
            LOG.debug("delete {}: {}", id, Tool.RUNC.run(List.of("delete", "--force", id), ""));
        } catch (IOException e) {
            LOG.warn("cannot remove container {}", id, e);
        }
    }
}
