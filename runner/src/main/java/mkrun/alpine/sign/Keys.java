package mkrun.alpine.sign;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import mkrun.alpine.AlpineException;
import mkrun.alpine.UntrustedException;
import mkrun.target.FileFault;

/**
 * Public keys whose signatures are trusted, by file name. A signature names the file of its key; a key is found by that
 * full name, or by the part after its last {@code -} ({@code 6165ee59.rsa.pub}), since folders of Alpine's keys are also
 * kept without the {@code alpine-devel@lists.alpinelinux.org-} that its signatures name.
 */
public final class Keys {
    private static final Keys NONE = new Keys(Map.of(), "no key is trusted");

    private final Map<String, PublicKey> byFile;
    private final String where;
    private final Optional<Consumer<String>> untrusted;

    private Keys(Map<String, PublicKey> byFile, String where) {
        this(byFile, where, Optional.empty());
    }

    private Keys(Map<String, PublicKey> byFile, String where, Optional<Consumer<String>> untrusted) {
        this.byFile = byFile;
        this.where = where;
        this.untrusted = untrusted;
    }

    /** No key at all: nothing is trusted. */
    public static Keys none() {
        return NONE;
    }

    /**
     * All {@code *.pub} files of a folder.
     *
     * @throws AlpineException if the folder cannot be read, has no key in it, or a file is no PEM public key
     */
    public static Keys folder(Path folder) throws AlpineException {
        Map<String, PublicKey> keys = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.pub")) {
            for (Path file : files) {
                keys.put(file.getFileName().toString(), parse(Files.readString(file), file.toString()));
            }
        } catch (IOException e) {
            throw new AlpineException(folder + ": cannot read the folder of keys: " + FileFault.reason(e), e);
        }
        if (keys.isEmpty()) {
            throw new AlpineException(folder + ": there is no key in this folder (a file that ends in .pub)");
        }
        return new Keys(keys, folder.toString());
    }

    /**
     * One key.
     *
     * @param fileName the file name that its signatures give
     * @param pem its text, {@code -----BEGIN PUBLIC KEY-----} and so on
     */
    public static Keys of(String fileName, String pem) throws AlpineException {
        return new Keys(Map.of(fileName, parse(pem, fileName)), fileName);
    }

    /** These keys and those. */
    public Keys and(Keys others) {
        Map<String, PublicKey> both = new TreeMap<>(byFile);
        both.putAll(others.byFile);
        return new Keys(
                both, byFile.isEmpty() ? others.where : others.byFile.isEmpty() ? where : where + ", " + others.where);
    }

    /**
     * The same keys, and files are taken that none of them signed, as with apk's {@code --allow-untrusted}. What one of them
     * signed must still be what it signed.
     *
     * @param told of each such file, with its place and what its signature lacks; called on any thread
     */
    public Keys allowingUntrusted(Consumer<String> told) {
        return new Keys(byFile, where, Optional.of(told));
    }

    /** Takes or refuses a file that no key signed, for this reason. */
    void notSigned(String what, String reason) throws UntrustedException {
        untrusted
                .orElseThrow(() -> new UntrustedException(what + ": UNTRUSTED signature: " + reason))
                .accept(what + ": " + reason);
    }

    /** The key a signature names, if it is trusted. */
    public Optional<PublicKey> find(String fileName) {
        PublicKey key = byFile.get(fileName);
        return Optional.ofNullable(key != null ? key : byFile.get(fileName.substring(fileName.lastIndexOf('-') + 1)));
    }

    /** Where the keys come from, for messages. */
    @Override
    public String toString() {
        return where;
    }

    private static PublicKey parse(String pem, String where) throws AlpineException {
        String begin = "-----BEGIN PUBLIC KEY-----";
        String end = "-----END PUBLIC KEY-----";
        int from = pem.indexOf(begin);
        int to = pem.indexOf(end);
        if (from < 0 || to < from) {
            throw new AlpineException(where + ": is no public key (it has no line " + begin + ")");
        }
        try {
            byte[] der = Base64.getMimeDecoder()
                    .decode(pem.substring(from + begin.length(), to).getBytes(StandardCharsets.US_ASCII));
            return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new AlpineException(where + ": is no RSA public key: " + e.getMessage(), e);
        }
    }
}
