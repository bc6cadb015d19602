package mkrun.lab.runc;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Connections of this machine with itself that carry {@link Datagrams}, for both ends to be held by a test. */
final class Connections implements AutoCloseable {
    private final ServerSocketChannel server;
    private final List<SocketChannel> open = new ArrayList<>();
    private int opened;

    Connections() throws IOException {
        server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    /** One end of a new one. */
    synchronized SocketChannel open() throws IOException {
        SocketChannel end = SocketChannel.open(server.getLocalAddress());
        open.add(end);
        opened++;
        return end;
    }

    /** How many there were. */
    synchronized int opened() {
        return opened;
    }

    /** The other end of the next one, as soon as it is there. */
    SocketChannel accept() throws IOException {
        SocketChannel end = server.accept();
        synchronized (this) {
            open.add(end);
        }
        return end;
    }

    static void write(SocketChannel to, String text) throws IOException {
        Datagrams.write(to, ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }

    /** The next datagram, as soon as it is there; {@code end} if there is none any more. */
    static String read(SocketChannel from) throws IOException {
        ByteBuffer datagram = ByteBuffer.allocate(Datagrams.LONGEST);
        return Datagrams.read(from, datagram)
                ? StandardCharsets.US_ASCII.decode(datagram).toString()
                : "end";
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (SocketChannel end : open) {
            end.close();
        }
    }
}
