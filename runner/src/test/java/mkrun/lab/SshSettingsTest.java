package mkrun.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import mkrun.lab.script.TableRow;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.cipher.Cipher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code /ip/ssh} takes and does. */
class SshSettingsTest extends OnOpenSsh {
    private static final List<NamedFactory<Cipher>> ALL =
            List.of(BuiltinCiphers.cc20p1305_openssh, BuiltinCiphers.aes128ctr, BuiltinCiphers.aes256gcm);

    private static List<String> ciphers(Map<String, String> settings) {
        return SshCrypto.ciphers(new TableRow("", settings), ALL).stream()
                .map(NamedResource::getName)
                .toList();
    }

    @Test
    void ciphersAreThoseThatSettingsName() {
        assertThat(ciphers(Map.of("ciphers", "auto", "strong-crypto", "false")))
                .containsExactly("chacha20-poly1305@openssh.com", "aes128-ctr", "aes256-gcm@openssh.com");
        assertThat(ciphers(Map.of("ciphers", "auto", "strong-crypto", "true")))
                .containsExactly("aes256-gcm@openssh.com");
        assertThat(ciphers(Map.of("ciphers", "aes-cbc,3des-cbc", "strong-crypto", "false")))
                .containsExactly("aes256-cbc", "aes192-cbc", "aes128-cbc", "3des-cbc");
        assertThat(ciphers(Map.of("ciphers", "aes-ctr,null", "strong-crypto", "true")))
                .containsExactly("aes256-ctr", "aes192-ctr");
        assertThat(ciphers(Map.of("allow-none-crypto", "true")))
                .endsWith("none")
                .hasSize(4);
        assertThat(SshCrypto.sha2(List.of(BuiltinCiphers.aes128cbc))).hasSize(1);
    }

    @Test
    void whatTheServerCannotDoIsRefused() throws IOException {
        try (Machine machine = Machine.open(config("7.22.3"))) {
            for (String beyond :
                    List.of("forwarding-enabled=local", "publickey-authentication-options=touch-required")) {
                assertThat(machine.interpreter().execute("/ip/ssh/set " + beyond))
                        .isEqualTo("failure: not available (/ip/ssh/set; line 1)\r\n");
            }
            assertThat(machine.interpreter().execute("/ip/ssh/set host-key-size=3072"))
                    .startsWith("input does not match any value of host-key-size");
            assertThat(machine.interpreter().execute("/ip/ssh/set host-key-type=ed25519 host-key-size=4096"))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.9.2", "7.20.8", "7.24"})
    void aVerboseExportOfAWholeRouterGoesIntoAnother(String version) throws IOException {
        try (Machine one = Machine.open(config(version, "one"));
                Machine other = Machine.open(config(version, "other"))) {
            assertThat(one.interpreter().execute("/ip/ssh/set strong-crypto=yes"))
                    .isEmpty();
            assertThat(one.interpreter().execute("/export verbose show-sensitive file=all"))
                    .isEmpty();
            Files.copy(
                    one.files().root().resolve("all.rsc"), other.files().root().resolve("all.rsc"));
            assertThat(other.interpreter().execute("/import all.rsc"))
                    .isEqualTo("\r\nScript file loaded and executed successfully\r\n");
            assertThat(other.interpreter().execute("/export verbose").replaceFirst("#.*", ""))
                    .isEqualTo(one.interpreter().execute("/export verbose").replaceFirst("#.*", ""))
                    .contains("strong-crypto=yes");
        }
    }

    @Test
    void connectionsAreListedBesideTheirService() throws LabException {
        try (LabRouter router = LabRouter.start(config("7.22.3"))) {
            assertThat(run(router, "/ip/service/print where name=ssh"))
                    .startsWith("Flags: D - DYNAMIC; c - CONNECTION\r\n"
                            + "Columns: NAME, PORT, PROTO, LOCAL, REMOTE, VRF, MAX-SESSIONS\r\n")
                    .containsPattern(
                            "\\n1    ssh     22  tcp  +main +20\r\n8 Dc ssh     22  tcp    192.0.2.10  192.0.2.2:\\d+ +\r\n");
            assertThat(run(router, "/ip/service/set [find name=ssh] max-sessions=5"))
                    .startsWith("failure: can not change dynamic item");
            assertThat(run(router, "/ip/service/set ssh max-sessions=5")).isEmpty();
        }
        try (LabRouter router = LabRouter.start(config("7.18.2", "old"))) {
            assertThat(run(router, ":put [:len [/ip/service/find name=ssh]]")).isEqualTo("1\r\n");
        }
    }

    /** Prints of 7.9.2 and of a version with {@code max-sessions}, but the flag for what is invalid, which nothing is here. */
    @Test
    void servicesStandInTheMainVrf() throws Exception {
        try (Machine machine = Machine.open(config("7.9.2"))) {
            assertThat(machine.interpreter().execute("/ip/service/print"))
                    .contains("Columns: NAME, PORT, CERTIFICATE, VRF\r\n")
                    .containsPattern("\n0   telnet +23 +main *\r\n1   ftp +21 *\r\n2   www +80 +main *\r\n")
                    .containsPattern("\n4 X www-ssl +443  none +main *\r\n");
        }
        try (Machine machine = Machine.open(config("7.16.2", "later"))) {
            assertThat(machine.interpreter().execute("/ip/service/print"))
                    .contains("Columns: NAME, PORT, CERTIFICATE, VRF, MAX-SESSIONS\r\n")
                    .containsPattern("\n1   ftp +21 +20 *\r\n2   www +80 +main +20 *\r\n");
            assertThat(machine.interpreter().execute("/export")).doesNotContain("/ip service");
        }
    }

    @Test
    void strongCryptoEndsWeakCiphersForTheNextSession() throws LabException {
        try (LabRouter router = LabRouter.start(config("7.22.3"))) {
            String weak = "-oCiphers=aes128-ctr";
            assertThat(client.ssh(router, PASSWORD, weak, ":put 1").out()).isEqualTo("1\r\n");
            assertThat(run(router, "/ip/ssh/set strong-crypto=yes")).isEmpty();
            assertThat(client.ssh(router, PASSWORD, weak, ":put 1").status()).isEqualTo(255);
            assertThat(client.ssh(router, PASSWORD, "-oCiphers=aes256-ctr", ":put 1")
                            .out())
                    .isEqualTo("1\r\n");
        }
    }
}
