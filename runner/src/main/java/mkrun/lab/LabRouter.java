package mkrun.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import mkrun.lab.runc.RuncHost;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.server.SshServer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** A running emulated router. Safe for use by several threads. */
public final class LabRouter implements AutoCloseable {
    private final Chassis router;
    private final FileChannel lock;
    private final Services services;
    private final String hostKey;

    private LabRouter(Chassis router, FileChannel lock, Services services, String hostKey) {
        this.router = router;
        this.lock = lock;
        this.services = services;
        this.hostKey = hostKey;
    }

    /**
     * Starts a router from its state directory, or a new one if there is none.
     *
     * @throws LabException if the port is taken, the directory is used by another router or cannot be read or written
     */
    public static LabRouter start(LabConfig config) throws LabException {
        requireHost(config);
        FileChannel lock = lock(config);
        boolean started = false;
        try {
            LabRouter router = start(config, lock);
            started = true;
            return router;
        } catch (IOException | UncheckedIOException | GeneralSecurityException e) {
            Throwable fault = e instanceof UncheckedIOException wrapped ? wrapped.getCause() : e;
            throw new LabException(
                    "lab router " + config.name() + " does not start: " + fault.getMessage() + " (its directory is "
                            + config.stateDir() + ")",
                    e);
        } finally {
            if (!started) {
                close(lock);
            }
        }
    }

    /** Loads what a router needs, so that the first one starts as fast as the others. May run on any thread. */
    public static void warmUp() {
        SshServer.setUpDefaultServer();
    }

    /** What is missing is told before anything of the router is made. */
    private static void requireHost(LabConfig config) throws LabException {
        if (config.containers() == LabContainers.PLAYED) {
            return;
        }
        List<String> missing = RuncHost.missing();
        if (!missing.isEmpty()) {
            throw new LabException("lab router " + config.name() + ": containers cannot run here, this machine lacks "
                    + String.join(", ", missing) + "; or have them played");
        }
        if (!config.architecture().equals(RuncHost.architecture())) {
            throw new LabException("lab router " + config.name() + ": its containers are for " + config.architecture()
                    + " and cannot run on this machine, which is " + RuncHost.architecture()
                    + "; choose a board of that architecture, or have them played");
        }
    }

    private static LabRouter start(LabConfig config, FileChannel lock) throws IOException, GeneralSecurityException {
        KeyPair key = HostKey.of(config.stateDir().resolve("host-key"));
        Files.deleteIfExists(DeviceMode.wanted(config.stateDir())); // of a process that was killed
        Chassis router = Chassis.on(config);
        Services services;
        try {
            services = Services.start(router, key);
        } catch (BindException e) {
            router.close();
            throw new IOException("127.0.0.1:" + config.port() + " is taken: " + e.getMessage(), e);
        }
        return new LabRouter(router, lock, services, PublicKeyEntry.toString(key.getPublic()));
    }

    /** The state directory belongs to one running router; the lock goes away with the process, however it ends. */
    private static FileChannel lock(LabConfig config) throws LabException {
        Path dir = config.stateDir();
        try {
            Files.createDirectories(dir);
            FileChannel channel =
                    FileChannel.open(dir.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!tryLock(channel)) {
                channel.close();
                throw new LabException("lab router " + config.name() + " runs already: " + dir
                        + " is in use; end the other mkrun, or give this one another directory (MKRUN_STATE)");
            }
            return channel;
        } catch (IOException e) {
            // Java says nothing but the path where there is no folder to make one in.
            String reason = e instanceof FileSystemException fault
                    ? Optional.ofNullable(fault.getReason()).orElse("it cannot be made there")
                    : e.getMessage();
            throw new LabException(
                    "lab router " + config.name() + ": its directory " + dir + " cannot be used: " + reason, e);
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            @Nullable FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** The address it listens on, which is only reachable from this machine. */
    public String host() {
        return services.ssh().getHost();
    }

    /** The port its SSH server listens on. */
    public int port() {
        return services.ssh().getPort();
    }

    /**
     * The port its API service listens on, whichever its configuration gives to that. While that configuration lets nobody
     * in, connections are closed at once.
     */
    public int apiPort() {
        return services.api().port();
    }

    /** The same of its API over TLS, which needs a certificate whose key the router has. */
    public int apiSslPort() {
        return services.apiSsl().port();
    }

    /** What it was started with. */
    public LabConfig config() {
        return router.machine().config();
    }

    /** Its public host key in OpenSSH's form: {@code ssh-rsa AAAA…}. */
    public String hostKey() {
        return hostKey;
    }

    /** A line for a {@code known_hosts} file. */
    public String knownHostsLine() {
        return "[" + host() + "]:" + port() + " " + hostKey;
    }

    /** How many exec requests came since it was started: what clients pay for by round trips. */
    public int execs() {
        return router.machine().faults().execs();
    }

    /** Whether an accident has come that was ordered for a number: of commands, changes, requests, imports or bytes. */
    public boolean happened() {
        return router.machine().faults().happened();
    }

    /** Has somebody see what clients do, from now on. */
    public void observe(LabObserver observer) {
        router.machine().faults().observe(observer);
    }

    /** What was ordered by numbers and has not come will not come any more, and full disks have room again. */
    public void calm() {
        router.machine().faults().calm();
    }

    /** Presses the button, as somebody at the device would. It counts if the router waits for that. */
    public void press() throws IOException {
        press(config().stateDir());
    }

    /**
     * Presses the button of a router that may run in another process.
     *
     * @param stateDir where it keeps its state
     */
    public static void press(Path stateDir) throws IOException {
        Files.write(DeviceMode.button(stateDir), new byte[0]);
    }

    /**
     * Whether a router that runs waits for its button, in whatever process.
     *
     * @param stateDir where it keeps its state
     */
    public static boolean waitsForButton(Path stateDir) {
        return Files.exists(DeviceMode.wanted(stateDir));
    }

    /**
     * Whether a router runs, in whatever process.
     *
     * @param stateDir where it keeps its state
     */
    public static boolean runs(Path stateDir) throws IOException {
        Path file = stateDir.resolve("lock");
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return !tryLock(channel);
        }
    }

    /** The ports of 127.0.0.1 by which its containers are reached where they really run. */
    public List<PublishedPort> publishedPorts() {
        return router.machine().boot().ports().all();
    }

    /** Tells of each of these ports, as soon as it is there; on whatever thread. */
    public void onPublished(Consumer<PublishedPort> listener) {
        router.machine().boot().ports().listen(listener);
    }

    /** The directory that holds its files, as SFTP shows them. */
    public Path files() {
        return router.machine().files().root();
    }

    /** Ends all sessions and stops; the state stays for the next start. */
    @Override
    public void close() {
        try {
            services.close();
            router.close();
        } catch (IOException e) {
            LoggerFactory.getLogger(LabRouter.class).debug("closing {}", config().name(), e);
        } finally {
            close(lock);
        }
    }

    private static void close(FileChannel lock) {
        try {
            lock.close();
        } catch (IOException e) {
            LoggerFactory.getLogger(LabRouter.class).debug("closing a lock file", e);
        }
    }
}
