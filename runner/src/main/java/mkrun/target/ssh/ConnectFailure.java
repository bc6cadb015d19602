package mkrun.target.ssh;

import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchChangedHostKeyException;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.JSchHostKeyException;
import com.jcraft.jsch.JSchUnknownHostKeyException;
import com.jcraft.jsch.Session;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.List;
import mkrun.target.UnreachableException;
import org.jspecify.annotations.Nullable;

/** Says why a session did not come about, and what to do. */
record ConnectFailure(SshSettings settings, Identities identities, Session session) {
    /** What JSch says of a connection that the other side ended; which of these depends on who was faster. */
    private static final List<String> CLOSED = List.of(
            "closed by foreign host", "End of IO", "invalid server's version", "Connection reset", "Broken pipe");

    UnreachableException explain(JSchException e) {
        return new UnreachableException(settings.address() + ": " + reason(e), e);
    }

    private String reason(JSchException e) {
        if (e instanceof JSchHostKeyException) {
            return hostKey(e);
        }
        String message = String.valueOf(e.getMessage());
        if (message.startsWith("Auth fail") || message.startsWith("Auth cancel")) {
            return refused();
        }
        return network(e.getCause(), message);
    }

    private String hostKey(JSchException e) {
        String where = settings.knownHosts().toString();
        if (e instanceof JSchUnknownHostKeyException) {
            return "its host key (" + fingerprint() + ") is not in " + where + ". Compare it with what the router's"
                    + " console tells, then add it: ssh-keyscan -p " + settings.port() + " " + settings.host() + " >> "
                    + where;
        }
        if (e instanceof JSchChangedHostKeyException) {
            return "its host key (" + fingerprint() + ") is not the one in " + where + ". Either the router was reset"
                    + " or replaced, or somebody sits in between. If it is the right one, forget the old key:"
                    + " ssh-keygen -f " + where + " -R " + knownName();
        }
        return "its host key is refused: " + e.getMessage();
    }

    private String fingerprint() {
        HostKey key = session.getHostKey();
        return key == null ? "unknown" : key.getType() + " " + key.getFingerPrint(new JSch());
    }

    private String knownName() {
        return settings.port() == SshSettings.DEFAULT_PORT
                ? settings.host()
                : "'[" + settings.host() + "]:" + settings.port() + "'";
    }

    private String refused() {
        String password = settings.password().isPresent() ? "the password" : "no password";
        String empty = settings.password().isPresent() ? "" : " ('password=' if it has none yet)";
        return "the router refused the log-in as " + settings.user() + " (offered: " + identities.offered() + ", "
                + password
                + "). Check user and password in the inventory" + empty
                + ", or give --ask-pass; a user with an SSH key on the"
                + " router cannot log in by password, nor anybody whose group lacks the policy ssh";
    }

    private String network(@Nullable Throwable cause, String message) {
        if (cause instanceof UnknownHostException || message.contains("UnknownHostException")) {
            return "the name " + settings.host() + " is not known to DNS or the hosts file";
        }
        if (cause instanceof NoRouteToHostException) {
            return "no route to the host";
        }
        if (cause instanceof ConnectException) {
            return "nothing answers on port " + settings.port() + " (" + cause.getMessage()
                    + "). Is SSH on at the router? /ip/service/print where name=ssh";
        }
        if (message.contains("timeout") || message.contains("timed out")) {
            return "no answer within " + SshSettings.inWords(settings.connectTimeout()) + " on port " + settings.port();
        }
        if (CLOSED.stream().anyMatch(message::contains)) {
            return "the connection to port " + settings.port() + " was closed before a log-in was possible: " + message
                    + ". The router is starting, shuts this machine out (address of /ip/service, firewall), or has as many"
                    + " SSH sessions as it takes: end some (/user/active/print), or from 7.16 on let it take more"
                    + " (/ip/service/set ssh max-sessions=N)";
        }
        return "no SSH session: " + message;
    }
}
