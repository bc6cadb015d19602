package mkrun.lab;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mkrun.lab.runc.RouterNetwork;
import org.slf4j.LoggerFactory;

/** A test of netwatch's, from within a router's network. */
final class NetTest {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})");
    private static final int HTTP = 80;

    private final RouterNetwork network;
    private final NetProbe probe;

    NetTest(RouterNetwork network, NetProbe probe) {
        this.network = network;
        this.probe = probe;
    }

    /** Whether it is passed. A TLS connection never is: there is nobody whom the lab could trust. */
    boolean passes() {
        if (probe.ping()) {
            return network.ping(probe.host(), probe.millis());
        }
        try {
            return switch (probe.type()) {
                case "tcp-conn" -> connects();
                case "http-get" -> answers();
                default -> false;
            };
        } catch (IOException e) {
            return false;
        }
    }

    private boolean connects() throws IOException {
        try (SocketChannel channel = network.connect(probe.host(), probe.port(), "", probe.millis())) {
            return channel.isConnected();
        }
    }

    /** A status from 100 to 399, as netwatch takes unless told otherwise. */
    private boolean answers() throws IOException {
        int port = probe.port() == 0 ? HTTP : probe.port();
        try (SocketChannel channel = network.connect(probe.host(), port, "", probe.millis())) {
            CompletableFuture.delayedExecutor(probe.millis(), TimeUnit.MILLISECONDS)
                    .execute(() -> close(channel));
            channel.write(ByteBuffer.wrap(
                    ("GET / HTTP/1.0\r\nHost: " + probe.host() + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII)));
            ByteBuffer head = ByteBuffer.allocate(12);
            while (head.hasRemaining() && channel.read(head) >= 0) {
                continue; // a status line may come in pieces
            }
            Matcher status = STATUS.matcher(new String(head.array(), 0, head.position(), StandardCharsets.US_ASCII));
            return status.matches() && Integer.parseInt(status.group(1)) < 400;
        }
    }

    /** Who has not answered by now does not count. */
    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LoggerFactory.getLogger(NetTest.class).debug("closing a connection", e);
        }
    }
}
