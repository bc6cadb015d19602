package mkrun.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import mkrun.image.Architecture;
import mkrun.inventory.Host;
import mkrun.inventory.Vars;
import mkrun.lab.Board;
import mkrun.lab.LabConfig;
import mkrun.lab.LabContainers;
import mkrun.lab.LabException;
import mkrun.lab.LabFaults;
import mkrun.lab.LabHardware;
import mkrun.lab.LabRouter;
import mkrun.lab.LabSpeeds;
import mkrun.lab.LabWay;
import mkrun.routeros.RouterosVersion;
import mkrun.target.FileFault;
import mkrun.target.Secret;
import mkrun.target.TargetException;
import mkrun.target.UnreachableException;
import mkrun.target.ssh.SshSettings;

/**
 * The emulated routers of a run: hosts with {@code connection: lab}. Variables say what each is: {@code arch} ({@code
 * amd64}, {@code arm64}, {@code arm}) or {@code lab_board}, {@code routeros} (its version), what it lacks: {@code
 * lab_disk_size} (bytes, 0 for none), {@code lab_container_package}, {@code lab_device_mode} (booleans), what its disk is
 * formatted as: {@code lab_disk_file_system}, and what it has beside: {@code lab_storage_package}. {@code lab_faults} orders
 * accidents ({@link LabFaults#parse}), {@code lab_speed} ({@code fast}, {@code normal}, {@code board}) says how long things
 * take, {@code lab_containers} ({@code played}, {@code runc}) whether its containers run, {@code lab_way} ({@link
 * LabWay#named}) how its clients come to it.
 */
final class LabHosts implements AutoCloseable {
    private final StateDir state;
    private final Map<String, LabRouter> running = new ConcurrentHashMap<>();

    LabHosts(StateDir state) {
        this.state = state;
    }

    /**
     * Starts the host's router unless it runs already; the settings reach it with its recorded host key and nothing of the
     * user's own.
     */
    SshSettings start(Host host) throws TargetException {
        LabRouter router = running.get(host.name());
        if (router == null) {
            router = started(host);
            running.put(host.name(), router);
        }
        SshSettings settings = SshSettings.of(router.host(), router.config().user())
                .withPort(router.port())
                .withPassword(Secret.of(router.config().password()))
                .withAgent(false)
                .withKnownHosts(knownHosts(router));
        return Timeouts.of(host.vars(), settings);
    }

    /**
     * Looks at what is said of a host's router, and starts nothing.
     *
     * @throws TargetException if it cannot be
     */
    static void check(Host host) throws TargetException {
        checkName(host.name());
        Timeouts.check(host.vars());
        config(host, Path.of(""));
    }

    private static void checkName(String name) throws TargetException {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new TargetException("'" + name + "' cannot name an emulated router: its state is kept in a folder"
                    + " of that name, so letters, digits, '.', '_' and '-' only");
        }
    }

    private LabRouter started(Host host) throws TargetException {
        checkName(host.name());
        Path dir = state.lab().resolve(host.name());
        try {
            LabRouter router = LabRouter.start(config(host, dir));
            Files.writeString(knownHosts(router), router.knownHostsLine() + "\n");
            return router;
        } catch (LabException e) {
            throw new UnreachableException(e.getMessage(), e);
        } catch (IOException e) {
            throw new UnreachableException(FileFault.describe(e), e);
        }
    }

    private static Path knownHosts(LabRouter router) {
        return router.config().stateDir().resolve("known_hosts");
    }

    private static LabConfig config(Host host, Path dir) throws TargetException {
        Vars vars = host.vars();
        String version = required(vars, "routeros", "the version it emulates, such as 7.20.8");
        String board = vars.string("lab_board").orElse("");
        String arch = board.isEmpty()
                ? required(vars, "arch", "amd64, arm64 or arm")
                : vars.string("arch").orElse("");
        Board device = board.isEmpty()
                ? read(vars, "arch", value -> board("", value), arch)
                : read(vars, "lab_board", value -> board(value, arch), board);
        RouterosVersion release = read(vars, "routeros", RouterosVersion::parse, version);
        return LabConfig.of(host.name(), release, device.architecture(), dir)
                .withBoard(device)
                .withHardware(hardware(vars, LabHardware.of(device)))
                .withSpeeds(read(vars, "lab_speed", value -> LabSpeeds.named(value, device), "normal"))
                .withFaults(read(vars, "lab_faults", LabFaults::parse, ""))
                .withContainers(read(vars, "lab_containers", LabContainers::named, "played"))
                .withWay(read(vars, "lab_way", LabWay::named, "link"));
    }

    private static String required(Vars vars, String name, String meaning) throws TargetException {
        Optional<String> value = vars.string(name);
        if (value.isEmpty()) {
            throw new TargetException("a host with connection 'lab'" + place(vars, "connection")
                    + " needs the variable '" + name + "': " + meaning);
        }
        return value.get();
    }

    /** What a variable says, or means where it is not said; a mistake in it is told with its place. */
    private static <T> T read(Vars vars, String name, Function<String, T> parser, String unlessSaid)
            throws TargetException {
        try {
            return parser.apply(vars.string(name).orElse(unlessSaid));
        } catch (IllegalArgumentException e) {
            throw new TargetException(name + place(vars, name) + ": " + e.getMessage(), e);
        }
    }

    /** Where a variable was written, to go behind its name; nothing if nowhere. */
    private static String place(Vars vars, String name) {
        return vars.origin(name).map(origin -> " (" + origin + ")").orElse("");
    }

    /**
     * The device to emulate.
     *
     * @param profile what users call it; empty for the one that stands for the architecture
     * @param arch our name or RouterOS's; empty for that of the device
     * @throws IllegalArgumentException if there is none such; the message can be shown to a user
     */
    static Board board(String profile, String arch) {
        if (profile.isEmpty()) {
            return Board.of(routerosName(arch));
        }
        Board board = Board.named(profile);
        if (!arch.isEmpty() && !routerosName(arch).equals(board.architecture())) {
            throw new IllegalArgumentException("the board " + profile + " is " + board.architecture() + ", not " + arch
                    + ": leave out one of them");
        }
        return board;
    }

    private static LabHardware hardware(Vars vars, LabHardware ofBoard) throws TargetException {
        LabHardware hardware = ofBoard;
        if (!told(vars, "lab_container_package", vars.bool("lab_container_package"), "yes or no")
                .orElse(true)) {
            hardware = hardware.withoutContainerPackage();
        }
        if (told(vars, "lab_storage_package", vars.bool("lab_storage_package"), "yes or no")
                .orElse(false)) {
            hardware = hardware.withStoragePackage();
        }
        if (!told(vars, "lab_device_mode", vars.bool("lab_device_mode"), "yes or no")
                .orElse(true)) {
            hardware = hardware.withoutDeviceMode();
        }
        Optional<String> system = vars.string("lab_disk_file_system");
        if (system.isPresent()) {
            hardware = hardware.withFileSystem(told(
                            vars,
                            "lab_disk_file_system",
                            system.filter(LabHardware.FILE_SYSTEMS::contains),
                            "one of " + String.join(", ", LabHardware.FILE_SYSTEMS))
                    .orElseThrow());
        }
        Optional<Number> disk = told(
                vars,
                "lab_disk_size",
                vars.number("lab_disk_size").filter(size -> size.longValue() >= 0),
                "bytes, such as 16000000, or 0 for none");
        return disk.isPresent() ? hardware.withDisk(disk.get().longValue()) : hardware;
    }

    /** The value, as it was understood; a mistake if there is one that was not. */
    private static <T> Optional<T> told(Vars vars, String name, Optional<T> understood, String expected)
            throws TargetException {
        if (understood.isEmpty() && vars.get(name).isPresent()) {
            throw new TargetException(
                    name + " '" + vars.get(name).get() + "'" + place(vars, name) + ": expected " + expected);
        }
        return understood;
    }

    /** RouterOS's name of an architecture, from ours or its own. */
    static String routerosName(String arch) {
        return Architecture.named(arch).map(Architecture::routerosName).orElse(arch);
    }

    /** Ends the routers, side by side: each takes a moment to let go of its sessions. */
    @Override
    public void close() {
        running.values().parallelStream().forEach(LabRouter::close);
    }
}
