package mkrun.lab.runc;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A TCP port of 127.0.0.1 that stands for one of a router: each connection to it is led on. */
final class TcpPort implements LoopbackPorts.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(TcpPort.class);

    private final RouterPort port;
    private final LoopbackPorts.Way way;
    private final ServerSocketChannel server;

    TcpPort(RouterPort port, LoopbackPorts.Way way) throws IOException {
        this.port = port;
        this.way = way;
        server = ServerSocketChannel.open().bind(new InetSocketAddress(LoopbackPorts.LOOPBACK, 0));
        Pump.daemon("published", this::accept);
    }

    @Override
    public int local() {
        return server.socket().getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel client = server.accept();
                Pump.daemon("published-connection", () -> join(client));
            }
        } catch (IOException e) {
            LOG.debug("{} is published no more", port, e);
        }
    }

    private void join(SocketChannel client) {
        try (client;
                SocketChannel there = way.open(port)) {
            Pump.both(client, there);
        } catch (IOException e) {
            LOG.debug("nothing answers on {}", port, e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
