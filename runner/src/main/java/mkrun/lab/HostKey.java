package mkrun.lab;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import mkrun.crypto.NativeCrypto;

/** The host key of an emulated router: RSA with 2048 bits as routers have by default, made once per state directory. */
final class HostKey {
    private static final int BITS = 2048;

    private HostKey() {}

    /** The key kept in that PKCS#8 file, made on first use. */
    static KeyPair of(Path file) throws IOException, GeneralSecurityException {
        if (!Files.exists(file)) {
            Disk.write(file, generate().getPrivate().getEncoded());
        }
        KeyFactory rsa = KeyFactory.getInstance("RSA");
        RSAPrivateCrtKey key =
                (RSAPrivateCrtKey) rsa.generatePrivate(new PKCS8EncodedKeySpec(Files.readAllBytes(file)));
        BigInteger exponent = key.getPublicExponent();
        return new KeyPair(rsa.generatePublic(new RSAPublicKeySpec(key.getModulus(), exponent)), key);
    }

    private static KeyPair generate() throws GeneralSecurityException {
        NativeCrypto.ready(); // a tenth of the JVM's time
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(BITS);
        return generator.generateKeyPair();
    }
}
