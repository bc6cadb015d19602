package mkrun.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import mkrun.lab.runc.ContainerExit;
import mkrun.lab.runc.ContainerSpec;
import mkrun.lab.runc.RouterNetwork;
import mkrun.lab.runc.RuncContainer;
import mkrun.lab.script.RouterState;
import mkrun.lab.script.TableRow;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Containers that run on this machine under runc, in a network of the router's own. */
final class RuncContainers implements ContainerRunner {
    private static final Logger LOG = LoggerFactory.getLogger(RuncContainers.class);
    private static final Duration LAST_GRACE = Duration.ofSeconds(1);
    private static final int TERMINATE = 15;
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final RouterState state;
    private final Path dir;
    private final String prefix;
    private final String client;
    private final RuncSpecs specs;
    private final Listener listener;
    private final PublishedPorts ports;
    private final Map<String, Running> running = new ConcurrentHashMap<>();
    private volatile boolean closed;
    private volatile @Nullable RouterNetwork network;

    private record Running(RunningContainer container, HealthChecks checks) {}

    RuncContainers(LabConfig config, RouterState state, ContainerFiles disk, PublishedPorts ports, Listener listener) {
        this.state = state;
        this.dir = config.stateDir().toAbsolutePath().resolve("runc"); // runc takes paths as from the bundle's folder
        this.prefix = prefix(config.stateDir());
        this.client = config.way().client().text();
        this.specs = new RuncSpecs(state, disk);
        this.ports = ports;
        this.listener = listener;
    }

    /** The beginning of all names under which containers of that router run on this machine. */
    static String prefix(Path stateDir) {
        byte[] path = stateDir.toAbsolutePath().normalize().toString().getBytes(StandardCharsets.UTF_8);
        byte[] digest = LabImage.sha256().digest(path);
        return "mkrun-lab-" + HexFormat.of().formatHex(digest, 0, 6) + "-";
    }

    @Override
    public boolean lasting() {
        return false;
    }

    /** Also ends what was left running where the lab was killed. */
    @Override
    public synchronized void warmUp() {
        if (network != null || closed) {
            return;
        }
        try {
            RuncContainer.removeLeftovers(prefix);
            network = RouterNetwork.open(client);
            synchronized (state) {
                configured();
            }
        } catch (IOException e) {
            LOG.warn("containers of a lab router cannot run", e);
        }
    }

    private Optional<RouterNetwork> network() {
        return Optional.ofNullable(network);
    }

    @Override
    public void start(TableRow row) throws NotStarted {
        String id = row.id();
        Path own = folder(id);
        try {
            Files.createDirectories(dir, OWNER_ONLY);
        } catch (IOException e) {
            throw new NotStarted("child spawn failed: " + e.getMessage());
        }
        ContainerSpec spec = specs.of(row, own);
        RouterNetwork net = network().orElseThrow(() -> new NotStarted("child spawn failed: container run error"));
        try {
            RuncContainer container = RuncContainer.start(prefix + id.substring(1), spec, net, own, new Following(id));
            RunningContainer real = new RunningContainer(container, spec);
            running.put(id, new Running(real, HealthChecks.begin(row, real, (good, output) -> {
                if (!closed) {
                    listener.checked(id, good, output);
                }
            })));
        } catch (IOException e) {
            throw new NotStarted("child spawn failed: " + e.getMessage());
        }
    }

    /** Passes on what becomes of a container, as long as that is of interest. */
    private final class Following implements RuncContainer.Listener {
        private final String id;

        Following(String id) {
            this.id = id;
        }

        @Override
        public void begun() {
            if (!closed) {
                listener.begun(id);
            }
        }

        @Override
        public void printed(String line) {
            if (!closed) {
                listener.printed(id, line);
            }
        }

        @Override
        public void ended(ContainerExit exit) {
            RuncContainers.this.ended(id, exit);
        }
    }

    /** What has ended while its start was under way waits for the state's monitor, which the start holds. */
    private void ended(String id, ContainerExit exit) {
        synchronized (state) {
            Optional.ofNullable(running.remove(id))
                    .ifPresent(gone -> gone.checks().end());
            forget(id);
            if (!closed) {
                listener.ended(id, exit);
            }
        }
    }

    /** Its environment, which may hold secrets, is of no use any more. */
    private void forget(String id) {
        try {
            RouterFiles.delete(folder(id));
        } catch (IOException e) {
            LOG.warn("cannot delete {}", folder(id), e);
        }
    }

    private Path folder(String id) {
        return dir.resolve(id.substring(1));
    }

    @Override
    public void stop(String id, int signal, Duration grace) {
        Optional<Running> container = Optional.ofNullable(running.get(id));
        Thread thread = new Thread(
                () -> container.ifPresentOrElse(
                        c -> c.container().container().end(signal, grace), () -> ended(id, new ContainerExit(0))),
                "mkrun-lab-stop");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public boolean reaches(NetProbe probe) {
        return network().map(net -> new NetTest(net, probe).passes()).orElse(false);
    }

    @Override
    public Optional<RunningContainer> running(String id) {
        return Optional.ofNullable(running.get(id)).map(Running::container);
    }

    @Override
    public void configured() {
        ports.configured(state, this::network);
        network().ifPresent(net -> {
            try {
                net.apply(new RouterLinks(state).topology());
            } catch (IOException e) {
                LOG.warn("the network of a lab router is not as configured", e);
            }
        });
    }

    @Override
    public void close() {
        closed = true;
        running.values().parallelStream().forEach(c -> {
            c.checks().end();
            c.container().container().end(TERMINATE, LAST_GRACE);
        });
        network().ifPresent(RouterNetwork::close);
    }
}
