package mkrun.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLException;
import mkrun.lab.api.ApiTalk;
import mkrun.routeros.RouterosVersion;
import mkrun.testing.SelfSigned;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The API over TLS: with a certificate whose key the router has, and not else. */
@Timeout(60)
class ApiSslTest {
    private static final List<String> DONE = List.of("!done");
    private static final int PATIENCE_MILLIS = 10_000;

    private static SelfSigned own;
    private static SelfSigned other;

    @TempDir
    private Path dir;

    private LabRouter router;

    @BeforeAll
    static void make(@TempDir Path keys) throws Exception {
        own = SelfSigned.make(keys, "router");
        other = SelfSigned.make(keys, "other");
    }

    @BeforeEach
    void start() throws Exception {
        LabConfig config = LabConfig.of("r1", RouterosVersion.parse("7.20.8"), "arm64", dir.resolve("r1"))
                .withLogin("admin", "secret")
                .withSpeeds(LabSpeeds.FAST);
        Path files = Files.createDirectories(dir.resolve("r1/files"));
        Files.writeString(files.resolve("both.pem"), own.key() + own.pem());
        Files.writeString(files.resolve("cert.pem"), own.pem());
        Files.writeString(files.resolve("key.pem"), own.key());
        router = LabRouter.start(config);
    }

    @AfterEach
    void stop() {
        router.close();
    }

    private void ask(String... words) throws IOException {
        try (ApiTalk talk = ApiTalk.to(router, "admin", "secret")) {
            assertThat(talk.ask(words)).isEqualTo(DONE);
        }
    }

    /** Closed without a word, whatever the client would have said. */
    private void shutOut() throws IOException {
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), router.apiSslPort())) {
            client.setSoTimeout(PATIENCE_MILLIS);
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void aServiceWithACertificateSpeaksTls() throws Exception {
        try (ApiTalk talk = ApiTalk.to(router, "admin", "secret")) {
            talk.ask("/certificate/import", "=file-name=both.pem", "=passphrase=", "=name=own");
        }
        ask("/ip/service/set", "=.id=api-ssl", "=certificate=own_0");

        try (ApiTalk talk = ApiTalk.overTls(router, own.trusting())) {
            assertThat(talk.ask("/login", "=name=admin", "=password=secret")).isEqualTo(DONE);
            assertThat(talk.ask("/certificate/print", "=.proplist=name,private-key"))
                    .containsExactly("!re =name=own_0 =private-key=true", "!done");
            ask("/ip/service/set", "=.id=api-ssl", "=disabled=yes");
            assertThat(talk.ask("/system/identity/print")).hasSize(2);
        }
        shutOut();
    }

    @Test
    void itLetsNobodyInWithoutACertificateOrWithoutItsKey() throws Exception {
        shutOut();
        try (ApiTalk talk = ApiTalk.to(router, "admin", "secret")) {
            talk.ask("/certificate/import", "=file-name=cert.pem", "=passphrase=", "=name=own");
        }
        ask("/ip/service/set", "=.id=api-ssl", "=certificate=own_0");
        shutOut();
        try (ApiTalk talk = ApiTalk.to(router, "admin", "secret")) {
            talk.ask("/certificate/import", "=file-name=key.pem", "=passphrase=");
        }
        try (ApiTalk talk = ApiTalk.overTls(router, own.trusting())) {
            assertThat(talk.ask("/login", "=name=admin", "=password=secret")).isEqualTo(DONE);
        }
    }

    @Test
    void aClientThatTrustsSomebodyElseDoesNotLogIn() throws Exception {
        try (ApiTalk talk = ApiTalk.to(router, "admin", "secret")) {
            talk.ask("/certificate/import", "=file-name=both.pem", "=passphrase=", "=name=own");
        }
        ask("/ip/service/set", "=.id=api-ssl", "=certificate=own_0");
        assertThatThrownBy(() -> {
                    try (ApiTalk talk = ApiTalk.overTls(router, other.trusting())) {
                        talk.ask("/login", "=name=admin", "=password=secret");
                    }
                })
                .isInstanceOf(SSLException.class);
    }
}
