package mkrun.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A console that asks for the licence and a new password before its first prompt, to OpenSSH. */
class FirstLoginTest extends OnOpenSsh {
    private static final String LICENSE = "Do you want to see the software license? [Y/n]: ";
    private static final String PROMPT = "[admin@MikroTik] > ";

    private LabRouter start(String greeting) throws LabException {
        return LabRouter.start(config("7.20.8").withFaults(LabFaults.parse("login=" + greeting)));
    }

    private String console(LabRouter router, String password, String keys) {
        List<String> command = new ArrayList<>(client.sshAs(router, password));
        command.addAll(List.of("-tt", "admin+cet80w@127.0.0.1"));
        return client.run(command, keys).out();
    }

    private String identity(LabRouter router, String password) {
        return client.ssh(router, password, ":put [/system/identity/get name]").out();
    }

    private String expired(LabRouter router, String password) {
        return client.ssh(router, password, "/user/print count-only where expired")
                .out();
    }

    @Test
    void theLicenceIsOfferedOnceAndAKeyAnswers() throws LabException {
        try (LabRouter router = start("license")) {
            assertThat(console(router, PASSWORD, "n/quit\r")).contains(LICENSE + "\r\n" + PROMPT);
            assertThat(console(router, PASSWORD, "/quit\r"))
                    .doesNotContain(LICENSE)
                    .contains(PROMPT);
        }
    }

    @Test
    void whoeverSawTheLicenceConfirmsIt() throws LabException {
        try (LabRouter router = start("license")) {
            assertThat(console(router, PASSWORD, "yx\r/quit\r"))
                    .contains("Please press \"Enter\" to continue!\r\n" + PROMPT + "/quit");
        }
    }

    @Test
    void aNewPasswordCountsFromThenOn() throws LabException {
        try (LabRouter router = start("both")) {
            assertThat(expired(router, PASSWORD)).isEqualTo("1\r\n");
            assertThat(console(router, PASSWORD, "nfresh\rfrsh\rfresh\rfresh\r/quit\r"))
                    .contains("new password> *****\r\nrepeat new password> ****\r\nnew password> *****\r\n"
                            + "repeat new password> *****\r\n" + PROMPT)
                    .doesNotContain("fresh");
            assertThat(console(router, "fresh", "/quit\r")).doesNotContain("new password");
            assertThat(identity(router, "fresh")).isEqualTo("MikroTik\r\n");
            assertThat(expired(router, "fresh")).isEqualTo("0\r\n");
            assertThat(identity(router, PASSWORD)).isEmpty();
        }
    }

    @Test
    void whoeverWillHaveNoNewOneIsAskedAgainNextTime() throws LabException {
        try (LabRouter router = start("password")) {
            for (int i = 0; i < 2; i++) {
                assertThat(console(router, PASSWORD, "\003/quit\r"))
                        .doesNotContain(LICENSE)
                        .contains("new password> \r\n" + PROMPT);
            }
        }
    }

    @Test
    void execIsAskedNothing() throws LabException {
        try (LabRouter router = start("both")) {
            assertThat(identity(router, PASSWORD)).isEqualTo("MikroTik\r\n");
        }
    }
}
