package mkrun.target.ssh;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.util.Arrays;
import java.util.Properties;
import java.util.stream.Collectors;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import mkrun.crypto.NativeCrypto;
import mkrun.crypto.X25519;
import mkrun.target.FileFault;
import mkrun.target.UnreachableException;
import mkrun.target.routeros.TerminalLink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens SSH sessions to routers. */
public final class SshLink {
    private static final Logger LOG = LoggerFactory.getLogger(SshLink.class);

    /**
     * Counter mode first: with native cryptography it costs what GCM costs, and without it a fourth, since short runs live
     * on the first of the JVM's compilers, which has the processor's AES for it and not for what GCM needs beside AES.
     */
    private static final String CIPHERS =
            "aes128-ctr,aes192-ctr,aes256-ctr,aes128-gcm@openssh.com,aes256-gcm@openssh.com";

    private static final String KEY_EXCHANGES = keyExchanges();

    private SshLink() {}

    /** {@link #connect(SshSettings, HostKeys)} where no other session will want the same host keys. */
    public static TerminalLink connect(SshSettings settings) throws UnreachableException {
        return connect(settings, new HostKeys());
    }

    /**
     * Connects, checks the host key and logs in, with native cryptography where there is any.
     *
     * @param hostKeys shared by all who connect in a run
     * @throws UnreachableException if any of that fails, saying which and what to do
     */
    public static TerminalLink connect(SshSettings settings, HostKeys hostKeys) throws UnreachableException {
        NativeCrypto.ready();
        JSch jsch = new JSch();
        Identities identities = Identities.of(settings, jsch);
        try {
            Session session = jsch.getSession(settings.user(), settings.host(), settings.port());
            session.setConfig(config());
            session.setHostKeyRepository(hostKeys.of(settings.knownHosts(), settings.host(), settings.port()));
            session.setIdentityRepository(identities);
            settings.password().ifPresent(p -> session.setPassword(p.reveal().getBytes(StandardCharsets.UTF_8)));
            return connect(settings, identities, session);
        } catch (IOException e) {
            throw new UnreachableException(
                    settings.address() + ": the known hosts cannot be read: " + settings.knownHosts() + ": "
                            + FileFault.reason(e),
                    e);
        } catch (JSchException e) {
            throw new UnreachableException(settings.address() + ": no SSH session: " + e.getMessage(), e);
        }
    }

    /** Loads what a connection needs, so that the first one is not slower than the others. May run on any thread. */
    public static void warmUp() {
        NativeCrypto.ready();
        config();
        try {
            NativeXdh agreement = new NativeXdh();
            agreement.init("X25519", X25519.LENGTH);
            agreement.getSecret(agreement.getQ());
            Mac.getInstance("HmacSHA256");
            Cipher.getInstance("AES/CTR/NoPadding");
            Signature.getInstance("SHA512withRSA");
        } catch (Exception e) { // of any kind, says the interface of JSch
            LOG.debug("an algorithm is missing; the connection will choose another", e);
        }
    }

    private static TerminalLink connect(SshSettings settings, Identities identities, Session session)
            throws UnreachableException {
        try {
            session.setDaemonThread(true);
            session.connect(Math.toIntExact(settings.connectTimeout().toMillis()));
            return new SessionLink(settings, session);
        } catch (JSchException e) {
            UnreachableException told = new ConnectFailure(settings, identities, session).explain(e);
            session.disconnect();
            throw told;
        }
    }

    /** JSch's own choice, without what this JVM lacks: ML-KEM came with Java 24. */
    private static String keyExchanges() {
        boolean mlKem = Runtime.version().feature() >= 24;
        return Arrays.stream(JSch.getConfig("kex").split(","))
                .filter(name -> mlKem || !name.startsWith("mlkem"))
                .collect(Collectors.joining(","));
    }

    private static Properties config() {
        Properties config = new Properties();
        config.put("StrictHostKeyChecking", "yes");
        config.put("PreferredAuthentications", "publickey,password");
        config.put("cipher.c2s", CIPHERS);
        config.put("cipher.s2c", CIPHERS);
        config.put("kex", KEY_EXCHANGES);
        config.put("xdh", NativeXdh.class.getName());
        // JSch would make a key pair of each method that some JVM may lack, for each session.
        config.put("CheckKexes", "");
        // Routers have RSA host keys. Those too old for SHA-2 signatures still get in, as the last choice of all.
        config.put("server_host_key", JSch.getConfig("server_host_key") + ",ssh-rsa");
        config.put("PubkeyAcceptedAlgorithms", JSch.getConfig("PubkeyAcceptedAlgorithms") + ",ssh-rsa");
        return config;
    }
}
