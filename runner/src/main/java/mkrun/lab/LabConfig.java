package mkrun.lab;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import mkrun.routeros.RouterosVersion;

/**
 * An emulated router as its owner wants it. Version, board and hardware may differ from what a state directory
 * was made with: then it is a router that was upgraded or had parts changed.
 *
 * @param name for messages and thread names
 * @param version RouterOS, one our tables describe
 * @param board what device it is
 * @param stateDir where rows, files and host key are kept between starts; made if missing
 * @param port on the loopback address; 0 for a free one
 * @param user who may log in, with all rights
 * @param password of that user
 * @param authorizedKeys public keys of that user in OpenSSH's one-line form, added at the first start; as on a router,
 *     a user with a key can no longer log in by password
 * @param registries hosts by which images are named, such as {@code ghcr.io}, and where on this machine their registries
 *     answer: all of the internet that an emulated router reaches, with certificates that it trusts
 * @param containers whether its containers run
 * @param way how its clients come to it; a router that is there already keeps its configuration, whichever way that leaves open
 */
public record LabConfig(
        String name,
        RouterosVersion version,
        Board board,
        Path stateDir,
        int port,
        String user,
        String password,
        List<String> authorizedKeys,
        LabHardware hardware,
        LabSpeeds speeds,
        LabFaults faults,
        Map<String, URI> registries,
        LabContainers containers,
        LabWay way) {
    /** @throws IllegalArgumentException if a part is out of its range; the message can be shown to a user */
    public LabConfig {
        if (!version.atLeast(RouterosVersion.OLDEST)) {
            throw new IllegalArgumentException("RouterOS " + version + " cannot be emulated: " + RouterosVersion.OLDEST
                    + " is the oldest version with a known command tree");
        }
        if (version.minor() > RouterosVersion.NEWEST.minor() || version.major() > RouterosVersion.NEWEST.major()) {
            throw new IllegalArgumentException("RouterOS " + version + " cannot be emulated: " + RouterosVersion.NEWEST
                    + " is the newest version with a known command tree");
        }
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("no TCP port: " + port);
        }
        if (hardware.diskBytes() > 0 && board.diskInterface().isEmpty()) {
            throw new IllegalArgumentException(board.name() + " has no port for a disk: its size must be 0");
        }
        authorizedKeys = List.copyOf(authorizedKeys);
        registries = Map.copyOf(registries);
    }

    /** As RouterOS names it. */
    public String architecture() {
        return board.architecture();
    }

    /**
     * A router with all that containers need: user {@code admin}, an empty password, a free port.
     *
     * @param architecture as RouterOS names it: {@code x86_64}, {@code arm64} or {@code arm}
     */
    public static LabConfig of(String name, RouterosVersion version, String architecture, Path stateDir) {
        return new LabConfig(
                name,
                version,
                Board.of(architecture),
                stateDir,
                0,
                "admin",
                "",
                List.of(),
                LabHardware.READY,
                LabSpeeds.NORMAL,
                LabFaults.NONE,
                Map.of(),
                LabContainers.PLAYED,
                LabWay.LINK);
    }

    /** The same on another port. */
    public LabConfig withPort(int newPort) {
        return but(parts -> parts.port = newPort);
    }

    /** The same with another login. */
    public LabConfig withLogin(String newUser, String newPassword) {
        return but(parts -> {
            parts.user = newUser;
            parts.password = newPassword;
        });
    }

    /** The same with these public keys for its user. */
    public LabConfig withAuthorizedKeys(List<String> keys) {
        return but(parts -> parts.authorizedKeys = keys);
    }

    /** The same as another device, with all of what that can have. */
    public LabConfig withBoard(Board newBoard) {
        return but(parts -> {
            parts.board = newBoard;
            parts.hardware = LabHardware.of(newBoard);
        });
    }

    /** The same with other hardware. */
    public LabConfig withHardware(LabHardware newHardware) {
        return but(parts -> parts.hardware = newHardware);
    }

    /** The same at other speeds. */
    public LabConfig withSpeeds(LabSpeeds newSpeeds) {
        return but(parts -> parts.speeds = newSpeeds);
    }

    /** The same with accidents ordered. */
    public LabConfig withFaults(LabFaults newFaults) {
        return but(parts -> parts.faults = newFaults);
    }

    /** The same with registries within its reach. */
    public LabConfig withRegistries(Map<String, URI> reachable) {
        return but(parts -> parts.registries = reachable);
    }

    /** The same with containers that run, or do not. */
    public LabConfig withContainers(LabContainers kind) {
        return but(parts -> parts.containers = kind);
    }

    /** The same for clients who come to it on another way. */
    public LabConfig withWay(LabWay newWay) {
        return but(parts -> parts.way = newWay);
    }

    private LabConfig but(Consumer<Parts> change) {
        Parts parts = new Parts(this);
        change.accept(parts);
        return new LabConfig(
                name,
                version,
                parts.board,
                stateDir,
                parts.port,
                parts.user,
                parts.password,
                parts.authorizedKeys,
                parts.hardware,
                parts.speeds,
                parts.faults,
                parts.registries,
                parts.containers,
                parts.way);
    }

    /** What can be changed of one on the way to the next. */
    private static final class Parts {
        private Board board;
        private int port;
        private String user;
        private String password;
        private List<String> authorizedKeys;
        private LabHardware hardware;
        private LabSpeeds speeds;
        private LabFaults faults;
        private Map<String, URI> registries;
        private LabContainers containers;
        private LabWay way;

        Parts(LabConfig from) {
            board = from.board;
            port = from.port;
            user = from.user;
            password = from.password;
            authorizedKeys = from.authorizedKeys;
            hardware = from.hardware;
            speeds = from.speeds;
            faults = from.faults;
            registries = from.registries;
            containers = from.containers;
            way = from.way;
        }
    }
}
