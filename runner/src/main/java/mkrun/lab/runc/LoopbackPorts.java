package mkrun.lab.runc;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ports of 127.0.0.1 that stand for ports of a router. Each keeps its number as long as it is wanted, over restarts of the
 * router, too. Safe for several threads.
 */
public final class LoopbackPorts implements AutoCloseable {
    static final String LOOPBACK = "127.0.0.1";

    private final Map<RouterPort, Listener> listeners = new ConcurrentHashMap<>();
    private volatile Way way = port -> {
        throw new IOException("the router is off");
    };

    /** Leads from a port of the router to what answers there. */
    @FunctionalInterface
    public interface Way {
        /**
         * @return a connection, or one that carries {@link Datagrams} where the port is UDP's
         * @throws IOException if nothing answers
         */
        SocketChannel open(RouterPort port) throws IOException;
    }

    /** What listens for one port. */
    interface Listener extends Closeable {
        /** The port of 127.0.0.1. */
        int local();
    }

    /** Listens for these ports of the router and no others. */
    public synchronized void serve(Set<RouterPort> ports, Way newWay) throws IOException {
        way = newWay;
        for (RouterPort port : Set.copyOf(listeners.keySet())) {
            if (!ports.contains(port)) {
                listeners.remove(port).close();
            }
        }
        for (RouterPort port : ports) {
            if (!listeners.containsKey(port)) {
                Way latest = asked -> way.open(asked);
                listeners.put(
                        port,
                        switch (port.protocol()) {
                            case TCP -> new TcpPort(port, latest);
                            case UDP -> new UdpPort(port, latest, System::nanoTime);
                        });
            }
        }
    }

    /** The port of 127.0.0.1 that stands for one of the router. */
    public Optional<Integer> local(RouterPort port) {
        return Optional.ofNullable(listeners.get(port)).map(Listener::local);
    }

    /** Listens no more. */
    @Override
    public synchronized void close() throws IOException {
        serve(Set.of(), way);
    }
}
