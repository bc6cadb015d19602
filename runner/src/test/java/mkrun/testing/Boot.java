package mkrun.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import mkrun.target.AtomicFile;
import mkrun.target.Content;

/**
 * An image that runs under runc: unpacked by skopeo and umoci, with the rights that Docker gives to containers by
 * default, a network of its own and a read-only {@code /sys/fs/cgroup}.
 */
public final class Boot implements AutoCloseable {
    private static final List<String> CAPABILITIES = List.of(
            "CHOWN",
            "DAC_OVERRIDE",
            "FSETID",
            "FOWNER",
            "MKNOD",
            "NET_RAW",
            "SETGID",
            "SETUID",
            "SETFCAP",
            "SETPCAP",
            "NET_BIND_SERVICE",
            "SYS_CHROOT",
            "KILL",
            "AUDIT_WRITE");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final Path dir;
    private final Process process;
    private final List<String> log = new ArrayList<>();

    private Boot(String name, Path dir, Process process) {
        this.name = name;
        this.dir = dir;
        this.process = process;
    }

    /**
     * Unpacks an image into {@code dir/bundle}, which makes a config of runc's from the image's own. The folder is best
     * removed by {@link RootOnDisk#delete}.
     */
    public static Path unpack(Content archive, Path dir) throws IOException, InterruptedException {
        AtomicFile.write(dir.resolve("image.tar"), archive);
        Commands.output(dir, Needs.tool("skopeo").toString(), "copy", "docker-archive:image.tar", "oci:layout:image");
        Commands.output(dir, Needs.tool("umoci").toString(), "unpack", "--image", "layout:image", "bundle");
        return dir.resolve("bundle");
    }

    /** Starts an unpacked image with more environment. */
    public static Boot start(Path bundle, Map<String, String> env) throws IOException {
        String name = "mkrun-" + ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime());
        configure(bundle.resolve("config.json"), env, name);
        Process process = new ProcessBuilder(Needs.tool("runc").toString(), "run", "--bundle", bundle.toString(), name)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
        Boot boot = new Boot(name, bundle.getParent(), process);
        Thread reader = new Thread(boot::read, name + "-log");
        reader.setDaemon(true);
        reader.start();
        return boot;
    }

    private static void configure(Path file, Map<String, String> env, String name) throws IOException {
        ObjectNode config = (ObjectNode) JSON.readTree(file.toFile());
        ObjectNode init = (ObjectNode) config.get("process");
        init.put("terminal", false);
        init.put("noNewPrivileges", false);
        env.forEach((key, value) -> ((ArrayNode) init.get("env")).add(key + "=" + value));
        ObjectNode capabilities = init.putObject("capabilities");
        for (String set : List.of("bounding", "effective", "permitted")) {
            ArrayNode list = capabilities.putArray(set);
            CAPABILITIES.forEach(c -> list.add("CAP_" + c));
        }
        ((ObjectNode) config.get("linux")).put("cgroupsPath", "/" + name);
        JSON.writeValue(file.toFile(), config);
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (log) {
                    log.add(line.replaceAll("\u001b\\[[0-9;]*[A-Za-z]", "").stripTrailing());
                    log.notifyAll();
                }
            }
        } catch (IOException e) {
            synchronized (log) {
                log.add("the log ended: " + e);
                log.notifyAll();
            }
        }
    }

    /** Waits for a line of the boot log in which the expression is found. */
    public void await(String regexp, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        Pattern pattern = Pattern.compile(regexp);
        synchronized (log) {
            while (log.stream().noneMatch(line -> pattern.matcher(line).find())) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    throw new AssertionError("no line with '" + regexp + "' within " + limit + ":\n" + log());
                }
                log.wait(left);
            }
        }
    }

    /** What process 1 has printed so far, without colours. */
    public List<String> lines() {
        synchronized (log) {
            return List.copyOf(log);
        }
    }

    /** {@link #lines} as one text. */
    public String log() {
        return String.join("\n", lines());
    }

    /** Runs a shell command in the container; it must succeed. */
    public String shell(String command) throws IOException, InterruptedException {
        return Commands.output(dir, Needs.tool("runc").toString(), "exec", name, "/bin/sh", "-c", command);
    }

    /** Runs a program of this machine in the container's network. */
    public Commands.Result inNetwork(List<String> command) throws IOException, InterruptedException {
        String state = Commands.output(dir, Needs.tool("runc").toString(), "state", name);
        String pid = JSON.readTree(state).get("pid").asText();
        List<String> all = new ArrayList<>(List.of(Needs.tool("nsenter").toString(), "--net", "--target", pid));
        all.addAll(command);
        return Commands.run(dir, all);
    }

    /** Sends SIGTERM to process 1 and waits for the end of the container: its exit status. */
    public int stop(Duration limit) throws IOException, InterruptedException {
        Commands.output(dir, Needs.tool("runc").toString(), "kill", name, "TERM");
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("the container still runs " + limit + " after SIGTERM:\n" + log());
        }
        return process.exitValue();
    }

    /** Ends the container, whatever it does. */
    @Override
    public void close() throws IOException {
        try {
            if (process.isAlive()) {
                Commands.run(dir, List.of(Needs.tool("runc").toString(), "kill", name, "KILL"));
                process.waitFor(20, TimeUnit.SECONDS);
            }
            Commands.run(dir, List.of(Needs.tool("runc").toString(), "delete", "--force", name));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
