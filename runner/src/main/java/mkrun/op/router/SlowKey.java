package mkrun.op.router;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import mkrun.target.Secret;

/** Keys made of secrets so that each guess takes its time: PBKDF2 with HMAC-SHA-256, a salt for each. */
final class SlowKey {
    /** Rounds for new ones. */
    static final int ROUNDS = 100_000;
    /** A ledger that somebody made must not keep a run busy for hours. */
    private static final int MOST_ROUNDS = 1_000_000;

    private static final int SALT_BYTES = 12;
    private static final SecureRandom RANDOM = new SecureRandom();

    private SlowKey() {}

    /** A new salt of 96 bits. */
    static byte[] salt() {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return salt;
    }

    /**
     * The key that a secret comes to.
     *
     * @param rounds how often PBKDF2 goes round
     * @throws IllegalArgumentException if no key of mkrun's is made in so many rounds, or with such a salt
     */
    static byte[] of(Secret secret, int rounds, byte[] salt, int bits) {
        if (rounds < 1 || rounds > MOST_ROUNDS) {
            throw new IllegalArgumentException(rounds + " rounds");
        }
        PBEKeySpec spec = new PBEKeySpec(secret.reveal().toCharArray(), salt, rounds, bits);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has PBKDF2", e);
        } finally {
            spec.clearPassword();
        }
    }
}
