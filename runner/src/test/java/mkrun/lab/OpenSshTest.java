package mkrun.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mkrun.testing.Needs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** OpenSSH's own clients against an emulated router. */
class OpenSshTest extends OnOpenSsh {
    private Path key(String type, String bits) {
        Path key = dir.resolve("id_" + type + bits);
        Client.Result made = client.run(
                List.of(
                        Needs.tool("ssh-keygen").toString(),
                        "-q",
                        "-t",
                        type,
                        "-b",
                        bits,
                        "-N",
                        "",
                        "-C",
                        "me@here",
                        "-f",
                        key.toString()),
                "");
        assertThat(made.status()).as(made.err()).isZero();
        return key;
    }

    @Test
    void execAnswersOnStandardOutputWithStatusZero() throws LabException {
        try (LabRouter router = LabRouter.start(config("7.20.8"))) {
            Client.Result result = client.ssh(router, PASSWORD, "/system/identity/print");
            assertThat(result).isEqualTo(new Client.Result(0, "  name: MikroTik\r\n\r\n", ""));
        }
    }

    @Test
    void errorsAreOnStandardOutputWithStatusZero() throws LabException {
        try (LabRouter router = LabRouter.start(config("7.20.8"))) {
            Client.Result result = client.ssh(router, PASSWORD, "/foo print");
            assertThat(result).isEqualTo(new Client.Result(0, "bad command name foo (line 1 column 2)\r\n", ""));
        }
    }

    @Test
    void bannerAndHostKeyAreThoseOfARouter() throws LabException {
        try (LabRouter router = LabRouter.start(config("7.20.8"))) {
            List<String> scan =
                    List.of(Needs.tool("ssh-keyscan").toString(), "-p", Integer.toString(router.port()), router.host());
            Client.Result result = client.run(scan, "");
            assertThat(result.out().lines().filter(l -> !l.startsWith("#"))).containsExactly(router.knownHostsLine());
            assertThat((result.out() + result.err()).lines()).anyMatch(l -> l.endsWith(" SSH-2.0-ROSSSH"));
            assertThat(router.hostKey()).startsWith("ssh-rsa ");
        }
    }

    @Test
    void wrongPasswordIsRefused() throws LabException {
        try (LabRouter router = LabRouter.start(config("7.20.8"))) {
            Client.Result result = client.ssh(router, "wrong", ":put x");
            assertThat(result.out()).isEmpty();
            assertThat(result.err()).contains("Permission denied (publickey,password)");
            assertThat(result.status()).isNotZero();
        }
    }

    @Test
    void firstKeyOfAUserEndsLoginByPassword() throws LabException, IOException {
        Path key = key("ed25519", "256");
        String publicKey = Files.readString(Path.of(key + ".pub")).strip();
        LabConfig config = config("7.20.8").withAuthorizedKeys(List.of(publicKey));
        try (LabRouter router = LabRouter.start(config)) {
            assertThat(client.sshWithKey(router, key, ":put [/system/identity/get name]")
                            .out())
                    .isEqualTo("MikroTik\r\n");
            assertThat(client.ssh(router, PASSWORD, ":put x").err()).contains("Permission denied");
        }
    }

    @Test
    void rsaKeysLogInToo() throws LabException, IOException {
        Path key = key("rsa", "2048");
        String publicKey = Files.readString(Path.of(key + ".pub")).strip();
        try (LabRouter router = LabRouter.start(config("7.11.3").withAuthorizedKeys(List.of(publicKey)))) {
            assertThat(client.sshWithKey(router, key, ":put [/system/identity/get name]")
                            .out())
                    .isEqualTo("MikroTik\r\n");
        }
    }

    @Test
    void sftpStoresRenamesListsAndRemoves() throws LabException, IOException {
        Files.writeString(dir.resolve("image.tar"), "0123456789");
        try (LabRouter router = LabRouter.start(config("7.20.8"))) {
            Client.Result result = client.sftp(router, PASSWORD, """
                    mkdir usb1/images
                    put %1$s/image.tar usb1/images/image.tar.part
                    rename usb1/images/image.tar.part /usb1/images/image.tar
                    ls -1 /usb1/images
                    get usb1/images/image.tar %1$s/back.tar
                    """.formatted(dir));
            assertThat(result.out()).contains("/usb1/images/image.tar\n").doesNotContain(".part\n/");
            assertThat(dir.resolve("back.tar")).hasContent("0123456789");
            assertThat(run(router, ":put [/file/get usb1/images/image.tar size]"))
                    .isEqualTo("10\r\n");
            client.sftp(router, PASSWORD, "rm usb1/images/image.tar\nrmdir usb1/images\n");
            assertThat(router.files().resolve("usb1")).isEmptyDirectory();
        }
    }

    @Test
    void sftpHasTheErrorsOfItsVersionAndRenamesOverNothing() throws LabException, IOException {
        Files.writeString(dir.resolve("a"), "a");
        try (LabRouter router = LabRouter.start(config("7.9.2"))) {
            Client.Result result = client.sftp(router, PASSWORD, """
                    version
                    mkdir usb1/d
                    mkdir usb1/d
                    rmdir usb1/none
                    put a usb1/d/a
                    put a usb1/d/b
                    rmdir usb1/d
                    rename usb1/d/a usb1/d/b
                    ln usb1/d/a usb1/d/c
                    """);
            assertThat(result.out()).contains("SFTP protocol version 3");
            assertThat(result.err().lines().map(l -> l.replace("\r", "")))
                    .containsExactly(
                            "Connected to 127.0.0.1.",
                            "remote mkdir \"/usb1/d\": Failure",
                            "remote rmdir \"/usb1/none\": Failure",
                            "remote rmdir \"/usb1/d\": Failure",
                            "remote rename \"/usb1/d/a\" to \"/usb1/d/b\": Failure",
                            "Server does not support hardlink@openssh.com extension");
            assertThat(router.files().resolve("usb1/d")).isDirectoryContaining("glob:**/a");
        }
    }

    @Test
    void sftpNeverLeavesTheRoutersFiles() throws LabException, IOException {
        Files.writeString(dir.resolve("outside"), "not yours");
        try (LabRouter router = LabRouter.start(config("7.20.8"))) {
            Client.Result result = client.sftp(router, PASSWORD, """
                    get ../../outside stolen1
                    get /../../../outside stolen2
                    ln -s /etc/passwd usb1/link
                    ls usb1
                    """);
            assertThat(dir.resolve("stolen1")).doesNotExist();
            assertThat(dir.resolve("stolen2")).doesNotExist();
            assertThat(router.files().resolve("usb1")).isEmptyDirectory();
            assertThat(result.err()).contains("not found");
        }
    }

    @Test
    void uploadLargerThanTheDiskFails() throws LabException, IOException {
        Files.write(dir.resolve("big"), new byte[300_000]);
        LabConfig small = config("7.20.8").withHardware(LabHardware.READY.withDisk(200_000));
        try (LabRouter router = LabRouter.start(small)) {
            Client.Result result = client.sftp(router, PASSWORD, "put " + dir + "/big usb1/big\n");
            assertThat(result.err()).contains("usb1/big");
            assertThat(Files.size(router.files().resolve("usb1/big"))).isLessThanOrEqualTo(200_000);
        }
    }

    @Test
    void uploadCanBeCutOnceByOrder() throws LabException, IOException {
        Files.write(dir.resolve("big"), new byte[300_000]);
        LabConfig faulty = config("7.20.8").withFaults(LabFaults.dropUploadAfter(100_000));
        try (LabRouter router = LabRouter.start(faulty)) {
            assertThat(client.sftp(router, PASSWORD, "put " + dir + "/big usb1/big\n")
                            .status())
                    .isNotZero();
            assertThat(Files.size(router.files().resolve("usb1/big"))).isLessThan(300_000);
            assertThat(client.sftp(router, PASSWORD, "put " + dir + "/big usb1/big\n")
                            .status())
                    .isZero();
            assertThat(Files.size(router.files().resolve("usb1/big"))).isEqualTo(300_000);
        }
    }

    @Test
    void execCanBeCutByOrder() throws LabException {
        try (LabRouter router = LabRouter.start(config("7.20.8").withFaults(LabFaults.dropAtExec(2)))) {
            assertThat(run(router, ":put 1")).isEqualTo("1\r\n");
            Client.Result cut = client.ssh(router, PASSWORD, "/system/identity/set name=r1");
            assertThat(cut.status()).isEqualTo(255);
            assertThat(run(router, ":put [/system/identity/get name]")).isEqualTo("MikroTik\r\n");
        }
    }

    @Test
    void answersCanBeCutByOrder() throws LabException {
        try (LabRouter router = LabRouter.start(config("7.20.8").withFaults(LabFaults.dropAnswerAfter(5)))) {
            assertThat(run(router, ":put 1")).isEqualTo("1\r\n");
            Client.Result cut = client.ssh(router, PASSWORD, ":put 234; /system/identity/set name=one");
            assertThat(cut.out()).isEqualTo("23");
            assertThat(cut.status()).isEqualTo(255);
            assertThat(run(router, ":put [/system/identity/get name]")).isEqualTo("one\r\n");
        }
    }

    @Test
    void connectionCanBeCutAfterAChangeByOrder() throws LabException {
        try (LabRouter router = LabRouter.start(config("7.20.8").withFaults(LabFaults.dropAfterChange(1)))) {
            Client.Result cut = client.ssh(
                    router, PASSWORD, "/system/identity/set name=one; /system/identity/set name=two; :put done");
            assertThat(cut.out()).isEmpty();
            assertThat(cut.status()).isEqualTo(255);
            assertThat(run(router, ":put [/system/identity/get name]")).isEqualTo("one\r\n");
        }
    }

    @Test
    void shellHasThePromptAndTakesCommands() throws LabException {
        try (LabRouter router = LabRouter.start(config("7.20.8"))) {
            // The first line answers the probe of the terminal; the next begins with F1, which types nothing.
            List<String> command = client.sshAs(router, PASSWORD);
            command.addAll(List.of("-tt", "admin@127.0.0.1"));
            Client.Result result = client.run(
                    command,
                    "\033/Z\r\033OP/system identity print\r/system res\t\t\025/system id\tpri\t\r{\r:foreach i in={1;2} do={\r:put \"v$i\"\r}\r}\r"
                            + "{\r:put never\003/quit\r");
            assertThat(result.out())
                    .contains("\033Z")
                    .contains("/system res\r\nreset-configuration  resource\r\n[admin@MikroTik] > /system res")
                    .contains("\r[admin@MikroTik] > /system identity print \r\n\r  name: MikroTik\r\n\r\n")
                    .contains("\r{... :foreach i in={1;2} do={\r\n\r{{... ")
                    .contains("\r{... }\r\n\rv1\r\nv2\r\n")
                    .doesNotContain("\nnever")
                    .contains("\r[admin@MikroTik] > /system identity print\r\n\r  name: MikroTik\r\n\r\n")
                    .contains("\r\r\r\r[admin@MikroTik] > ");
            assertThat(result.status()).isZero();
        }
    }

    @Test
    @Timeout(60)
    void rebootEndsTheConnectionWithoutAStatus() throws LabException {
        try (LabRouter router = LabRouter.start(config("7.20.8"))) {
            assertThat(run(router, ":put [/user/active/get [find] name]")).isEqualTo("admin\r\n");
            assertThat(client.ssh(router, PASSWORD, "/system/reboot").status()).isEqualTo(255);
            assertThat(whenUp(router, ":put back").out()).isEqualTo("back\r\n");
        }
    }

    private Client.Result whenUp(LabRouter router, String command) {
        while (true) {
            Client.Result result = client.ssh(router, PASSWORD, command);
            if (result.status() != 255) { // what OpenSSH says of whoever does not let it in
                return result;
            }
        }
    }

    @Test
    void usersWithoutThePolicyHaveNoSftp() throws LabException {
        try (LabRouter router = LabRouter.start(config("7.20.8"))) {
            assertThat(run(router, "/user/set admin group=write")).isEmpty();
            Client.Result result = client.sftp(router, PASSWORD, "ls\n");
            assertThat(result.status()).isNotZero();
            assertThat(run(router, ":put still")).isEqualTo("still\r\n");
        }
    }
}
