package mkrun.lab;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import mkrun.lab.runc.LoopbackPorts;
import mkrun.lab.runc.RouterNetwork;
import mkrun.lab.runc.RouterPort;
import mkrun.lab.script.RouterState;
import mkrun.lab.script.TableRow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What of an emulated router's containers can be reached from this machine: the ports that rules with {@code dst-nat} lead
 * on. Where a connection, or who begins to send datagrams, gets is decided anew for each, by all of the router's rules.
 */
final class PublishedPorts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PublishedPorts.class);

    /** A longer range is no service that somebody publishes, and each port of it would take one of this machine. */
    private static final int LONGEST_RANGE = 100;

    private static final int CONNECT_MILLIS = 5000;

    private final LabWay way;
    private final LoopbackPorts loopback = new LoopbackPorts();
    private final List<Consumer<PublishedPort>> listeners = new ArrayList<>();
    private List<PublishedPort> published = List.of();

    /** @param way on which those come who ask for them */
    PublishedPorts(LabWay way) {
        this.way = way;
    }

    /** What leads from a router's port to a container, in the router that is up. */
    interface Network {
        Optional<RouterNetwork> get();
    }

    /** Listens for the ports that the configuration publishes now. The state's monitor is held. */
    synchronized void configured(RouterState state, Network network) {
        Map<RouterPort, String> targets = targets(state);
        try {
            loopback.serve(targets.keySet(), port -> open(state, network, port));
        } catch (IOException e) {
            LOG.warn("not all ports of a lab router can be reached", e);
        }
        List<PublishedPort> before = published;
        List<PublishedPort> now = new ArrayList<>();
        targets.forEach((port, target) ->
                loopback.local(port).ifPresent(local -> now.add(new PublishedPort(local, port, target))));
        published = List.copyOf(now);
        now.stream()
                .filter(port -> !before.contains(port))
                .forEach(port -> listeners.forEach(listener -> listener.accept(port)));
    }

    private static Map<RouterPort, String> targets(RouterState state) {
        Map<RouterPort, String> targets = new TreeMap<>();
        for (TableRow rule : state.table("/ip/firewall/nat").rows()) {
            Optional<RouterPort.Protocol> protocol = RouterPort.Protocol.of(rule.text("protocol"));
            if (protocol.isPresent()
                    && rule.text("chain").equals("dstnat")
                    && rule.text("action").equals("dst-nat")
                    && !rule.is("disabled")) {
                for (int port : ports(rule.text("dst-port"))) {
                    String to = rule.text("to-ports").isEmpty() ? "" + port : rule.text("to-ports");
                    targets.putIfAbsent(new RouterPort(protocol.get(), port), rule.text("to-addresses") + ":" + to);
                }
            }
        }
        return targets;
    }

    private static List<Integer> ports(String text) {
        List<Integer> ports = new ArrayList<>();
        for (String range : text.split(",")) {
            String[] ends = range.split("-", 2);
            if (range.matches("\\d{1,5}(-\\d{1,5})?")) {
                int first = Integer.parseInt(ends[0]);
                int last = Integer.parseInt(ends[ends.length - 1]);
                for (int port = first; port <= last && last - first < LONGEST_RANGE; port++) {
                    ports.add(port);
                }
            }
        }
        return ports;
    }

    private SocketChannel open(RouterState state, Network network, RouterPort port) throws IOException {
        Optional<Reachability.Destination> target;
        synchronized (state) {
            target = new Reachability(state, way).ledOn(port);
        }
        if (target.isEmpty() || network.get().isEmpty()) {
            throw new IOException("the router leads " + port + " nowhere");
        }
        RouterNetwork there = network.get().get();
        String address = target.get().address();
        String client = way.client().text();
        return switch (port.protocol()) {
            case TCP -> there.connect(address, target.get().port(), client, CONNECT_MILLIS);
            case UDP -> there.datagrams(address, target.get().port(), client);
        };
    }

    /** The ports as they are now. */
    synchronized List<PublishedPort> all() {
        return published;
    }

    /** Tells of each port from now on, and of those that are there. */
    synchronized void listen(Consumer<PublishedPort> listener) {
        listeners.add(listener);
        published.forEach(listener);
    }

    @Override
    public void close() {
        try {
            loopback.close();
        } catch (IOException e) {
            LOG.debug("closing published ports", e);
        }
    }
}
