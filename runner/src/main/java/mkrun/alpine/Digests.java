package mkrun.alpine;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** Digests and their spelling in Alpine's files. */
public final class Digests {
    private static final String BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private Digests() {}

    public static String sha256(byte[] bytes, int from, int to) {
        return HexFormat.of().formatHex(digest("SHA-256", bytes, from, to));
    }

    /** SHA-1, lower-case hex. */
    public static String sha1(byte[] bytes) {
        return HexFormat.of().formatHex(digest("SHA-1", bytes, 0, bytes.length));
    }

    /** {@code Q1} and the Base64 of the SHA-1: how an index names a package by its control member. */
    public static String identity(byte[] bytes, int from, int to) {
        return identity(digest("SHA-1", bytes, from, to));
    }

    /** {@code Q2} and the Base64 of the SHA-256, as newer indexes name a package. */
    public static String strongIdentity(byte[] bytes, int from, int to) {
        return "Q2" + Base64.getEncoder().encodeToString(digest("SHA-256", bytes, from, to));
    }

    /** The same for a SHA-1 that is known. */
    public static String identity(byte[] sha1) {
        return "Q1" + Base64.getEncoder().encodeToString(sha1);
    }

    /**
     * The canonical form of a checksum: texts that name the same bytes become equal.
     *
     * @throws AlpineException if it is none of SHA-1 ({@code Q1} and Base64, or {@code X1} and hex) or SHA-256 ({@code Q2})
     */
    public static String canonical(String checksum) throws AlpineException {
        if (isCanonical(checksum)) {
            return checksum;
        }
        try {
            if (checksum.startsWith("Q2")) {
                byte[] sha256 = Base64.getDecoder().decode(checksum.substring(2));
                if (sha256.length == 32) {
                    return "Q2" + Base64.getEncoder().encodeToString(sha256);
                }
            }
            byte[] bytes = checksum.startsWith("Q1")
                    ? Base64.getDecoder().decode(checksum.substring(2))
                    : checksum.startsWith("X1") ? HexFormat.of().parseHex(checksum.substring(2)) : new byte[0];
            if (bytes.length == 20) {
                return identity(bytes);
            }
        } catch (IllegalArgumentException e) {
            throw new AlpineException("'" + checksum + "' is not a checksum: " + e.getMessage(), e);
        }
        throw new AlpineException(
                "'" + checksum + "' is not a checksum (Q1 and the Base64 of a SHA-1, or Q2 and that of a SHA-256)");
    }

    /** Whether it is what {@link #identity} writes: 27 Base64 characters, of the last one no bit unused, and the padding. */
    private static boolean isCanonical(String checksum) {
        if (checksum.length() != 30 || !checksum.startsWith("Q1") || checksum.charAt(29) != '=') {
            return false;
        }
        for (int i = 2; i < 29; i++) {
            if (BASE64.indexOf(checksum.charAt(i)) < 0) {
                return false;
            }
        }
        return BASE64.indexOf(checksum.charAt(28)) % 4 == 0;
    }

    private static byte[] digest(String algorithm, byte[] bytes, int from, int to) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            digest.update(bytes, from, to - from);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has " + algorithm, e);
        }
    }
}
