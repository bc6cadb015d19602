package mkrun.alpine.sign;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.List;
import mkrun.alpine.FileNames;
import mkrun.alpine.archive.Gzip;
import mkrun.alpine.archive.SmallTar;
import mkrun.target.Content;

/**
 * Signs packages and indexes.
 *
 * @param key the private RSA key
 * @param keyFile file name of the public key, by which those who verify find it ({@code me@example.net-1a2b.rsa.pub})
 * @param algorithm how to sign
 */
public record Signer(PrivateKey key, String keyFile, Algorithm algorithm) {
    /** Kinds of signature that apk 2 knows. */
    public enum Algorithm {
        /** RSA with SHA-1: what Alpine itself uses, and the only kind that every apk understands. */
        RSA("RSA", "SHA1withRSA"),
        /** RSA with SHA-256. */
        RSA256("RSA256", "SHA256withRSA");

        private final String name;
        private final String java;

        Algorithm(String name, String java) {
            this.name = name;
            this.java = java;
        }
    }

    public Signer {
        if (!FileNames.isSafe(keyFile)) {
            throw new IllegalArgumentException("not the name of a key file: " + keyFile);
        }
    }

    @Override
    public String toString() {
        return "Signer[" + keyFile + ", " + algorithm + "]"; // never the key
    }

    /** The signature member over some bytes; stored, so that a package's size does not depend on who signs it. */
    public byte[] member(byte[] signed, long time) {
        try {
            Signature signature = Signature.getInstance(algorithm.java);
            signature.initSign(key);
            signature.update(signed);
            String name = ".SIGN." + algorithm.name + "." + keyFile;
            return Gzip.store(
                    SmallTar.write(List.of(new SmallTar.Item(name, Content.of(signature.sign()))), 0644, time));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign with the key of " + keyFile + ": " + e.getMessage(), e);
        }
    }
}
