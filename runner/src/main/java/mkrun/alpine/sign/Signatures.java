package mkrun.alpine.sign;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import mkrun.alpine.UntrustedException;
import mkrun.alpine.archive.SmallTar;
import mkrun.target.Content;

/** The signatures at the beginning of an index or a package: {@code .SIGN.ALGORITHM.KEYFILE} entries of a small tar. */
public final class Signatures {
    private static final String PREFIX = ".SIGN.";
    private static final Map<String, String> ALGORITHMS =
            Map.of("RSA", "SHA1withRSA", "RSA256", "SHA256withRSA", "RSA512", "SHA512withRSA");

    /** One signature: how it was made, the file name of its key, and its bytes. */
    public record Entry(String algorithm, String keyFile, Content signature) {}

    private Signatures() {}

    public static boolean isSignature(String entryName) {
        return entryName.startsWith(PREFIX);
    }

    /** Reads the signatures of a tar; entries of algorithms that nobody here knows are left out. */
    public static List<Entry> in(List<SmallTar.Item> items) {
        List<Entry> entries = new ArrayList<>();
        for (SmallTar.Item item : items) {
            String[] parts = item.name().split("\\.", 4);
            if (parts.length == 4 && isSignature(item.name()) && ALGORITHMS.containsKey(parts[2])) {
                entries.add(new Entry(parts[2], parts[3], item.content()));
            }
        }
        return entries;
    }

    /**
     * Checks the first signature whose key is trusted, as apk does.
     *
     * @param what the signed file, for messages
     * @return the file name of that key, as the signature gives it; empty if the keys allow a file that none of them signed
     * @throws UntrustedException if there is no such signature or it is wrong
     */
    public static String verify(List<Entry> signatures, byte[] bytes, int from, int to, Keys keys, String what)
            throws UntrustedException {
        if (signatures.isEmpty()) {
            keys.notSigned(what, "it is not signed");
            return "";
        }
        for (Entry entry : signatures) {
            Optional<PublicKey> key = keys.find(entry.keyFile);
            if (key.isPresent()) {
                if (!isRight(entry, key.get(), bytes, from, to)) {
                    throw new UntrustedException(
                            what + ": BAD signature: it is not what " + entry.keyFile + " signed; was it changed?");
                }
                return entry.keyFile;
            }
        }
        String names = signatures.stream().map(Entry::keyFile).collect(Collectors.joining(", "));
        keys.notSigned(what, "it is signed by " + names + ", which is not among the trusted keys (" + keys + ")");
        return "";
    }

    private static boolean isRight(Entry entry, PublicKey key, byte[] bytes, int from, int to) {
        try {
            Signature signature = Signature.getInstance(ALGORITHMS.get(entry.algorithm));
            signature.initVerify(key);
            signature.update(bytes, from, to - from);
            return signature.verify(entry.signature.bytes());
        } catch (GeneralSecurityException e) {
            return false; // a signature of the wrong length or form
        }
    }
}
