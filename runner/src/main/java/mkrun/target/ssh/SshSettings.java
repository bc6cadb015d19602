package mkrun.target.ssh;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import mkrun.target.Secret;

/**
 * How to reach one router and log in. Start from {@link #of} and narrow with the {@code with…} methods.
 *
 * @param host name or address
 * @param port 22 unless moved
 * @param user RouterOS user; console suffixes ({@code +cet}) are not needed, since no terminal is used
 * @param password tried after keys; routers refuse it for a user who has a key
 * @param keyFiles private keys in the order they are offered; each must exist
 * @param keyPassphrase opens the key files that are encrypted
 * @param agent whether keys of the SSH agent at {@code SSH_AUTH_SOCK} are offered too
 * @param knownHosts file of host keys in OpenSSH's format; one that does not exist knows no host
 * @param connectTimeout for the connection, key exchange and log-in, each
 * @param commandTimeout for one exchange; an upload must make progress within it
 */
public record SshSettings(
        String host,
        int port,
        String user,
        Optional<Secret> password,
        List<Path> keyFiles,
        Optional<Secret> keyPassphrase,
        boolean agent,
        Path knownHosts,
        Duration connectTimeout,
        Duration commandTimeout) {
    /** The port of SSH. */
    public static final int DEFAULT_PORT = 22;

    public SshSettings {
        if (host.isBlank() || port < 1 || port > 65535) {
            throw new IllegalArgumentException("not an address to connect to: '" + host + "' port " + port);
        }
        keyFiles = List.copyOf(keyFiles);
    }

    /** A router on port 22, the agent's keys, OpenSSH's known_hosts; 10 s to connect, 60 s for a command. */
    public static SshSettings of(String host, String user) {
        Path home = Path.of(System.getProperty("user.home"));
        return new SshSettings(
                host,
                DEFAULT_PORT,
                user,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                true,
                home.resolve(".ssh/known_hosts"),
                Duration.ofSeconds(10),
                Duration.ofSeconds(60));
    }

    public SshSettings withPort(int other) {
        return new SshSettings(
                host,
                other,
                user,
                password,
                keyFiles,
                keyPassphrase,
                agent,
                knownHosts,
                connectTimeout,
                commandTimeout);
    }

    public SshSettings withPassword(Secret other) {
        return new SshSettings(
                host,
                port,
                user,
                Optional.of(other),
                keyFiles,
                keyPassphrase,
                agent,
                knownHosts,
                connectTimeout,
                commandTimeout);
    }

    public SshSettings withKeyFiles(List<Path> others) {
        return new SshSettings(
                host, port, user, password, others, keyPassphrase, agent, knownHosts, connectTimeout, commandTimeout);
    }

    public SshSettings withKeyPassphrase(Secret other) {
        return new SshSettings(
                host,
                port,
                user,
                password,
                keyFiles,
                Optional.of(other),
                agent,
                knownHosts,
                connectTimeout,
                commandTimeout);
    }

    public SshSettings withAgent(boolean other) {
        return new SshSettings(
                host, port, user, password, keyFiles, keyPassphrase, other, knownHosts, connectTimeout, commandTimeout);
    }

    public SshSettings withKnownHosts(Path other) {
        return new SshSettings(
                host, port, user, password, keyFiles, keyPassphrase, agent, other, connectTimeout, commandTimeout);
    }

    public SshSettings withTimeouts(Duration connect, Duration command) {
        return new SshSettings(
                host, port, user, password, keyFiles, keyPassphrase, agent, knownHosts, connect, command);
    }

    /** The router in messages: the host, with the port where it is not 22. */
    public String address() {
        return port == DEFAULT_PORT ? host : host + ":" + port;
    }

    static String inWords(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
