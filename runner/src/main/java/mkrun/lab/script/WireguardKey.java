package mkrun.lab.script;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.KeyAgreement;

/** Keys of WireGuard: 32 bytes on Curve25519 in Base64, as in the protocol's own tools. */
public final class WireguardKey {
    private static final int BYTES = 32;
    private static final BigInteger BASE_POINT = BigInteger.valueOf(9);

    private WireguardKey() {}

    /** A new private key. */
    static String random() {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        return clamped(key);
    }

    /** The private key that a text stands for: the same one for the same text, and so no secret. */
    public static String of(String text) {
        try {
            return clamped(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String clamped(byte[] key) {
        key[0] &= (byte) 0xF8;
        key[BYTES - 1] = (byte) (key[BYTES - 1] & 0x7F | 0x40);
        return Base64.getEncoder().encodeToString(key);
    }

    /** Whether the text is a key at all. */
    static boolean wellFormed(String text) {
        return bytes(text).isPresent();
    }

    /** The public key that belongs to a private one; empty text if that is none. */
    public static String publicOf(String privateKey) {
        return bytes(privateKey).map(WireguardKey::multiplied).orElse("");
    }

    private static Optional<byte[]> bytes(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text)).filter(b -> b.length == BYTES);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The base point times the key, which is the secret shared with a peer whose public key is the base point. */
    private static String multiplied(byte[] key) {
        try {
            KeyFactory factory = KeyFactory.getInstance("X25519");
            PublicKey base = factory.generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, BASE_POINT));
            KeyAgreement agreement = KeyAgreement.getInstance("X25519");
            agreement.init(factory.generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, key)));
            agreement.doPhase(base, true);
            return Base64.getEncoder().encodeToString(agreement.generateSecret());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has X25519", e);
        }
    }
}
