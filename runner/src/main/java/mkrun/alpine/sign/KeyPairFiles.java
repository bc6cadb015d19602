package mkrun.alpine.sign;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import mkrun.alpine.AlpineException;
import mkrun.crypto.NativeCrypto;
import mkrun.target.Content;
import mkrun.target.FileFault;

/** Signing keys as files in Alpine's manner: {@code NAME.rsa} (private, PEM) and {@code NAME.rsa.pub} (public, PEM). */
public final class KeyPairFiles {
    private static final String PKCS8 = "PRIVATE KEY";
    private static final String PKCS1 = "RSA PRIVATE KEY"; // what openssl genrsa, and with it abuild-keygen, wrote
    private static final String PUBLIC = "PUBLIC KEY";

    /** Version 0 and the algorithm rsaEncryption: what PKCS #8 has before the octets of a PKCS #1 key. */
    private static final byte[] PKCS8_PROLOGUE = HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

    private KeyPairFiles() {}

    /** A new RSA key pair. */
    public static KeyPair generate(int bits) {
        try {
            NativeCrypto.ready(); // a tenth of the JVM's time
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has RSA", e);
        }
    }

    /**
     * Writes a key pair into a folder as {@code name.rsa} (readable by its owner only) and {@code name.rsa.pub}: both, or
     * where one of them cannot be written none, since a half would be in the way of the next attempt.
     *
     * @throws AlpineException if one of the files exists or cannot be written
     */
    public static void write(Path folder, String name, KeyPair pair) throws AlpineException {
        Path secret = folder.resolve(name + ".rsa");
        try {
            Files.createDirectories(folder);
            writeNew(secret, pem(PKCS8, pair.getPrivate().getEncoded()), ownerOnly());
            try {
                writeNew(folder.resolve(name + ".rsa.pub"), publicPem(pair.getPublic()));
            } catch (IOException e) {
                Files.deleteIfExists(secret);
                throw e;
            }
        } catch (FileAlreadyExistsException e) {
            throw new AlpineException(e.getMessage() + ": exists already; a key is not replaced", e);
        } catch (IOException e) {
            throw new AlpineException(secret + ": cannot be written: " + FileFault.reason(e), e);
        }
    }

    private static void writeNew(Path file, String text, FileAttribute<?>... attributes) throws IOException {
        Set<OpenOption> once = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = Files.newByteChannel(file, once, attributes)) {
            ByteBuffer rest = StandardCharsets.US_ASCII.encode(text);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
        } catch (FileAlreadyExistsException e) {
            throw e; // of somebody else
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /**
     * The public half of a private key.
     *
     * @throws AlpineException if it does not tell
     */
    public static PublicKey publicKey(PrivateKey key) throws AlpineException {
        if (!(key instanceof RSAPrivateCrtKey rsa)) {
            throw new AlpineException("the private key does not tell its public half");
        }
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent()));
        } catch (GeneralSecurityException e) {
            throw new AlpineException("the private key has no usable public half", e); // no detail of a secret
        }
    }

    /** SHA-256 of the text of a public key file, lower-case hex: what Alpine's keys are pinned by. */
    public static String fingerprint(PublicKey key) {
        return Content.text(publicPem(key)).sha256();
    }

    /** The text of a public key file. */
    public static String publicPem(PublicKey key) {
        return pem(PUBLIC, key.getEncoded());
    }

    /**
     * A signer with a private key file, PKCS #8 or PKCS #1, whose public key's file is beside it or at least of that name.
     *
     * @throws AlpineException if it is no RSA private key, or one with a passphrase
     */
    public static Signer signer(Path privateKey, Signer.Algorithm algorithm) throws AlpineException {
        try {
            PrivateKey key = parse(Files.readString(privateKey), privateKey.toString());
            return new Signer(key, privateKey.getFileName() + ".pub", algorithm);
        } catch (IOException e) {
            throw new AlpineException(privateKey + ": cannot be read: " + FileFault.reason(e), e);
        }
    }

    private static PrivateKey parse(String pem, String where) throws AlpineException {
        boolean old = pem.contains(begin(PKCS1));
        if (!old && !pem.contains(begin(PKCS8)) || pem.contains("ENCRYPTED")) {
            throw new AlpineException(where + ": is no private key without a passphrase in PEM form");
        }
        try {
            byte[] der = der(pem, old ? PKCS1 : PKCS8);
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(old ? wrapped(der) : der));
        } catch (GeneralSecurityException | IllegalArgumentException | StringIndexOutOfBoundsException e) {
            throw new AlpineException(where + ": is no RSA private key", e); // no detail of a secret
        }
    }

    private static byte[] der(String pem, String type) {
        String body = pem.substring(pem.indexOf(begin(type)) + begin(type).length(), pem.indexOf("-----END " + type));
        return Base64.getMimeDecoder().decode(body);
    }

    private static byte[] wrapped(byte[] pkcs1) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(PKCS8_PROLOGUE);
        content.writeBytes(tagged(0x04, pkcs1));
        return tagged(0x30, content.toByteArray());
    }

    /** A DER value with its tag and two-byte length, which is right for all key sizes that are in use. */
    private static byte[] tagged(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        out.write(0x82);
        out.write(content.length >>> 8);
        out.write(content.length);
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static String pem(String type, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return begin(type) + "\n" + body + "\n-----END " + type + "-----\n";
    }

    private static String begin(String type) {
        return "-----BEGIN " + type + "-----";
    }
}
