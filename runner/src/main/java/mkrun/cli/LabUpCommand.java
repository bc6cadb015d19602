package mkrun.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import mkrun.lab.Board;
import mkrun.lab.LabConfig;
import mkrun.lab.LabContainers;
import mkrun.lab.LabException;
import mkrun.lab.LabFaults;
import mkrun.lab.LabHardware;
import mkrun.lab.LabRouter;
import mkrun.lab.LabSpeeds;
import mkrun.lab.LabWay;
import mkrun.lab.PublishedPort;
import mkrun.routeros.RouterosVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code mkrun lab up}: routers in the foreground, for any SSH client. */
@Command(
        name = "up",
        description = "Run emulated routers in the foreground and print how to reach them. Their state is kept.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class LabUpCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "-n",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many (default: ${DEFAULT-VALUE}); they are called lab1, lab2, ...")
    private int count;

    @Option(
            names = "--routeros",
            paramLabel = "VERSION",
            defaultValue = "7.23.3",
            description = "RouterOS version (default: ${DEFAULT-VALUE}).")
    private String version = "";

    @Option(
            names = "--arch",
            paramLabel = "ARCH",
            description =
                    "amd64, arm64 or arm (default: that of --board, else arm64; with --containers runc this machine's).")
    private String arch = "";

    @Option(
            names = "--board",
            paramLabel = "BOARD",
            description = "What device: hap-ax2, hap-ax3, rb3011, rb5009 or chr (default: one with that architecture).")
    private String board = "";

    @Option(
            names = "--port-base",
            paramLabel = "P",
            defaultValue = "0",
            description = "Listen on P, P+1, ... of 127.0.0.1; free ports if left out.")
    private int portBase;

    @Option(
            names = "--password",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "Password of admin (default: empty).")
    private String password = "";

    @Option(names = "--without-package", description = "Without the package container at first.")
    private boolean withoutPackage;

    @Option(names = "--with-storage", description = "With the package rose-storage at first.")
    private boolean withStorage;

    @Option(names = "--without-device-mode", description = "With containers forbidden by device-mode at first.")
    private boolean withoutDeviceMode;

    @Option(
            names = "--fault",
            paramLabel = "KIND=VALUE",
            description = "An accident, once for each router, such as reboot-after-change=3; docs/lab.md lists them.")
    private List<String> faults = new ArrayList<>();

    @Option(
            names = "--speed",
            paramLabel = "SPEED",
            defaultValue = "normal",
            description = "fast, normal, or board: boot and write as slowly as that does (default: ${DEFAULT-VALUE}).")
    private String speed = "";

    @Option(
            names = "--containers",
            paramLabel = "KIND",
            defaultValue = "played",
            description = "played, or runc: they run on this machine, which takes root (default: ${DEFAULT-VALUE}).")
    private String containers = "";

    @Option(
            names = "--way",
            paramLabel = "WAY",
            defaultValue = "link",
            description = "How clients come to a new router: link, link6, gateway, gateway6, vlan or wireguard"
                    + " (default: ${DEFAULT-VALUE}); docs/lab.md tells what each is.")
    private String way = "";

    LabUpCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (count < 1) {
            throw new CliException(ExitCode.USAGE, "-n " + count + ": at least one router");
        }
        StateDir state = StateDir.of(console.environment());
        List<LabRouter> routers = new ArrayList<>();
        CountDownLatch ended = new CountDownLatch(1);
        try (Interruption interruption = Interruption.watch(() -> routers.forEach(LabRouter::close))) {
            for (int i = 0; i < count; i++) {
                routers.add(start(state, "lab" + (i + 1), portBase == 0 ? 0 : portBase + i));
            }
            Path knownHosts = knownHosts(state, routers);
            routers.forEach(router -> tell(router, knownHosts));
            String login = password.isEmpty() ? "; admin has an empty password (password= in an inventory)" : "";
            console.out().println("State is kept in " + state.lab() + login + "; Ctrl-C ends them.");
            console.out().flush();
            routers.forEach(router -> router.onPublished(port -> tell(router, port)));
            ended.await();
        } finally {
            routers.forEach(LabRouter::close);
        }
        return ExitCode.OK.code();
    }

    private LabRouter start(StateDir state, String name, int port) {
        try {
            LabContainers kind = LabContainers.named(containers);
            Board device = LabHosts.board(board, board.isEmpty() && arch.isEmpty() ? usualArchitecture(kind) : arch);
            return LabRouter.start(LabConfig.of(
                            name,
                            RouterosVersion.parse(version),
                            device.architecture(),
                            state.lab().resolve(name))
                    .withBoard(device)
                    .withHardware(hardware(LabHardware.of(device)))
                    .withSpeeds(LabSpeeds.named(speed, device))
                    .withFaults(LabFaults.parse(String.join(" ", faults)))
                    .withContainers(kind)
                    .withWay(LabWay.named(way))
                    .withPort(port)
                    .withLogin("admin", password));
        } catch (IllegalArgumentException e) {
            throw new CliException(ExitCode.USAGE, e.getMessage());
        } catch (LabException e) {
            throw new CliException(ExitCode.FAILED, e.getMessage());
        }
    }

    private static String usualArchitecture(LabContainers kind) {
        return kind == LabContainers.RUNC ? LabContainers.architecture() : "arm64";
    }

    private LabHardware hardware(LabHardware whole) {
        LabHardware left = withoutPackage ? whole.withoutContainerPackage() : whole;
        LabHardware equipped = withStorage ? left.withStoragePackage() : left;
        return withoutDeviceMode ? equipped.withoutDeviceMode() : equipped;
    }

    private static Path knownHosts(StateDir state, List<LabRouter> routers) throws IOException {
        Path file = state.lab().resolve("known_hosts");
        Files.writeString(
                file,
                routers.stream().map(r -> r.knownHostsLine() + "\n").collect(Collectors.joining()),
                StandardCharsets.UTF_8);
        return file;
    }

    private void tell(LabRouter router, PublishedPort port) {
        console.out().println(router.config().name() + "  " + port);
        console.out().flush();
    }

    private void tell(LabRouter router, Path knownHosts) {
        console.out()
                .printf(
                        "%s  %s, RouterOS %s %s  ssh -p %d -o UserKnownHostsFile=%s admin@%s  API on port %d, over TLS on %d%n",
                        router.config().name(),
                        router.config().board().name(),
                        router.config().version(),
                        router.config().architecture(),
                        router.port(),
                        knownHosts,
                        router.host(),
                        router.apiPort(),
                        router.apiSslPort());
    }
}
