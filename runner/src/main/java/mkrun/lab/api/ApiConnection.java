package mkrun.lab.api;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.Socket;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import mkrun.lab.script.ApiRefusal;
import mkrun.lab.script.ApiRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client. Commands run one after another in the order they came; only {@code listen} goes on beside them. */
final class ApiConnection {
    private static final Logger LOG = LoggerFactory.getLogger(ApiConnection.class);

    /** Bytes of a sentence of whoever has not logged in, and how many there may be; routers have limits, too. */
    private static final int STRANGER = 4096;

    private static final int STRANGER_SENTENCES = 10;
    private static final int STRANGER_MILLIS = 60_000;

    /** Bytes of a sentence: more than a file of the size that routers take at once. */
    private static final int LONGEST = 1 << 18;

    private static final int LISTENS = 32;
    private static final int CHALLENGE_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Socket socket;

    /** The same, or TLS over it. */
    private final Socket spoken;

    private final ApiHost host;
    private final InputStream in;
    private final Replies replies;
    private final List<Listening> listenings = new CopyOnWriteArrayList<>();
    private Optional<ApiHost.Commands> commands = Optional.empty();
    private volatile String user = "";
    private int strangerSentences;

    ApiConnection(Socket socket, ApiHost host, boolean tellsEmpty) throws IOException {
        this.socket = socket;
        this.host = host;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(STRANGER_MILLIS);
        this.spoken = host.admitted(socket);
        this.in = new BufferedInputStream(spoken.getInputStream());
        this.replies = new Replies(spoken.getOutputStream(), tellsEmpty);
    }

    /** The port that it comes from. */
    int from() {
        return socket.getPort();
    }

    /** Who has logged in; empty if nobody has. */
    Optional<String> user() {
        return Optional.of(user).filter(u -> !u.isEmpty());
    }

    /** Has all that listen look again; returns at once. */
    void look() {
        listenings.forEach(Listening::look);
    }

    /** Serves the client until one of both ends it. */
    void serve() {
        try (socket;
                spoken) {
            boolean more = true;
            while (more) {
                Optional<List<String>> words = Sentences.read(in, commands.isPresent() ? LONGEST : STRANGER);
                more = words.isPresent() && (words.get().isEmpty() || serve(Sentence.of(words.get())));
            }
        } catch (IOException e) {
            LOG.debug("a client of the API is gone", e);
        } finally {
            listenings.forEach(Listening::leave);
            commands.ifPresent(ApiHost.Commands::end);
            close();
        }
    }

    /** Ends the connection from another thread, at once: TLS would say so first, and might wait. */
    void close() {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("closing a connection of the API", e);
        }
    }

    /** Whether the connection goes on. */
    private boolean serve(Sentence sentence) throws IOException {
        if (sentence.command().equals("/quit")) {
            replies.fatal("session terminated on request");
            return false;
        }
        if (sentence.command().equals("/login")) {
            return login(sentence);
        }
        if (commands.isEmpty()) {
            replies.fatal("not logged in");
            return false;
        }
        try {
            command(sentence, commands.get());
        } catch (ApiRefusal refusal) {
            replies.refuse(sentence.tag(), refusal.reasons());
        }
        return true;
    }

    private boolean login(Sentence sentence) throws IOException {
        if (sentence.request().attributes().isEmpty()) {
            // Clients older than 6.43 ask for this; with what they make of it nobody gets in any more.
            replies.done(sentence.tag(), HexChallenge.next());
        } else {
            String name = sentence.attribute("name");
            Optional<ApiHost.Commands> let = host.login(name, sentence.attribute("password"));
            if (let.isEmpty() || sentence.broken().isPresent()) {
                replies.refuse(sentence.tag(), "invalid user name or password (6)");
            } else {
                commands = let;
                user = name;
                socket.setSoTimeout(0);
                replies.done(sentence.tag());
            }
        }
        return commands.isPresent() || ++strangerSentences < STRANGER_SENTENCES;
    }

    /** What the older way to log in begins with. */
    private static final class HexChallenge {
        static String next() {
            byte[] bytes = new byte[CHALLENGE_BYTES];
            RANDOM.nextBytes(bytes);
            return String.format("%032x", new BigInteger(1, bytes));
        }
    }

    private void command(Sentence sentence, ApiHost.Commands let) throws ApiRefusal, IOException {
        if (sentence.broken().isPresent()) {
            replies.refuse(
                    sentence.tag(), "unknown parameter " + sentence.broken().get());
        } else if (sentence.command().equals("/cancel")) {
            cancel(sentence);
        } else if (sentence.command().endsWith("/listen")) {
            listen(sentence, let);
        } else {
            replies.answer(sentence.tag(), let.run(sentence.request()));
        }
    }

    private void cancel(Sentence sentence) throws IOException {
        String tag = sentence.attribute("tag");
        for (Listening listening : listenings) {
            if (tag.isEmpty() || tag.equals(listening.tag())) {
                listenings.remove(listening);
                listening.cancel();
            }
        }
        replies.done(sentence.tag());
    }

    private void listen(Sentence sentence, ApiHost.Commands let) throws ApiRefusal, IOException {
        ApiRequest listen = sentence.request();
        if (listenings.size() >= LISTENS
                || listenings.stream().anyMatch(l -> l.tag().equals(sentence.tag()))) {
            replies.refuse(sentence.tag(), "failure: too many commands");
            return;
        }
        String menu = listen.command().substring(0, listen.command().lastIndexOf('/'));
        ApiRequest print = new ApiRequest(menu + "/print", listen.attributes(), listen.queries());
        Listening listening = new Listening(sentence.tag(), print, let, replies);
        listenings.add(listening);
        listening.start();
        listening.look();
    }
}
