package mkrun.lab.runc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whom a published UDP port remembers, by a clock that stands still unless it is moved. */
@Timeout(30)
class UdpPortTest {
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5); // clocks may begin anywhere
    private final AtomicBoolean closed = new AtomicBoolean();
    private final List<DatagramSocket> askers = new ArrayList<>();
    private Connections connections;
    private UdpPort port;

    @BeforeEach
    void open() throws IOException {
        connections = new Connections();
        port = new UdpPort(new RouterPort(RouterPort.Protocol.UDP, 53), asked -> way(), clock::get);
    }

    private SocketChannel way() throws IOException {
        if (closed.get()) {
            throw new IOException("the router leads nowhere");
        }
        return connections.open();
    }

    @AfterEach
    void close() throws IOException {
        port.close();
        connections.close();
        askers.forEach(DatagramSocket::close);
    }

    private DatagramSocket asker() throws IOException {
        DatagramSocket asker = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        askers.add(asker);
        return asker;
    }

    private void send(DatagramSocket asker, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        asker.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), port.local()));
    }

    /** Sends the first datagram of somebody, and takes it at the other end of the connection that is opened for him. */
    private SocketChannel led(DatagramSocket asker, String text) throws IOException {
        send(asker, text);
        SocketChannel there = connections.accept();
        assertThat(Connections.read(there)).isEqualTo(text);
        return there;
    }

    private static String received(DatagramSocket asker) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[100], 100);
        asker.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.US_ASCII);
    }

    @Test
    void whoWasSilentForLongerThanTenSecondsIsJudgedAnew() throws IOException {
        DatagramSocket asker = asker();
        SocketChannel first = led(asker, "one");
        clock.addAndGet(UdpPort.MEMORY_NANOS);
        send(asker, "two");
        assertThat(Connections.read(first)).isEqualTo("two");
        clock.addAndGet(UdpPort.MEMORY_NANOS + 1);
        send(asker, "three");
        assertThat(Connections.read(first)).isEqualTo("end");
        assertThat(Connections.read(connections.accept())).isEqualTo("three");
    }

    @Test
    void anAnswerIsNoSilence() throws IOException {
        DatagramSocket asker = asker();
        SocketChannel there = led(asker, "one");
        clock.addAndGet(UdpPort.MEMORY_NANOS);
        Connections.write(there, "late");
        assertThat(received(asker)).isEqualTo("late");
        clock.addAndGet(UdpPort.MEMORY_NANOS);
        send(asker, "two");
        assertThat(Connections.read(there)).isEqualTo("two");
        assertThat(connections.opened()).isEqualTo(1);
    }

    @Test
    void whoIsOneTooManyGetsInWhenSomebodyIsForgotten() throws IOException {
        DatagramSocket first = asker();
        SocketChannel there = led(first, "first");
        for (int more = 1; more < UdpPort.MOST; more++) {
            send(asker(), "more");
            connections.accept();
        }
        DatagramSocket last = asker();
        send(last, "in vain");
        send(first, "again");
        assertThat(Connections.read(there)).isEqualTo("again"); // so what came before has been looked at
        assertThat(connections.opened()).isEqualTo(UdpPort.MOST);
        clock.addAndGet(UdpPort.MEMORY_NANOS + 1);
        led(last, "at last");
    }

    @Test
    void whoIsLedNowhereHearsNothingAndIsJudgedAgainWithHisNextDatagram() throws IOException {
        DatagramSocket asker = asker();
        DatagramSocket other = asker();
        SocketChannel others = led(other, "other");
        closed.set(true);
        send(asker, "in vain");
        send(other, "goes on");
        assertThat(Connections.read(others)).isEqualTo("goes on");
        closed.set(false);
        SocketChannel there = led(asker, "at last");
        Connections.write(there, "answer");
        assertThat(received(asker)).isEqualTo("answer");
    }

    @Test
    void aPortThatIsPublishedNoMoreEndsItsConnections() throws IOException {
        DatagramSocket asker = asker();
        SocketChannel there = led(asker, "one");
        port.close();
        assertThat(Connections.read(there)).isEqualTo("end");
    }
}
