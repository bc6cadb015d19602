package mkrun.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jcraft.jsch.XDH;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Native cryptography gives what the JVM's own gives; without a library, or if it is not wanted, there is the JVM's. */
class NativeCryptoTest {
    private static final String ZERO = "0000000000000000000000000000000000000000000000000000000000000000";
    /** A point of order 4. */
    private static final String ONE = "0100000000000000000000000000000000000000000000000000000000000000";

    @TempDir
    private Path dir;

    @BeforeAll
    static void thereIsALibraryForThisMachine() {
        String machine = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        Assumptions.assumeTrue(List.of("Linux amd64", "Linux aarch64").contains(machine), machine);
        assertThat(NativeCrypto.ready()).startsWith("BoringSSL, by Conscrypt ");
    }

    static Stream<String> digests() {
        return algorithms("MessageDigest");
    }

    @ParameterizedTest
    @MethodSource("digests")
    void digestsAreTheSame(String algorithm) throws Exception {
        for (int length : List.of(0, 1, 63, 64, 1000, 100_000)) {
            byte[] bytes = bytes(length);
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            assertThat(digest.getProvider()).isInstanceOf(BoringSsl.class);
            digest.update(bytes, 0, length / 3);
            MessageDigest clone = (MessageDigest) digest.clone();
            digest.update(bytes, length / 3, length - length / 3);
            clone.update(bytes, length / 3, length - length / 3);
            byte[] expected = MessageDigest.getInstance(algorithm, jvms("MessageDigest", algorithm))
                    .digest(bytes);
            assertThat(digest.digest()).isEqualTo(expected);
            assertThat(clone.digest()).isEqualTo(expected);
        }
    }

    static Stream<String> macs() {
        return algorithms("Mac");
    }

    @ParameterizedTest
    @MethodSource("macs")
    void macsAreTheSamePacketAfterPacket(String algorithm) throws Exception {
        SecretKeySpec key = new SecretKeySpec(bytes(32), algorithm);
        Mac ours = Mac.getInstance(algorithm);
        Mac jvms = Mac.getInstance(algorithm, jvms("Mac", algorithm));
        ours.init(key);
        jvms.init(key);
        assertThat(ours.getProvider()).isInstanceOf(BoringSsl.class);
        for (int length : List.of(16, 1, 40_000)) {
            assertThat(ours.doFinal(bytes(length))).isEqualTo(jvms.doFinal(bytes(length)));
        }
    }

    static Stream<String> ciphers() {
        return algorithms("Cipher");
    }

    @ParameterizedTest
    @MethodSource("ciphers")
    void whatOneEncryptsTheOtherReads(String algorithm) throws Exception {
        AlgorithmParameterSpec start =
                algorithm.contains("GCM") ? new GCMParameterSpec(128, bytes(12)) : new IvParameterSpec(bytes(16));
        for (int size : List.of(16, 32)) {
            SecretKeySpec key = new SecretKeySpec(bytes(size), "AES");
            byte[] plain = bytes(40_000);
            Cipher ours = Cipher.getInstance(algorithm);
            ours.init(Cipher.ENCRYPT_MODE, key, start);
            assertThat(ours.getProvider()).isInstanceOf(BoringSsl.class);
            Cipher jvms = Cipher.getInstance(algorithm, jvms("Cipher", algorithm));
            jvms.init(Cipher.ENCRYPT_MODE, key, start);
            byte[] sent = ours.doFinal(plain);
            assertThat(sent).isEqualTo(jvms.doFinal(plain));
            ours.init(Cipher.DECRYPT_MODE, key, start);
            assertThat(ours.doFinal(sent)).isEqualTo(plain);
        }
    }

    static Stream<String> signatures() {
        return algorithms("Signature");
    }

    @ParameterizedTest
    @MethodSource("signatures")
    void signaturesAreTheSameAndWrongOnesAreRefused(String algorithm) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        byte[] text = bytes(1000);
        Signature jvms = Signature.getInstance(algorithm, jvms("Signature", algorithm));
        jvms.initSign(pair.getPrivate());
        jvms.update(text);
        byte[] signature = jvms.sign();
        Signature ours = Signature.getInstance(algorithm);
        ours.initSign(pair.getPrivate());
        assertThat(ours.getProvider()).isInstanceOf(BoringSsl.class);
        ours.update(text);
        assertThat(ours.sign()).isEqualTo(signature);
        assertThat(verifies(ours, pair, text, signature)).isTrue();
        text[500]++;
        assertThat(verifies(ours, pair, text, signature)).isFalse();
    }

    @Test
    void keysThatAreMadeAreTheJvmsToUse() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        assertThat(generator.getProvider()).isInstanceOf(BoringSsl.class);
        KeyPair pair = generator.generateKeyPair();
        RSAPrivateCrtKey read = (RSAPrivateCrtKey) KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(pair.getPrivate().getEncoded()));
        assertThat(read.getModulus().bitLength()).isEqualTo(2048);
        assertThat(read.getPublicExponent()).isEqualTo(65537);
        byte[] text = bytes(1000);
        Signature jvms = Signature.getInstance("SHA256withRSA", jvms("Signature", "SHA256withRSA"));
        jvms.initSign(read);
        jvms.update(text);
        assertThat(verifies(jvms, pair, text, jvms.sign())).isTrue();
    }

    @Test
    void anAgreementWithTheJvmsGivesBothTheSameSecret() throws Exception {
        XDH theirs = new com.jcraft.jsch.jce.XDH();
        theirs.init("X25519", X25519.LENGTH);
        X25519 ours = NativeCrypto.x25519().orElseThrow();

        assertThat(ours.agree(theirs.getQ())).hasSize(32).isEqualTo(theirs.getSecret(ours.publicKey()));
    }

    @Test
    void eachAgreementHasAKeyOfItsOwn() throws Exception {
        assertThat(NativeCrypto.x25519().orElseThrow().publicKey())
                .isNotEqualTo(NativeCrypto.x25519().orElseThrow().publicKey());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "01", ZERO, ONE, ZERO + "00"})
    void publicKeysThatMakeNoSecretAreRefused(String key) throws Exception {
        X25519 ours = NativeCrypto.x25519().orElseThrow();

        assertThatThrownBy(() -> ours.agree(HexFormat.of().parseHex(key))).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void theSwitchLeavesAllToTheJvm() throws Exception {
        assertThat(child("-Dmkrun.crypto=jvm")).containsExactly("the JVM's own, as mkrun.crypto=jvm asks for", "SUN");
    }

    @Test
    void withoutALibraryAllGoesOnWithTheJvms() throws Exception {
        List<String> said = child("-Dos.arch=riscv64");
        assertThat(said).hasSize(2);
        assertThat(said.get(0)).startsWith("the JVM's own, since Conscrypt's library cannot be loaded: ");
        assertThat(said.get(1)).isEqualTo("SUN");
    }

    /** The lines that {@link CryptoChild} says in a JVM with this option, on either of its streams. */
    private List<String> child(String option) throws IOException, InterruptedException {
        Path said = dir.resolve("said");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED", // as the jar's manifest has it; else newer JVMs warn
                        option,
                        "-cp",
                        System.getProperty("java.class.path"),
                        CryptoChild.class.getName()))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(process.waitFor()).isZero();
        return Files.readAllLines(said, StandardCharsets.UTF_8);
    }

    private static boolean verifies(Signature signature, KeyPair pair, byte[] text, byte[] signed) throws Exception {
        signature.initVerify(pair.getPublic());
        signature.update(text);
        return signature.verify(signed);
    }

    private static Stream<String> algorithms(String type) {
        return BoringSsl.ALGORITHMS.get(type).stream();
    }

    /** The first provider of the JVM's own that has the algorithm. */
    private static Provider jvms(String type, String algorithm) {
        String service = type.equals("Cipher") ? "AES" : algorithm; // its modes are no services of their own
        return Stream.of(Security.getProviders())
                .filter(provider -> !(provider instanceof BoringSsl))
                .filter(provider -> provider.getService(type, service) != null)
                .findFirst()
                .orElseThrow();
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
