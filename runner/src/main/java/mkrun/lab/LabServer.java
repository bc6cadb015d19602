package mkrun.lab;

import java.security.KeyPair;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;

/** The SSH server in front of an emulated router. */
final class LabServer {
    private static final String LOOPBACK = "127.0.0.1";

    private LabServer() {}

    static SshServer of(LabConfig config, KeyPair hostKey) {
        SshServer server = SshServer.setUpDefaultServer();
        server.setHost(LOOPBACK);
        server.setPort(config.port());
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        CoreModuleProperties.SERVER_IDENTIFICATION.set(server, "ROSSSH");
        server.setPasswordAuthenticator((user, password, session) ->
                config.user().equals(user) && config.password().equals(password));
        return server;
    }
}
