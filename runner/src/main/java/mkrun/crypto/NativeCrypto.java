package mkrun.crypto;

import java.security.GeneralSecurityException;
import java.security.Security;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts {@link BoringSsl} before the JVM's own cryptography, once in the life of a process, where cryptography is about to
 * be done. Where that cannot be, all goes on with the JVM's own, with the same results and slower.
 */
public final class NativeCrypto {
    /** The system property that, set to {@code jvm}, leaves all cryptography to the JVM. */
    static final String SWITCH = "mkrun.crypto";

    private static @Nullable String told;
    private static volatile @Nullable BoringSsl installed;

    private NativeCrypto() {}

    /** Begins to load it on a thread of its own: it takes some 0.1 s. */
    public static void begin() {
        Thread thread = new Thread(NativeCrypto::ready, "mkrun-crypto");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Loads it, if nobody has, and waits until that is done.
     *
     * @return whose cryptography is used from now on, and why
     */
    public static synchronized String ready() {
        if (told == null) {
            told = install();
        }
        return told;
    }

    /**
     * An agreement with a fresh key pair; empty where cryptography is the JVM's.
     *
     * @throws GeneralSecurityException if no key pair can be made
     */
    public static Optional<X25519> x25519() throws GeneralSecurityException {
        BoringSsl provider = installed;
        return provider == null ? Optional.empty() : Optional.of(new X25519(provider.whole()));
    }

    private static String install() {
        if ("jvm".equals(System.getProperty(SWITCH))) {
            return "the JVM's own, as " + SWITCH + "=jvm asks for";
        }
        try {
            BoringSsl provider = new BoringSsl();
            Security.insertProviderAt(provider, 1);
            installed = provider;
            return provider.getInfo();
        } catch (LinkageError e) {
            return "the JVM's own, since Conscrypt's library cannot be loaded: " + e.getMessage();
        }
    }
}
