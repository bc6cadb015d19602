package mkrun.lab.runc;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ports of 127.0.0.1 that stand for ports of a router. Each keeps its number as long as it is wanted, over restarts of the
 * router, too. Safe for several threads.
 */
public final class LoopbackPorts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LoopbackPorts.class);
    private static final String LOOPBACK = "127.0.0.1";

    private final Map<Integer, ServerSocketChannel> servers = new ConcurrentHashMap<>();
    private volatile Way way = port -> {
        throw new IOException("the router is off");
    };

    /** Leads from a port of the router to what answers there. */
    @FunctionalInterface
    public interface Way {
        /** @throws IOException if nothing answers */
        SocketChannel open(int port) throws IOException;
    }

    /** Listens for these ports of the router and no others. */
    public synchronized void serve(Set<Integer> ports, Way newWay) throws IOException {
        way = newWay;
        for (Integer port : Set.copyOf(servers.keySet())) {
            if (!ports.contains(port)) {
                servers.remove(port).close();
            }
        }
        for (Integer port : ports) {
            if (!servers.containsKey(port)) {
                ServerSocketChannel server = ServerSocketChannel.open().bind(new InetSocketAddress(LOOPBACK, 0));
                servers.put(port, server);
                Pump.daemon("published", () -> accept(server, port));
            }
        }
    }

    /** The port of 127.0.0.1 that stands for one of the router. */
    public Optional<Integer> local(int port) {
        return Optional.ofNullable(servers.get(port)).map(s -> s.socket().getLocalPort());
    }

    private void accept(ServerSocketChannel server, int port) {
        try {
            while (true) {
                SocketChannel client = server.accept();
                Pump.daemon("published-connection", () -> join(client, port));
            }
        } catch (IOException e) {
            LOG.debug("port {} is published no more", port, e);
        }
    }

    private void join(SocketChannel client, int port) {
        try (client;
                SocketChannel there = way.open(port)) {
            Pump.both(client, there);
        } catch (IOException e) {
            LOG.debug("nothing answers on port {}", port, e);
        }
    }

    /** Listens no more. */
    @Override
    public synchronized void close() throws IOException {
        serve(Set.of(), way);
    }
}
