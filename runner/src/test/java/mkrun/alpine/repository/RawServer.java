package mkrun.alpine.repository;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/** A server that answers each request with the next of some raw answers, whatever was asked. */
final class RawServer implements AutoCloseable {
    /** At the end of an answer: nothing more comes, and the connection stays open. */
    static final String STALL = "\0stall";

    private final Deque<String> answers = new ArrayDeque<>();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<Socket> stalled = Collections.synchronizedList(new ArrayList<>());
    private final ServerSocket server;

    RawServer() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::accept, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + path);
    }

    int port() {
        return server.getLocalPort();
    }

    /** The next answers. */
    void answers(String... more) {
        answers.addAll(List.of(more));
    }

    /** Requests with their headers, in order. */
    List<String> requests() {
        return requests;
    }

    static String answer(String status, String headers, String body) {
        return "HTTP/1.1 " + status + "\r\nConnection: close\r\n" + headers + "\r\n" + body;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                answer(server.accept());
            } catch (IOException e) {
                // the client hung up, or the test is over
            }
        }
    }

    private void answer(Socket socket) throws IOException {
        String request = request(socket.getInputStream());
        if (!request.startsWith("GET ")) {
            socket.close(); // another test's client, that still looks for a server which had this port before
            return;
        }
        requests.add(request);
        String answer = answers.remove();
        OutputStream out = socket.getOutputStream();
        out.write(answer.replace(STALL, "").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        if (answer.endsWith(STALL)) {
            stalled.add(socket);
        } else {
            socket.close();
        }
    }

    private static String request(InputStream in) throws IOException {
        StringBuilder request = new StringBuilder();
        while (request.indexOf("\r\n\r\n") < 0) {
            int c = in.read();
            if (c < 0) {
                break;
            }
            request.append((char) c);
        }
        return request.toString();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : stalled) {
            socket.close();
        }
    }
}
