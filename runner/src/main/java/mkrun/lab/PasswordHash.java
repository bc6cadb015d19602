package mkrun.lab;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Passwords as the state file keeps them: {@code salt:hash} in hexadecimal, by PBKDF2. */
final class PasswordHash {
    private static final int ROUNDS = 20_000;
    private static final int BITS = 256;
    private static final int SALT = 16;

    private PasswordHash() {}

    static String of(String password) {
        byte[] salt = new byte[SALT];
        new SecureRandom().nextBytes(salt);
        return HexFormat.of().formatHex(salt) + ":" + HexFormat.of().formatHex(hash(password, salt));
    }

    static boolean matches(String password, String kept) {
        String[] parts = kept.split(":", 2);
        byte[] expected = HexFormat.of().parseHex(parts[1]);
        return MessageDigest.isEqual(expected, hash(password, HexFormat.of().parseHex(parts[0])));
    }

    private static byte[] hash(String password, byte[] salt) {
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(password.toCharArray(), salt, ROUNDS, BITS))
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has PBKDF2", e);
        }
    }
}
