package mkrun.op.router;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import mkrun.target.Secret;

/**
 * What a ledger keeps of a secret: enough to know it again, and slow to guess by (PBKDF2 with HMAC-SHA-256, a salt of its
 * own for each).
 *
 * @param rounds how often PBKDF2 goes round
 * @param salt Base64
 * @param hash Base64
 */
record SecretHash(int rounds, String salt, String hash) {
    private static final int ROUNDS = 100_000;
    /** A ledger that somebody made must not keep a run busy for hours. */
    private static final int MOST_ROUNDS = 1_000_000;

    private static final int SALT_BYTES = 12;
    private static final int HASH_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A new one. */
    static SecretHash of(Secret secret) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return of(secret, ROUNDS, Base64.getEncoder().withoutPadding().encodeToString(salt));
    }

    private static SecretHash of(Secret secret, int rounds, String salt) {
        char[] text = secret.reveal().toCharArray();
        PBEKeySpec spec = new PBEKeySpec(text, Base64.getDecoder().decode(salt), rounds, HASH_BITS);
        try {
            byte[] hash = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
            return new SecretHash(
                    rounds, salt, Base64.getEncoder().withoutPadding().encodeToString(hash));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has PBKDF2", e);
        } finally {
            spec.clearPassword();
        }
    }

    /** Whether the words of a ledger's entry, as {@link #words} gives them, are of that secret. */
    static boolean matches(Secret secret, List<String> words) {
        try {
            SecretHash kept = new SecretHash(Integer.parseInt(words.get(0)), words.get(1), words.get(2));
            return kept.rounds > 0
                    && kept.rounds <= MOST_ROUNDS
                    && of(secret, kept.rounds, kept.salt).hash.equals(kept.hash);
        } catch (IllegalArgumentException | IndexOutOfBoundsException damaged) {
            return false; // the secret is set anew, and the entry with it
        }
    }

    List<String> words() {
        return List.of(Integer.toString(rounds), salt, hash);
    }
}
