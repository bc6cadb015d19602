package mkrun.crypto;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.KeyAgreement;

/** One side of an agreement on a secret by the function X25519 (RFC 7748), computed by BoringSSL: a tenth of the JVM's time. */
public final class X25519 {
    /** Of a public key and of a secret, in bytes. */
    public static final int LENGTH = 32;

    private static final String ALGORITHM = "XDH";

    /** What precedes the key's bytes in a SubjectPublicKeyInfo (RFC 8410, section 4). */
    private static final byte[] HEAD = HexFormat.of().parseHex("302a300506032b656e032100");

    private final Provider provider;
    private final KeyPair own;

    /**
     * With a key pair of its own, made for this one agreement.
     *
     * @param boringSsl all that Conscrypt offers
     */
    X25519(Provider boringSsl) throws GeneralSecurityException {
        provider = boringSsl;
        own = KeyPairGenerator.getInstance(ALGORITHM, boringSsl).generateKeyPair();
    }

    /** The own public key: 32 bytes, as they are sent (RFC 7748, section 5). */
    public byte[] publicKey() {
        byte[] encoded = own.getPublic().getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - LENGTH, encoded.length);
    }

    /**
     * The secret that both sides know now, 32 bytes.
     *
     * @param theirs the other side's public key
     * @throws GeneralSecurityException if that is not 32 bytes, or is one with which the secret is known to everybody (RFC
     *     8731, section 3)
     */
    public byte[] agree(byte[] theirs) throws GeneralSecurityException {
        if (theirs.length != LENGTH) {
            throw new InvalidKeyException("a public key of X25519 has " + LENGTH + " bytes, not " + theirs.length);
        }
        byte[] encoded = Arrays.copyOf(HEAD, HEAD.length + LENGTH);
        System.arraycopy(theirs, 0, encoded, HEAD.length, LENGTH);
        KeyAgreement agreement = KeyAgreement.getInstance(ALGORITHM, provider);
        agreement.init(own.getPrivate());
        agreement.doPhase(
                KeyFactory.getInstance(ALGORITHM, provider).generatePublic(new X509EncodedKeySpec(encoded)), true);
        return agreement.generateSecret(); // which refuses to give zeros
    }
}
