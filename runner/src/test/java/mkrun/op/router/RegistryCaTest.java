package mkrun.op.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import mkrun.testing.SelfSigned;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryCaTest {
    private static String pem;

    @BeforeAll
    static void make(@TempDir Path dir) throws Exception {
        pem = SelfSigned.make(dir, "ca").pem();
    }

    @Test
    void aKeyInTheSameFileGoesNowhere() {
        String key = "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n";
        RegistryCa ca = RegistryCa.parse("some words\n" + key + pem);
        assertThat(ca.pem()).isEqualTo(pem);
        assertThat(ca.fingerprint()).hasSize(64);
        assertThat(ca).isEqualTo(RegistryCa.parse(pem + key));
    }

    @Test
    void itIsOneCertificate() {
        assertThatThrownBy(() -> RegistryCa.parse(pem + pem))
                .hasMessage("there are 2 certificates in it: it must be one");
        assertThatThrownBy(() -> RegistryCa.parse("")).hasMessageContaining("certificate");
        assertThatThrownBy(() -> RegistryCa.parse(pem.replace("MII", "xxx"))).hasMessageContaining("no certificate");
    }

    @Test
    void itIsForCheckedCertificatesOnly() {
        Optional<RegistryCa> ca = Optional.of(RegistryCa.parse(pem));
        assertThatThrownBy(() -> new RegistryAccess("http://h", "", Optional.empty(), true, ca, ""))
                .hasMessage(
                        "registry: a ca is of use only where a certificate is checked: take it away, or write https://");
        assertThatThrownBy(() -> new RegistryAccess("", "", Optional.empty(), false, ca, ""))
                .hasMessageContaining("or checkCertificate");
    }
}
