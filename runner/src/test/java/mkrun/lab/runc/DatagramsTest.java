package mkrun.lab.runc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DatagramsTest {
    private static DatagramChannel udp() throws IOException {
        return DatagramChannel.open(StandardProtocolFamily.INET)
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    private static String next(DatagramChannel from) throws IOException {
        ByteBuffer datagram = ByteBuffer.allocate(100);
        from.receive(datagram);
        return StandardCharsets.US_ASCII.decode(datagram.flip()).toString();
    }

    @Test
    void whatGoesToAClosedPortIsLostAndWhatComesAfterIsNot() throws IOException {
        try (Connections connections = new Connections();
                DatagramChannel container = udp();
                DatagramChannel elsewhere = udp();
                DatagramChannel there = udp()) {
            there.connect(container.getLocalAddress());
            container.connect(elsewhere.getLocalAddress()); // so that it is closed to all others
            SocketChannel here = carried(connections, there, "one", "two", "three");
            container.disconnect();
            carried(connections, there, "heard");
            assertThat(next(container)).isEqualTo("heard");
            there.close();
            assertThat(Connections.read(here)).as("what came back").isEqualTo("end");
        }
    }

    /** Sends all of these, and waits until they are sent. */
    private static SocketChannel carried(Connections connections, DatagramChannel there, String... datagrams)
            throws IOException {
        SocketChannel client = connections.open();
        for (String datagram : datagrams) {
            Connections.write(client, datagram);
        }
        client.shutdownOutput();
        Datagrams.both(connections.accept(), there);
        return client;
    }

    @Test
    void emptyAndLongOnesKeepTheirEnds() throws IOException {
        try (Connections connections = new Connections()) {
            SocketChannel one = connections.open();
            SocketChannel other = connections.accept();
            String longest = "x".repeat(Datagrams.LONGEST);
            Pump.daemon("test", () -> {
                try {
                    Connections.write(one, "");
                    Connections.write(one, longest);
                    one.write(ByteBuffer.wrap(new byte[] {0, 5, 'c', 'u', 't'}));
                    one.shutdownOutput();
                } catch (IOException e) {
                    Pump.closeQuietly(one);
                }
            });
            assertThat(Connections.read(other)).isEmpty();
            assertThat(Connections.read(other)).isEqualTo(longest);
            assertThatThrownBy(() -> Connections.read(other)).isInstanceOf(EOFException.class);
        }
    }
}
