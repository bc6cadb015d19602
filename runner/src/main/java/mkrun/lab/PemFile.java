package mkrun.lab;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mkrun.lab.script.RouterError;

/** Certificates and keys in one file, as {@code /certificate/import} takes them. */
final class PemFile {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");
    private static final String CERTIFICATE = "CERTIFICATE";
    private static final String KEY = "PRIVATE KEY";
    private static final List<String> KINDS = List.of("RSA", "EC");

    private final byte[] bytes;
    private final String text;

    PemFile(byte[] bytes) {
        this.bytes = bytes;
        this.text = new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** The certificates alone; the bytes as they are if this is no PEM. */
    byte[] certificates() {
        if (!BLOCK.matcher(text).find()) {
            return bytes;
        }
        StringBuilder certificates = new StringBuilder();
        for (Matcher block = BLOCK.matcher(text); block.find(); ) {
            if (block.group(1).equals(CERTIFICATE)) {
                certificates.append(block.group()).append('\n');
            }
        }
        return certificates.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * The keys.
     *
     * @throws RouterError if one is encrypted or not in PKCS#8's form, which routers take and the lab does not
     */
    List<PrivateKey> keys() throws RouterError {
        List<PrivateKey> keys = new ArrayList<>();
        for (Matcher block = BLOCK.matcher(text); block.find(); ) {
            if (block.group(1).endsWith(KEY)) {
                keys.add(key(block.group(1), block.group(2)));
            }
        }
        return keys;
    }

    private static PrivateKey key(String kind, String base64) throws RouterError {
        if (kind.equals(KEY)) {
            try {
                return key(Base64.getMimeDecoder().decode(base64));
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                throw RouterError.of("failure: unable to parse key");
            }
        }
        throw RouterError.of("failure: not supported: " + kind);
    }

    /** A key in PKCS#8's form. */
    static PrivateKey key(byte[] encoded) throws GeneralSecurityException {
        GeneralSecurityException last = new GeneralSecurityException("no kind of key");
        for (String kind : KINDS) {
            try {
                return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            } catch (GeneralSecurityException e) {
                last = e;
            }
        }
        throw last;
    }

    /** Whether both are halves of one: what the one signs, the other verifies. */
    static boolean belong(PrivateKey key, PublicKey other) {
        if (!key.getAlgorithm().equals(other.getAlgorithm())) {
            return false;
        }
        try {
            Signature signature = Signature.getInstance(
                    key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256with" + key.getAlgorithm());
            byte[] anything = {1};
            signature.initSign(key);
            signature.update(anything);
            byte[] signed = signature.sign();
            signature.initVerify(other);
            signature.update(anything);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
