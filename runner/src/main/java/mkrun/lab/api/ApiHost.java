package mkrun.lab.api;

import java.io.IOException;
import java.net.Socket;
import java.util.Optional;
import mkrun.lab.script.ApiAnswer;
import mkrun.lab.script.ApiRefusal;
import mkrun.lab.script.ApiRequest;

/** The router behind the service. Called from several threads. */
public interface ApiHost {
    /** Whether it takes connections now; else they are closed without a word. */
    boolean letsIn();

    /** How many connections it takes at a time; one more is closed without a word. */
    int most();

    /**
     * What to speak on with a client that was let in: its connection, or TLS over it.
     *
     * @throws IOException if that is not possible any more
     */
    Socket admitted(Socket client) throws IOException;

    /** Lets a user in; empty if name or password are wrong, or the group may not use the API. */
    Optional<Commands> login(String name, String password);

    /** A user's log-in. */
    interface Commands {
        /**
         * Runs a command to its end.
         *
         * @throws ApiRefusal if it is not carried out
         * @throws IOException if the connection is to end without an answer, as when the router goes down
         */
        ApiAnswer run(ApiRequest request) throws ApiRefusal, IOException;

        /** The connection is gone. */
        void end();
    }
}
