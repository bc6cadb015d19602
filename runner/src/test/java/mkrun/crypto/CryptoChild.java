package mkrun.crypto;

import java.security.MessageDigest;

/** Loads native cryptography in a process of its own; says what is used, and what the digest comes from. */
final class CryptoChild {
    private CryptoChild() {}

    public static void main(String[] arguments) throws Exception {
        System.out.println(NativeCrypto.ready());
        System.out.println(MessageDigest.getInstance("SHA-256").getProvider().getName());
    }
}
