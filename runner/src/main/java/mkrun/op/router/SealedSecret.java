package mkrun.op.router;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import mkrun.target.Secret;

/**
 * A secret that whoever knows another one can read (AES in Galois/Counter Mode under a {@link SlowKey}). As each has a salt
 * and so a key of its own, the salt serves as nonce too.
 */
final class SealedSecret {
    private static final int KEY_BITS = 128;
    private static final int TAG_BITS = 128;

    private SealedSecret() {}

    /** One word: rounds, salt and what is sealed. */
    static String of(Secret content, Secret key) {
        byte[] salt = SlowKey.salt();
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, SlowKey.ROUNDS, salt)
                    .doFinal(content.reveal().getBytes(StandardCharsets.UTF_8));
            Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
            return SlowKey.ROUNDS + ":" + base64.encodeToString(salt) + ":" + base64.encodeToString(sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES/GCM", e);
        }
    }

    /** What is in there; empty if it was sealed with another key, or the word is none of these. */
    static Optional<Secret> opened(String word, Secret key) {
        String[] parts = word.split(":", -1);
        try {
            byte[] sealed = Base64.getDecoder().decode(parts[parts.length - 1]);
            if (parts.length != 3 || sealed.length < TAG_BITS / Byte.SIZE) {
                return Optional.empty();
            }
            byte[] salt = Base64.getDecoder().decode(parts[1]);
            byte[] content = cipher(Cipher.DECRYPT_MODE, key, Integer.parseInt(parts[0]), salt)
                    .doFinal(sealed);
            return Optional.of(Secret.of(new String(content, StandardCharsets.UTF_8)));
        } catch (AEADBadTagException | InvalidAlgorithmParameterException | IllegalArgumentException otherOrDamaged) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES/GCM", e);
        }
    }

    private static Cipher cipher(int mode, Secret key, int rounds, byte[] salt) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        byte[] slow = SlowKey.of(key, rounds, salt, KEY_BITS);
        cipher.init(mode, new SecretKeySpec(slow, "AES"), new GCMParameterSpec(TAG_BITS, salt));
        return cipher;
    }
}
