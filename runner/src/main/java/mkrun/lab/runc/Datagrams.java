package mkrun.lab.runc;

import java.io.EOFException;
import java.io.IOException;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;

/** Datagrams on a connection: each behind its length in two bytes, the greater first. */
final class Datagrams {
    /** Of a datagram, in bytes. */
    static final int LONGEST = 0xffff;

    private Datagrams() {}

    static void write(SocketChannel to, ByteBuffer datagram) throws IOException {
        ByteBuffer framed = ByteBuffer.allocate(Short.BYTES + datagram.remaining());
        framed.putShort((short) datagram.remaining()).put(datagram).flip();
        while (framed.hasRemaining()) {
            to.write(framed);
        }
    }

    /**
     * Reads the next one.
     *
     * @param into room for the longest; holds the datagram afterwards, ready to be read
     * @return false if the other side has no more
     */
    static boolean read(SocketChannel from, ByteBuffer into) throws IOException {
        ByteBuffer length = ByteBuffer.allocate(Short.BYTES);
        if (!fill(from, length)) {
            return false;
        }
        into.clear().limit(Short.toUnsignedInt(length.flip().getShort()));
        if (!fill(from, into)) {
            throw new EOFException("a datagram was cut off");
        }
        into.flip();
        return true;
    }

    private static boolean fill(SocketChannel from, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (from.read(buffer) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Carries datagrams both ways until the connection ends. The caller closes both. */
    static void both(SocketChannel connection, DatagramChannel there) throws IOException {
        Pump.daemon("datagrams", () -> back(there, connection));
        ByteBuffer datagram = ByteBuffer.allocate(LONGEST);
        while (read(connection, datagram)) {
            send(datagram, there);
        }
    }

    /** What the kernel says of a closed port is about an earlier datagram, and said instead of sending this one. */
    private static void send(ByteBuffer datagram, DatagramChannel there) throws IOException {
        try {
            there.write(datagram);
        } catch (PortUnreachableException earlier) {
            try {
                there.write(datagram);
            } catch (PortUnreachableException e) {
                return; // lost, as in networks
            }
        }
    }

    private static void back(DatagramChannel from, SocketChannel to) {
        ByteBuffer datagram = ByteBuffer.allocate(LONGEST);
        try {
            while (true) {
                datagram.clear();
                try {
                    from.read(datagram);
                } catch (PortUnreachableException e) {
                    continue;
                }
                write(to, datagram.flip());
            }
        } catch (IOException e) {
            Pump.closeQuietly(to);
        }
    }
}
