package mkrun.crypto;

import java.security.Provider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.conscrypt.Conscrypt;

/**
 * Those of Conscrypt's algorithms that SSH, packages and HTTPS spend time in. It has many more, TLS among them, for which
 * the JVM's own stay: they check certificates by the JVM's rules, and their keys are what other code expects.
 */
final class BoringSsl extends Provider {
    static final Map<String, List<String>> ALGORITHMS = Map.of(
            "MessageDigest", List.of("SHA-1", "SHA-256", "SHA-512"),
            "Mac", List.of("HmacSHA1", "HmacSHA256", "HmacSHA512"),
            "Cipher", List.of("AES/CTR/NoPadding", "AES/GCM/NoPadding"),
            "KeyPairGenerator", List.of("RSA"),
            "Signature", List.of("SHA1withRSA", "SHA256withRSA", "SHA512withRSA"));

    /** By these the JVM finds out whether a provider takes a key before it asks for more. */
    private static final List<String> ATTRIBUTES = List.of("SupportedKeyClasses", "SupportedKeyFormats");

    @SuppressWarnings("serial") // providers are never written
    private final Provider whole;

    /**
     * Loads the native library.
     *
     * @throws LinkageError if there is none for this machine, or it cannot be loaded
     */
    BoringSsl() {
        super("mkrun", version(), "BoringSSL, by Conscrypt " + version());
        Conscrypt.checkAvailability();
        whole = Conscrypt.newProvider();
        ALGORITHMS.forEach((type, names) -> names.forEach(name -> take(whole.getService(type, name))));
    }

    /** All that Conscrypt offers, for those who ask it by name. */
    Provider whole() {
        return whole;
    }

    private void take(Service service) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (String name : ATTRIBUTES) {
            String value = service.getAttribute(name);
            if (value != null) {
                attributes.put(name, value);
            }
        }
        putService(new Service(
                this, service.getType(), service.getAlgorithm(), service.getClassName(), List.of(), attributes));
    }

    private static String version() {
        Conscrypt.Version version = Conscrypt.version();
        return version.major() + "." + version.minor() + "." + version.patch();
    }
}
