package mkrun.target.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.command.AbstractCommandSupport;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.jspecify.annotations.Nullable;

/** A real SSH server on a free port whose answers a test writes: what a router says is not its matter. */
final class ScriptedSshServer implements AutoCloseable {
    static final String PASSWORD = "correct horse";
    static final char PAUSE = '\0';
    private static final KeyPair HOST_KEY = rsa();

    private final SshServer server = SshServer.setUpDefaultServer();
    private final Path knownHosts;
    final List<String> heard = new CopyOnWriteArrayList<>();
    final CountDownLatch released = new CountDownLatch(1);
    private Function<String, @Nullable String> answers = line -> "";

    ScriptedSshServer(Path directory) throws IOException {
        Path files = Files.createDirectories(directory.resolve("files"));
        knownHosts = directory.resolve("known_hosts");
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(KeyPairProvider.wrap(HOST_KEY));
        server.setPasswordAuthenticator((user, password, session) -> password.equals(PASSWORD));
        server.setPublickeyAuthenticator((user, key, session) -> false);
        server.setCommandFactory((channel, line) -> command(line));
        server.setFileSystemFactory(new VirtualFileSystemFactory(files));
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        server.start();
        Files.writeString(knownHosts, knownAs(HOST_KEY.getPublic()));
    }

    static KeyPair rsa() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    String knownAs(PublicKey key) {
        return "[127.0.0.1]:" + server.getPort() + " " + PublicKeyEntry.toString(key) + "\n";
    }

    SshServer server() {
        return server;
    }

    Path knownHosts() {
        return knownHosts;
    }

    /**
     * What the console says to a line; {@code null} says nothing until {@link #released}, then drops the session. What
     * stands behind {@link #PAUSE} comes when it is released.
     */
    void answer(Function<String, @Nullable String> how) {
        answers = how;
    }

    void sftp(SftpSubsystemFactory factory) {
        server.setSubsystemFactories(List.of(factory));
    }

    void acceptKey(PublicKey accepted) {
        server.setPublickeyAuthenticator((user, key, session) -> key.equals(accepted));
    }

    SshSettings settings() {
        return SshSettings.of("127.0.0.1", "admin")
                .withPort(server.getPort())
                .withAgent(false)
                .withKnownHosts(knownHosts);
    }

    private Command command(String line) {
        return new AbstractCommandSupport(line, null) {
            @Override
            public void run() {
                heard.add(line);
                String answer = answers.apply(line);
                try {
                    if (answer == null) {
                        released.await();
                        getServerSession().close(true);
                        return;
                    }
                    int pause = answer.indexOf(PAUSE);
                    say(answer.substring(0, Math.max(0, pause)));
                    if (pause >= 0) {
                        released.await();
                    }
                    say(answer.substring(pause + 1));
                } catch (IOException e) {
                    throw new AssertionError(e);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
                onExit(0);
            }

            private void say(String text) throws IOException {
                getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
                getOutputStream().flush();
            }
        };
    }

    @Override
    public void close() throws IOException {
        released.countDown();
        server.stop(true);
    }
}
