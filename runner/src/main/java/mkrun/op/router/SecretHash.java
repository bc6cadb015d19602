package mkrun.op.router;

import java.util.Base64;
import java.util.List;
import mkrun.target.Secret;

/**
 * What a ledger keeps of a secret: enough to know it again, and slow to guess by ({@link SlowKey}).
 *
 * @param rounds of the slow key
 * @param salt Base64
 * @param hash Base64
 */
record SecretHash(int rounds, String salt, String hash) {
    private static final int HASH_BITS = 128;
    /** Of what anybody may have written into a file on a router: nothing that a run would calculate on for minutes. */
    private static final int MOST_ROUNDS = 10 * SlowKey.ROUNDS;

    /** A new one. */
    static SecretHash of(Secret secret) {
        return of(secret, SlowKey.ROUNDS, Base64.getEncoder().withoutPadding().encodeToString(SlowKey.salt()));
    }

    private static SecretHash of(Secret secret, int rounds, String salt) {
        byte[] hash = SlowKey.of(secret, rounds, Base64.getDecoder().decode(salt), HASH_BITS);
        return new SecretHash(rounds, salt, Base64.getEncoder().withoutPadding().encodeToString(hash));
    }

    /** Whether the words of a ledger's entry, as {@link #words} gives them, are of that secret. */
    static boolean matches(Secret secret, List<String> words) {
        try {
            SecretHash kept = new SecretHash(Integer.parseInt(words.get(0)), words.get(1), words.get(2));
            return kept.rounds <= MOST_ROUNDS
                    && of(secret, kept.rounds, kept.salt).hash.equals(kept.hash);
        } catch (IllegalArgumentException | IndexOutOfBoundsException damaged) {
            return false; // the secret is set anew, and the entry with it
        }
    }

    List<String> words() {
        return List.of(Integer.toString(rounds), salt, hash);
    }
}
