package mkrun.lab.runc;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A UDP port of 127.0.0.1 that stands for one of a router. Who sends to it is led on, and gets the answers, until he has been
 * silent for as long as a router remembers him; then he is judged anew. Who is silent is forgotten when the next datagram
 * comes, from anybody; until then he costs a connection and a thread, as does each of the {@value #MOST} that there can be.
 */
final class UdpPort implements LoopbackPorts.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(UdpPort.class);

    /** The default of {@code udp-timeout} in {@code /ip/firewall/connection/tracking}. */
    static final long MEMORY_NANOS = Duration.ofSeconds(10).toNanos();

    /** Of those that are remembered; others get no answer until one of these is forgotten. */
    static final int MOST = 256;

    private final RouterPort port;
    private final LoopbackPorts.Way way;
    private final LongSupplier clock;
    private final DatagramChannel server;
    private final Map<SocketAddress, Flow> flows = new ConcurrentHashMap<>();

    /** One who asks. */
    private static final class Flow {
        private final SocketChannel there;
        /** When something went either way. */
        private volatile long last;

        Flow(SocketChannel there, long now) {
            this.there = there;
            this.last = now;
        }
    }

    /** @param clock nanoseconds from any moment on */
    UdpPort(RouterPort port, LoopbackPorts.Way way, LongSupplier clock) throws IOException {
        this.port = port;
        this.way = way;
        this.clock = clock;
        server = DatagramChannel.open().bind(new InetSocketAddress(LoopbackPorts.LOOPBACK, 0));
        Pump.daemon("published", this::receive);
    }

    @Override
    public int local() {
        return server.socket().getLocalPort();
    }

    private void receive() {
        ByteBuffer datagram = ByteBuffer.allocate(Datagrams.LONGEST);
        try {
            while (true) {
                datagram.clear();
                SocketAddress asker = server.receive(datagram);
                leadOn(asker, datagram.flip());
            }
        } catch (IOException e) {
            LOG.debug("{} is published no more", port, e);
        } finally {
            flows.values().forEach(flow -> Pump.closeQuietly(flow.there));
        }
    }

    /** As in networks, what cannot be led on is lost. */
    private void leadOn(SocketAddress asker, ByteBuffer datagram) {
        forget();
        Flow flow = flow(asker);
        if (flow == null) {
            return;
        }
        flow.last = clock.getAsLong();
        try {
            Datagrams.write(flow.there, datagram);
        } catch (IOException e) {
            flows.remove(asker);
            Pump.closeQuietly(flow.there);
        }
    }

    private void forget() {
        long now = clock.getAsLong();
        for (Iterator<Flow> all = flows.values().iterator(); all.hasNext(); ) {
            Flow flow = all.next();
            if (now - flow.last > MEMORY_NANOS) {
                all.remove();
                Pump.closeQuietly(flow.there);
            }
        }
    }

    private @Nullable Flow flow(SocketAddress asker) {
        Flow known = flows.get(asker);
        if (known != null || flows.size() >= MOST) {
            return known;
        }
        try {
            Flow flow = new Flow(way.open(port), clock.getAsLong());
            flows.put(asker, flow);
            Pump.daemon("published-datagrams", () -> answer(flow, asker));
            return flow;
        } catch (IOException e) {
            LOG.debug("nothing answers on {}", port, e);
            return null;
        }
    }

    private void answer(Flow flow, SocketAddress asker) {
        ByteBuffer datagram = ByteBuffer.allocate(Datagrams.LONGEST);
        try {
            while (Datagrams.read(flow.there, datagram)) {
                flow.last = clock.getAsLong();
                server.send(datagram, asker);
            }
        } catch (IOException e) {
            LOG.debug("{} answers no more", port, e);
        } finally {
            flows.remove(asker, flow);
            Pump.closeQuietly(flow.there);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
