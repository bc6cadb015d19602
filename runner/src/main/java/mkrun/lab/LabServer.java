package mkrun.lab;

import java.io.IOException;
import java.security.KeyPair;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.forward.DirectTcpipFactory;
import org.apache.sshd.server.session.ServerSession;

/** The SSH server in front of an emulated router. */
final class LabServer {
    private static final String LOOPBACK = "127.0.0.1";

    private LabServer() {}

    static SshServer of(Chassis router, KeyPair hostKey) {
        SshServer server = SshServer.setUpDefaultServer();
        server.setHost(LOOPBACK);
        server.setPort(router.machine().config().port());
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        CoreModuleProperties.SERVER_IDENTIFICATION.set(server, "ROSSSH");
        // Else the end of each answer waits 40 ms for the client's kernel to acknowledge its beginning.
        CoreModuleProperties.TCP_NODELAY.set(server, true);
        server.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE, UserAuthPasswordFactory.INSTANCE));
        server.setPasswordAuthenticator((login, password, session) ->
                wellFormed(logins(router), login, session) && logins(router).byPassword(login, password));
        server.setPublickeyAuthenticator((login, key, session) ->
                wellFormed(logins(router), login, session) && logins(router).byKey(login, key));
        server.setCommandFactory((channel, line) -> command(router.machine(), line));
        server.setShellFactory(channel -> new Console(
                router.machine(), logins(router), channel.getSession().getUsername()));
        server.setChannelFactories(List.of(new SessionChannels(), DirectTcpipFactory.INSTANCE));
        server.setSubsystemFactories(List.of(new RouterSftp(router)));
        server.setFileSystemFactory(
                new VirtualFileSystemFactory(router.machine().files().root()));
        server.addSessionListener(new SshEntrance(router));
        server.addSessionListener(new Visits(router));
        server.addSessionListener(new SshCrypto(router));
        return server;
    }

    private static Command command(Machine machine, String line) {
        Optional<ScpRequest> scp = ScpRequest.parse(line);
        return scp.isPresent() ? new ScpChannel(machine, scp.get()) : new ExecChannel(machine, line);
    }

    private static Logins logins(Chassis router) {
        return router.machine().logins();
    }

    /** Ends the session of whoever gives no name. */
    private static boolean wellFormed(Logins logins, String login, ServerSession session) {
        if (!logins.malformed(login)) {
            return true;
        }
        try {
            session.disconnect(SshConstants.SSH2_DISCONNECT_ILLEGAL_USER_NAME, "invalid user input");
        } catch (IOException gone) {
            return false;
        }
        return false;
    }
}
