package mkrun.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mkrun.routeros.RouterosVersion;
import mkrun.testing.Needs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code /user/ssh-keys/import}: the way of a key from a file that was uploaded. */
class KeyImportTest {
    private static final String UNREADABLE = "failure: unable to load key file (wrong format or bad passphrase)!";

    @TempDir
    Path dir;

    private String key(String type, int bits) throws IOException {
        Path key = dir.resolve(type + bits);
        Client.Result made = new Client(dir)
                .run(
                        List.of(
                                Needs.tool("ssh-keygen").toString(),
                                "-q",
                                "-t",
                                type,
                                "-b",
                                Integer.toString(bits),
                                "-N",
                                "",
                                "-C",
                                "me@here",
                                "-f",
                                key.toString()),
                        "");
        assertThat(made.status()).as(made.err()).isZero();
        return Files.readString(Path.of(key + ".pub"));
    }

    @ParameterizedTest
    @CsvSource({
        "7.9.2, ed25519, 256, " + UNREADABLE,
        "7.9.2, rsa, 2048, ''",
        "7.12.2, ed25519, 256, ''",
        "7.24, ecdsa, 256, " + UNREADABLE,
        "7.24, rsa, 1024, keys smaller than 2048bit are not allowed"
    })
    void keysAreTakenAsByAddAndTheirFileGoes(String version, String type, int bits, String answer) throws IOException {
        LabConfig config = LabConfig.of("r1", RouterosVersion.parse(version), "arm64", dir.resolve("r1"));
        try (Machine machine = Machine.open(config)) {
            Path file = Files.writeString(machine.files().root().resolve("usb1/id.pub"), key(type, bits));
            assertThat(machine.interpreter()
                            .execute("/user/ssh-keys/import public-key-file=/usb1/id.pub user=admin")
                            .replaceAll(" \\(/.*", "")
                            .strip())
                    .isEqualTo(answer);
            assertThat(Files.exists(file)).isEqualTo(!answer.isEmpty());
            assertThat(machine.interpreter().execute(":put [:len [/user/ssh-keys/find user=admin]]"))
                    .isEqualTo(answer.isEmpty() ? "1\r\n" : "0\r\n");
        }
    }

    @Test
    void whatIsMissingIsNamedAndTheOwnerIsKept() throws IOException {
        LabConfig config = LabConfig.of("r1", RouterosVersion.parse("7.21.5"), "arm64", dir.resolve("r1"));
        try (Machine machine = Machine.open(config)) {
            Path file = Files.writeString(machine.files().root().resolve("id.pub"), key("ed25519", 256));
            String start = "/user/ssh-keys/import ";
            assertThat(machine.interpreter().execute(start + "user=admin")).contains("public-key-file");
            assertThat(machine.interpreter().execute(start + "public-key-file=id.pub"))
                    .contains("user");
            assertThat(machine.interpreter().execute(start + "public-key-file=none user=admin"))
                    .startsWith("failure: no such file");
            assertThat(machine.interpreter().execute(start + "public-key-file=id.pub user=nobody"))
                    .startsWith("input does not match any value of user");
            assertThat(file).exists();
            assertThat(machine.interpreter().execute(start + "public-key-file=id.pub user=admin info=mine"))
                    .isEmpty();
            assertThat(machine.interpreter().execute(":put [/user/ssh-keys/get [find] info]"))
                    .isEqualTo("mine\r\n");
        }
    }
}
