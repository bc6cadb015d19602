package mkrun.target.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Writer;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import mkrun.target.Secret;
import mkrun.target.UnreachableException;
import mkrun.target.routeros.RouterLink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Log-ins, and what is said where there is none. */
@Timeout(60)
class SshLoginTest extends OnScriptedServer {
    @Test
    void aKeyOfAFileLogsIn() throws Exception {
        KeyPair pair = ScriptedSshServer.rsa();
        server.acceptKey(pair.getPublic());
        try (RouterLink link = SshLink.connect(server.settings().withKeyFiles(List.of(pem(pair))))) {
            assertThat(link.exec("x")).isEmpty();
        }
    }

    @Test
    void knownHostsThatCannotBeReadAreNamed() throws IOException {
        Files.delete(server.knownHosts());
        Files.createDirectory(server.knownHosts());
        assertThatThrownBy(() -> SshLink.connect(settings()))
                .isInstanceOf(UnreachableException.class)
                .hasMessageEndingWith(": the known hosts cannot be read: " + server.knownHosts() + ": Is a directory");
    }

    @Test
    void withoutAPasswordTheEmptyOneIsThoughtOf() {
        assertThatThrownBy(() -> SshLink.connect(server.settings()))
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining(
                        "no password). Check user and password in the inventory ('password=' if it has none yet), or give");
    }

    @Test
    void anUnknownHostKeyStopsAndSaysHowToAddIt() throws IOException {
        Files.delete(server.knownHosts());
        assertThatThrownBy(() -> SshLink.connect(settings()))
                .isInstanceOf(UnreachableException.class)
                .hasMessageMatching(
                        "127\\.0\\.0\\.1:\\d+: its host key \\(ssh-rsa SHA256:\\S+\\) is not in \\S+known_hosts\\. "
                                + "Compare it with what the router's console tells, then add it: "
                                + "ssh-keyscan -p \\d+ 127\\.0\\.0\\.1 >> \\S+known_hosts");
        assertThat(server.heard).isEmpty();
    }

    @Test
    void aChangedHostKeyStopsAndSaysHowToForgetTheOldOne() throws IOException {
        Files.writeString(
                server.knownHosts(), server.knownAs(ScriptedSshServer.rsa().getPublic()));
        assertThatThrownBy(() -> SshLink.connect(settings()))
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("is not the one in")
                .hasMessageMatching(".*ssh-keygen -f \\S+ -R '\\[127\\.0\\.0\\.1\\]:\\d+'");
    }

    @Test
    void aWrongPasswordSaysWhatWasOfferedAndNeverThePassword() {
        assertThatThrownBy(() -> SshLink.connect(settings().withPassword(Secret.of("wrong-battery"))))
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("the router refused the log-in as admin"
                        + " (offered: no key of the file, no key of the agent, the password)")
                .hasMessageNotContaining("battery");
    }

    @Test
    void aClosedPortIsSaidToBeClosed() throws IOException {
        int port = freePort();
        assertThatThrownBy(() -> SshLink.connect(settings().withPort(port)))
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("127.0.0.1:" + port + ": nothing answers on port " + port);
    }

    @Test
    void aServerThatSaysNothingIsGivenUp() throws IOException {
        try (ServerSocket mute = new ServerSocket(0)) {
            SshSettings settings = settings()
                    .withPort(mute.getLocalPort())
                    .withTimeouts(Duration.ofMillis(300), Duration.ofSeconds(5));
            assertThatThrownBy(() -> SshLink.connect(settings))
                    .isInstanceOf(UnreachableException.class)
                    .hasMessageContaining("no answer within 300 ms on port");
        }
    }

    @Test
    void anUnknownNameIsSaidToBeUnknown() {
        SshSettings nowhere = SshSettings.of("no-such-router.invalid", "admin").withAgent(false);
        assertThatThrownBy(() -> SshLink.connect(nowhere))
                .isInstanceOf(UnreachableException.class)
                .hasMessage(
                        "no-such-router.invalid: the name no-such-router.invalid is not known to DNS or the hosts file");
    }

    @Test
    void aMissingKeyFileIsNamed() {
        Path missing = dir.resolve("id_none");
        assertThatThrownBy(() -> SshLink.connect(settings().withKeyFiles(List.of(missing))))
                .hasMessageContaining("key file " + missing + " does not exist");
    }

    private Path pem(KeyPair pair) throws IOException {
        Path file = dir.resolve("id_rsa");
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write("-----BEGIN PRIVATE KEY-----\n");
            out.write(Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(pair.getPrivate().getEncoded()));
            out.write("\n-----END PRIVATE KEY-----\n");
        }
        return file;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
