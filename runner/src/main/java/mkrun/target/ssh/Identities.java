package mkrun.target.ssh;

import com.jcraft.jsch.AgentIdentityRepository;
import com.jcraft.jsch.AgentProxyException;
import com.jcraft.jsch.Identity;
import com.jcraft.jsch.IdentityRepository;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.KeyPair;
import com.jcraft.jsch.SSHAgentConnector;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Vector;
import mkrun.target.Secret;
import mkrun.target.UnreachableException;
import org.jspecify.annotations.Nullable;

/** The keys offered at log-in: those of files first, since they were asked for by name, then the agent's. */
final class Identities implements IdentityRepository {
    private final IdentityRepository files;
    private final Optional<IdentityRepository> agent;

    private Identities(IdentityRepository files, Optional<IdentityRepository> agent) {
        this.files = files;
        this.agent = agent;
    }

    static Identities of(SshSettings settings, JSch jsch) throws UnreachableException {
        Optional<IdentityRepository> agent = settings.agent() ? agent() : Optional.empty();
        for (Path file : settings.keyFiles()) {
            load(settings, jsch, file, agent.isPresent());
        }
        return new Identities(jsch.getIdentityRepository(), agent);
    }

    private static Optional<IdentityRepository> agent() {
        String socket = System.getenv("SSH_AUTH_SOCK");
        if (socket == null || socket.isEmpty()) {
            return Optional.empty();
        }
        try {
            SSHAgentConnector connector = new SSHAgentConnector(Path.of(socket));
            return connector.isAvailable() ? Optional.of(new AgentIdentityRepository(connector)) : Optional.empty();
        } catch (AgentProxyException e) {
            return Optional
                    .empty(); // an agent that cannot be asked is no agent; the message of a failed log-in says so
        }
    }

    private static void load(SshSettings settings, JSch jsch, Path file, boolean agent) throws UnreachableException {
        String who = settings.address() + ": key file " + file;
        if (!Files.isReadable(file)) {
            throw new UnreachableException(who + (Files.exists(file) ? " cannot be read" : " does not exist"), null);
        }
        if (Files.isDirectory(file)) {
            throw new UnreachableException(who + " is a folder: name the file in it, such as id_ed25519", null);
        }
        try {
            KeyPair pair = KeyPair.load(jsch, file.toString(), null);
            boolean locked = pair.isEncrypted();
            byte @Nullable [] passphrase = locked
                    ? settings.keyPassphrase()
                            .map(Secret::reveal)
                            .map(p -> p.getBytes(StandardCharsets.UTF_8))
                            .orElse(null)
                    : null;
            if (locked && passphrase == null && agent) {
                return; // the agent has it opened, or the log-in fails and says what was offered
            }
            if (locked && (passphrase == null || !pair.decrypt(passphrase))) {
                throw new UnreachableException(
                        who
                                + (passphrase == null
                                        ? " is encrypted: give its passphrase, or load it into the SSH agent"
                                        : " is not opened by the given passphrase"),
                        null);
            }
            jsch.addIdentity(file.toString(), passphrase);
        } catch (JSchException e) {
            String hint = file.toString().endsWith(".pub") ? "; name the private one, without .pub" : "";
            throw new UnreachableException(who + " holds no private key that can be used: " + e.getMessage() + hint, e);
        }
    }

    /** What is offered, for the message of a failed log-in. */
    String offered() {
        int fromFiles = files.getIdentities().size();
        int fromAgent = agent.map(a -> a.getIdentities().size()).orElse(0);
        return keys(fromFiles, "file") + ", " + keys(fromAgent, "agent");
    }

    private static String keys(int count, String source) {
        return count == 0
                ? "no key of the " + source
                : count == 1 ? "1 key of the " + source : count + " keys of the " + source;
    }

    @Override
    public String getName() {
        return "mkrun";
    }

    @Override
    public int getStatus() {
        return RUNNING;
    }

    @Override
    public Vector<Identity> getIdentities() {
        Vector<Identity> all = new Vector<>(files.getIdentities());
        agent.ifPresent(a -> all.addAll(a.getIdentities()));
        return all;
    }

    @Override
    public boolean add(byte[] identity) {
        return files.add(identity);
    }

    @Override
    public boolean remove(byte[] blob) {
        return files.remove(blob);
    }

    @Override
    public void removeAll() {
        files.removeAll();
    }
}
