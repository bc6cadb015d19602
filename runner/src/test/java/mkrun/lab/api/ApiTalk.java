package mkrun.lab.api;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import mkrun.lab.LabRouter;

/** A client of the API that says exactly what it is told to. */
public final class ApiTalk implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket;
    private final InputStream in;

    private ApiTalk(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** Connects and says nothing. */
    public static ApiTalk to(LabRouter router) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), router.apiPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return new ApiTalk(socket);
    }

    /** Connects to the service with TLS and says nothing, not even the handshake. */
    public static ApiTalk overTls(LabRouter router, SSLContext trust) throws IOException {
        Socket socket = trust.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), router.apiSslPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return new ApiTalk(socket);
    }

    /** Connects and logs in. */
    public static ApiTalk to(LabRouter router, String user, String password) throws IOException {
        ApiTalk talk = to(router);
        List<String> answer = talk.ask("/login", "=name=" + user, "=password=" + password);
        if (!answer.equals(List.of("!done"))) {
            throw new AssertionError(answer);
        }
        return talk;
    }

    /** Sends a sentence. */
    public void say(String... words) throws IOException {
        try {
            Sentences.write(socket.getOutputStream(), List.of(words));
        } catch (SocketException hungUp) {
            return;
        }
    }

    /** Sends bytes that need not be a sentence; a service that has hung up already does not matter. */
    public void sayBytes(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.shutdownOutput();
        } catch (IOException hungUp) {
            return;
        }
    }

    /** The next sentence, its words with blanks between them; empty at the end of the connection. */
    public Optional<String> hear() throws IOException {
        try {
            return Sentences.read(in, 1 << 24).map(words -> String.join(" ", words));
        } catch (SocketException reset) {
            return Optional.empty();
        }
    }

    /** All sentences up to the one that ends an answer, or to the connection's end. */
    public List<String> hearAll() throws IOException {
        List<String> sentences = new ArrayList<>();
        for (Optional<String> next = hear(); next.isPresent(); next = hear()) {
            sentences.add(next.get());
            if (next.get().startsWith("!done")) {
                break;
            }
        }
        return sentences;
    }

    /** A command and its whole answer. */
    public List<String> ask(String... words) throws IOException {
        say(words);
        return hearAll();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
