package mkrun.lab.api;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The API service of one router, on a free port of the loopback address. The port stays taken while the router lets nobody
 * in, or another program might get it.
 */
public final class ApiServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);

    /** Connections that wait to be taken. */
    private static final int WAITING = 20;

    private final ServerSocket socket;
    private final ApiHost host;
    private final boolean tellsEmpty;
    private final List<ApiConnection> connections = new CopyOnWriteArrayList<>();

    /** Made on first use. */
    private static final class Threads {
        private static final ExecutorService POOL = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "mkrun-lab-api");
            thread.setDaemon(true);
            return thread;
        });
    }

    private ApiServer(ServerSocket socket, ApiHost host, boolean tellsEmpty) {
        this.socket = socket;
        this.host = host;
        this.tellsEmpty = tellsEmpty;
    }

    /**
     * Begins to listen.
     *
     * @param tellsEmpty whether lists without rows say so, as from 7.18 on
     */
    public static ApiServer start(ApiHost host, boolean tellsEmpty) throws IOException {
        ServerSocket socket = new ServerSocket(0, WAITING, InetAddress.getLoopbackAddress());
        ApiServer server = new ApiServer(socket, host, tellsEmpty);
        Threads.POOL.execute(server::accept);
        return server;
    }

    /** Where it listens. */
    public int port() {
        return socket.getLocalPort();
    }

    /** Who has logged in, by connection. */
    public List<String> users() {
        return connections.stream()
                .map(ApiConnection::user)
                .flatMap(Optional::stream)
                .toList();
    }

    /** The ports that its connections come from. */
    public List<Integer> clients() {
        return connections.stream().map(ApiConnection::from).toList();
    }

    /** Tells that something on the router may have changed; returns at once. */
    public void changed() {
        connections.forEach(ApiConnection::look);
    }

    /** Ends all connections. */
    public void hangUp() {
        connections.forEach(ApiConnection::close);
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                enter(socket.accept());
            } catch (IOException e) {
                LOG.debug("the API takes no connection", e);
            }
        }
    }

    private void enter(Socket client) throws IOException {
        if (!host.letsIn() || connections.size() >= host.most()) {
            client.close();
            return;
        }
        ApiConnection connection;
        try {
            connection = new ApiConnection(client, host, tellsEmpty);
        } catch (IOException e) {
            client.close();
            throw e;
        }
        connections.add(connection);
        Threads.POOL.execute(() -> {
            try {
                connection.serve();
            } catch (RuntimeException e) {
                LOG.warn("a connection of the API failed", e);
            } finally {
                connections.remove(connection);
            }
        });
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("closing the API", e);
        }
        hangUp();
    }
}
