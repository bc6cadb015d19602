package mkrun.lab.runc;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URISyntaxException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A network namespace that stands for a router: its bridges and addresses, and one end of each running container's link.
 * Nothing of it is seen outside, so routers with the same addresses do not meet, and this machine's own network stays as
 * it is. It lives as long as its {@link Relay}, hence never longer than this program. Safe for several threads.
 */
public final class RouterNetwork implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RouterNetwork.class);
    private static final List<String> JVM = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx32m");
    private static final int END_SECONDS = 5;

    private final Process relay;
    private final Path socket;
    private final Set<String> links = new HashSet<>();
    private Topology topology = Topology.EMPTY;

    private RouterNetwork(Process relay, Path socket) {
        this.relay = relay;
        this.socket = socket;
    }

    /**
     * Makes a namespace.
     *
     * @param client the address from which those come who reach the router from outside
     * @throws IOException if this machine does not let us
     */
    public static RouterNetwork open(String client) throws IOException {
        Path socket = Files.createTempDirectory("mkrun-lab").resolve("relay");
        Process relay = Tool.UNSHARE.process(relay(socket)).start();
        RouterNetwork network = new RouterNetwork(relay, socket);
        if (relay.getInputStream().read() != Relay.YES) {
            String why = new String(relay.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            network.close();
            throw new IOException("no network namespace for containers: " + why.strip());
        }
        network.batch("link set lo up\naddr add " + client + " dev lo\n");
        network.inside(List.of("/bin/sh", "-c", "echo 1 >/proc/sys/net/ipv4/ip_forward"), "");
        return network;
    }

    private static List<String> relay(Path socket) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "--net", Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(JVM);
        command.addAll(List.of("-cp", classPath(), Relay.class.getName(), socket.toString()));
        return command;
    }

    /** Where our own classes come from: a jar or a folder. */
    private static String classPath() throws IOException {
        try {
            return Path.of(Relay.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IOException("the place of mkrun's own classes is not known", e);
        }
    }

    /** Makes the network as it is wanted now. What the kernel refuses is left out, as an invalid address is on a router. */
    public synchronized void apply(Topology wanted) throws IOException {
        String batch = new TopologyChange(topology, wanted, links).batch();
        topology = wanted;
        if (!batch.isEmpty()) {
            batch(batch);
        }
    }

    /** Makes a container's link: one end stays here under that name, the other waits as {@link #peer} to be taken. */
    synchronized void plug(String link) throws IOException {
        batch("link del " + link + "\nlink add " + link + " type veth peer name " + peer(link) + "\nlink set " + link
                + " up\n");
        links.remove(link);
        Topology without = topology;
        links.add(link);
        topology = new Topology(without.bridges(), except(without.addresses(), link), except(without.ports(), link));
        apply(without);
    }

    private static <V> Map<String, V> except(Map<String, V> all, String key) {
        Map<String, V> rest = new HashMap<>(all);
        rest.remove(key);
        return rest;
    }

    /** Forgets a link, which the kernel takes away with the container's namespace. */
    synchronized void unplugged(String link) {
        links.remove(link);
    }

    static String peer(String link) {
        return link + "p";
    }

    /** How to name this namespace to {@code nsenter}. */
    String namespace() {
        return "/proc/" + relay.pid() + "/ns/net";
    }

    /**
     * Connects to a container as the router would.
     *
     * @param source where to come from; empty for the router itself
     * @throws IOException if nothing answers in time
     */
    public SocketChannel connect(String host, int port, String source, int millis) throws IOException {
        return opened(new Relay.Request(Relay.Kind.TCP, host, port, source, millis));
    }

    /**
     * A connection that carries {@link Datagrams} to a container's port and back; nobody knows whether one listens there.
     *
     * @param source where to come from; empty for the router itself
     * @throws IOException if there is no way to that address
     */
    public SocketChannel datagrams(String host, int port, String source) throws IOException {
        return opened(new Relay.Request(Relay.Kind.UDP, host, port, source, 0));
    }

    private SocketChannel opened(Relay.Request request) throws IOException {
        SocketChannel channel = ask(request);
        if (yes(channel)) {
            return channel;
        }
        channel.close();
        throw new IOException("no connection to " + request.host() + ":" + request.port());
    }

    /** Whether a host answers an echo request of the router. */
    public boolean ping(String host, int millis) {
        try (SocketChannel channel = ask(new Relay.Request(Relay.Kind.PING, host, 0, "", millis))) {
            return yes(channel);
        } catch (IOException e) {
            return false;
        }
    }

    private SocketChannel ask(Relay.Request request) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            channel.write(ByteBuffer.wrap(request.line()));
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static boolean yes(SocketChannel channel) throws IOException {
        ByteBuffer answer = ByteBuffer.allocate(1);
        return channel.read(answer) == 1 && answer.get(0) == Relay.YES;
    }

    private void batch(String commands) throws IOException {
        Tool.Result result = inside(Tool.IP.command(List.of("-force", "-batch", "-")), commands);
        LOG.debug("network of a router: {} {}", commands, result);
    }

    private Tool.Result inside(List<String> command, String input) throws IOException {
        List<String> all = new ArrayList<>(List.of("--net=" + namespace()));
        all.addAll(command);
        return Tool.NSENTER.run(all, input);
    }

    /** Takes the namespace away, as far as no container holds a part of it. */
    @Override
    public void close() {
        try {
            relay.getOutputStream().close();
            if (!relay.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                relay.destroyForcibly();
            }
            Files.deleteIfExists(socket);
            Files.deleteIfExists(socket.getParent());
        } catch (IOException e) {
            relay.destroyForcibly();
        } catch (InterruptedException e) {
            relay.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
