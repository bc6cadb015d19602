package mkrun.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import mkrun.image.Architecture;
import mkrun.op.rootfs.FilePresent;
import mkrun.op.rootfs.PackagesInstalled;
import mkrun.routeros.RouterosVersion;
import mkrun.target.Content;
import mkrun.target.Secret;
import mkrun.target.TargetException;
import mkrun.target.routeros.TerminalLink;
import mkrun.target.ssh.SshLink;
import mkrun.target.ssh.SshSettings;
import mkrun.testing.Needs;
import mkrun.testing.RealImages;
import mkrun.testing.RootOnDisk;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A router whose containers run: images of real Alpine packages under runc. */
@Timeout(60)
abstract class OnRealContainers {
    /** A bridge with the interface of a container. */
    static final String NETWORK = "/interface/bridge/add name=containers;"
            + " /ip/address/add address=172.17.0.1/24 interface=containers;"
            + " /interface/veth/add name=veth-web address=172.17.0.2/24 gateway=172.17.0.1;"
            + " /interface/bridge/port/add bridge=containers interface=veth-web";
    /** Leads to the port of {@link #SERVER}. */
    static final String PUBLISH = "/ip/firewall/nat/add chain=dstnat protocol=tcp dst-port=8080 action=dst-nat"
            + " to-addresses=172.17.0.2 to-ports=80";

    private static final String SERVE =
            "#!/bin/sh\nread request\nprintf 'HTTP/1.0 200 OK\\r\\n\\r\\nhello %s' \"$GREETED\"\n";
    /** Hears one datagram after the other, each with a socket of its own. */
    private static final String HEAR = "#!/bin/sh\nwhile :; do nc -u -l -p 80 -e /heard; done\n";

    /** The same once it is told to. */
    private static final String LATE = "#!/bin/sh\nwhile [ ! -e /go ]; do sleep 0.1; done\nexec /hear\n";

    private static final String HEARD = "#!/bin/sh\nprintf 'heard %s' \"$(dd bs=512 count=1 2>/dev/null)\"\n";
    private static final String FAILS = "#!/bin/sh\ndate >>/count\nexit 3\n";
    /** Answers on port 80. */
    static final String SERVER = " entrypoint=/usr/bin/nc cmd=\"-lk -p 80 -e /serve\"";

    @TempDir
    static Path images;

    /** The same for all, once it is built. */
    private static byte @Nullable [] image;

    @TempDir
    Path dir;

    LabRouter router;
    TerminalLink link;

    @BeforeAll
    static void build() throws Exception {
        Needs.root();
        for (String tool : List.of("runc", "ip", "nsenter", "unshare", "script")) {
            Needs.tool(tool);
        }
        if (image == null) {
            image = build(images);
        }
    }

    private static byte[] build(Path images) throws Exception {
        return RealImages.resolve(
                        RealImages.definition(
                                "web",
                                new PackagesInstalled(List.of("alpine-base")),
                                new FilePresent("/serve", Content.text(SERVE), 0755, "root", "root"),
                                new FilePresent("/hear", Content.text(HEAR), 0755, "root", "root"),
                                new FilePresent("/late", Content.text(LATE), 0755, "root", "root"),
                                new FilePresent("/heard", Content.text(HEARD), 0755, "root", "root"),
                                new FilePresent("/fails", Content.text(FAILS), 0755, "root", "root"),
                                new FilePresent("/secret", Content.text("mine\n"), 0600, "root", "root")),
                        Architecture.AMD64,
                        images)
                .archive()
                .bytes();
    }

    @AfterEach
    void close() {
        if (router != null) {
            link.close();
            router.close();
            RootOnDisk.delete(dir.resolve("r1"));
        }
    }

    /** Switches a router on, and logs in. */
    void start(String version) throws Exception {
        router = LabRouter.start(LabConfig.of("r1", RouterosVersion.parse(version), "x86_64", dir.resolve("r1"))
                .withLogin("admin", "lab")
                .withSpeeds(LabSpeeds.FAST)
                .withContainers(LabContainers.RUNC));
        Files.write(router.files().resolve("usb1/web.tar"), Objects.requireNonNull(image));
        link = SshLink.connect(SshSettings.of(router.host(), "admin")
                .withPort(router.port())
                .withPassword(Secret.of("lab"))
                .withAgent(false)
                .withKnownHosts(Files.writeString(dir.resolve("known"), router.knownHostsLine() + "\n")));
    }

    /** What a command prints. */
    String run(String line) {
        try {
            return link.exec(line);
        } catch (TargetException e) {
            throw new AssertionError(line, e);
        }
    }

    /** How many containers are so. */
    int count(String where) {
        return Integer.parseInt(
                run("/container/print count-only where " + where).strip());
    }

    void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as(() -> "in time; " + run("/container/print") + run("/log/print"))
                    .isLessThan(end);
            LockSupport.parkNanos(5_000_000);
        }
    }

    /** Runs a container that has also these values. */
    void serve(String more) {
        assertThat(run(NETWORK)).isEmpty();
        imported(more);
        run("/container/start web");
        await(() -> count("running") == 1);
    }

    /** Makes a container that has also these values. */
    void imported(String more) {
        assertThat(run("/container/add file=usb1/web.tar interface=veth-web root-dir=usb1/web name=web logging=yes"
                        + more))
                .isEmpty();
        await(() -> count("stopped") == 1);
    }

    /** What answers on a port of the router; empty if nothing does. */
    String get(int port) {
        int local = router.publishedPorts().stream()
                .filter(p -> p.port().number() == port)
                .findFirst()
                .orElseThrow()
                .local();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), local)) {
            socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            return "";
        }
    }
}
