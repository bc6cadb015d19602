package mkrun.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import mkrun.lab.LabConfig;
import mkrun.lab.LabRouter;
import mkrun.lab.LabSpeeds;
import mkrun.routeros.RouterosVersion;
import mkrun.target.Secret;
import mkrun.target.TargetException;
import mkrun.target.routeros.RouterLink;
import mkrun.target.ssh.SshLink;
import mkrun.target.ssh.SshSettings;

/** Many emulated routers in a process of their own. Their host keys are one, since making a thousand takes minutes. */
final class LabFleet implements AutoCloseable {
    private static final String READY = "ready";
    private static final String INVENTORY = "hosts.ini";

    private final Process process;
    private final Path folder;

    private LabFleet(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
    }

    /**
     * Starts so many.
     *
     * @param answer how long each takes for an answer
     * @param line how long the line to it takes there and back
     */
    static LabFleet start(Path folder, int count, Duration answer, Duration line) throws IOException {
        Process process = new ProcessBuilder(
                        "java",
                        "-Xss512k",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LabFleet.class.getName(),
                        folder.toString(),
                        String.valueOf(count),
                        String.valueOf(answer.toMillis()),
                        String.valueOf(line.toMillis()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        // It says nothing else there, so nobody has to read on.
        String said = process.inputReader().readLine();
        if (!READY.equals(said)) {
            process.destroy();
            throw new IOException("the routers did not start: " + said);
        }
        return new LabFleet(process, folder);
    }

    /** An inventory of all of them. */
    Path inventory() {
        return folder.resolve(INVENTORY);
    }

    /** Their ports, one a line. */
    Path ports() {
        return folder.resolve("ports");
    }

    Path knownHosts() {
        return folder.resolve("known_hosts");
    }

    /** Lets admin log in with a key, and from then on only with it. */
    void acceptKey(String publicKey) throws IOException, TargetException {
        for (String port : Files.readAllLines(ports())) {
            SshSettings settings = SshSettings.of("127.0.0.1", "admin")
                    .withPort(Integer.parseInt(port))
                    .withPassword(Secret.of("lab"))
                    .withAgent(false)
                    .withKnownHosts(knownHosts());
            try (RouterLink link = SshLink.connect(settings)) {
                String said = link.exec("/user/ssh-keys/add user=admin key=\"" + publicKey.strip() + "\"");
                if (!said.isEmpty()) {
                    throw new IOException("the key was refused: " + said);
                }
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    /** Plays the routers until it is killed. The arguments are a folder, how many, and milliseconds for each answer and on the line. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        Path known = folder.resolve("known_hosts");
        List<String> hosts = new ArrayList<>();
        List<String> ports = new ArrayList<>();
        List<String> inventory = new ArrayList<>();
        Duration line = Duration.ofMillis(Long.parseLong(arguments[3]));
        byte[] key = {};
        for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
            Path state = Files.createDirectories(folder.resolve("r" + i));
            if (key.length > 0) {
                Files.write(state.resolve("host-key"), key);
            }
            LabRouter router = LabRouter.start(LabConfig.of("r" + i, RouterosVersion.parse("7.20.8"), "arm64", state)
                    .withLogin("admin", "lab")
                    .withSpeeds(LabSpeeds.NORMAL.withAnswer(Duration.ofMillis(Long.parseLong(arguments[2])))));
            key = Files.readAllBytes(state.resolve("host-key"));
            int port = line.isZero() ? router.port() : SlowLine.to(router.port(), line);
            hosts.add(router.knownHostsLine().replace("]:" + router.port(), "]:" + port));
            ports.add(String.valueOf(port));
            inventory.add("r" + i + " host=127.0.0.1 user=admin password=lab port=" + port + " known_hosts=" + known);
        }
        Files.write(known, hosts);
        Files.write(folder.resolve("ports"), ports);
        Files.write(folder.resolve(INVENTORY), inventory);
        System.out.println(READY);
        new CountDownLatch(1).await();
    }
}
