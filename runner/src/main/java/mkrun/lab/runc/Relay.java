package mkrun.lab.runc;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The program that lives in a router's network namespace and holds it: the lab cannot enter one itself, so it asks this
 * one for connections, over a socket in the file system. It ends when its standard input does, however the lab has ended, and
 * with it goes the namespace and all that was set up in it.
 */
final class Relay {
    /** What it prints, and what it answers to a request that went well. */
    static final byte YES = '+';

    private static final byte NO = '-';
    private static final int LONGEST_REQUEST = 200;

    private Relay() {}

    /** @param args the path of the socket, whose folder is removed at the end */
    public static void main(String[] args) throws IOException {
        Path socket = Path.of(args[0]);
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            Pump.daemon("relay", () -> accept(server));
            try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
                out.write(YES);
            }
            try (FileInputStream in = new FileInputStream(FileDescriptor.in)) {
                in.transferTo(FileOutputStream.nullOutputStream());
            }
        } finally {
            Files.deleteIfExists(socket);
            Files.deleteIfExists(socket.getParent());
        }
    }

    private static void accept(ServerSocketChannel server) {
        try {
            while (true) {
                SocketChannel client = server.accept();
                Pump.daemon("relay-connection", () -> serve(client));
            }
        } catch (IOException e) {
            return; // the end of the program
        }
    }

    private static void serve(SocketChannel client) {
        try (client) {
            Request request = Request.parse(readLine(client));
            switch (request.kind()) {
                case TCP -> connect(client, request);
                case UDP -> exchange(client, request);
                case PING ->
                    client.write(answer(InetAddress.getByName(request.host()).isReachable(request.millis())));
            }
        } catch (IOException | IllegalArgumentException e) {
            return; // who asked is gone, or asked nonsense
        }
    }

    private static void connect(SocketChannel client, Request request) throws IOException {
        try (SocketChannel there = SocketChannel.open()) {
            try {
                if (!request.source().isEmpty()) {
                    there.bind(new InetSocketAddress(request.source(), 0));
                }
                there.socket().connect(new InetSocketAddress(request.host(), request.port()), request.millis());
            } catch (IOException e) {
                client.write(answer(false));
                return;
            }
            client.write(answer(true));
            Pump.both(client, there);
        }
    }

    private static void exchange(SocketChannel client, Request request) throws IOException {
        try (DatagramChannel there = DatagramChannel.open(StandardProtocolFamily.INET)) {
            try {
                there.bind(request.source().isEmpty() ? null : new InetSocketAddress(request.source(), 0));
                there.connect(new InetSocketAddress(request.host(), request.port()));
            } catch (IOException e) {
                client.write(answer(false));
                return;
            }
            client.write(answer(true));
            Datagrams.both(client, there);
        }
    }

    private static ByteBuffer answer(boolean yes) {
        return ByteBuffer.wrap(new byte[] {yes ? YES : NO});
    }

    private static String readLine(SocketChannel client) throws IOException {
        StringBuilder line = new StringBuilder();
        ByteBuffer one = ByteBuffer.allocate(1);
        while (line.length() < LONGEST_REQUEST && client.read(one) == 1 && one.get(0) != '\n') {
            line.append((char) one.get(0));
            one.clear();
        }
        return line.toString();
    }

    /** What a relay can be asked for. */
    enum Kind {
        /** A connection, which then is the caller's. */
        TCP,
        /** A connection that carries {@link Datagrams} to a port and back. */
        UDP,
        /** Whether a host answers an echo request. */
        PING
    }

    /**
     * A request.
     *
     * @param host an address
     * @param port 0 where there is none
     * @param source the address to come from; empty for the one that suits
     * @param millis how long to wait at most
     */
    record Request(Kind kind, String host, int port, String source, int millis) {
        private static final String NONE = "-";

        static Request parse(String line) {
            String[] words = line.split(" ");
            if (words.length != 5) {
                throw new IllegalArgumentException(line);
            }
            return new Request(
                    Kind.valueOf(words[0]),
                    words[1],
                    Integer.parseInt(words[2]),
                    words[3].equals(NONE) ? "" : words[3],
                    Integer.parseInt(words[4]));
        }

        byte[] line() {
            String from = source.isEmpty() ? NONE : source;
            return (kind + " " + host + " " + port + " " + from + " " + millis + "\n")
                    .getBytes(StandardCharsets.US_ASCII);
        }
    }
}
