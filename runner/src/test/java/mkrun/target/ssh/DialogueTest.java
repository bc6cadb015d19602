package mkrun.target.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import mkrun.lab.LabConfig;
import mkrun.lab.LabRouter;
import mkrun.lab.LabSpeeds;
import mkrun.routeros.RouterosVersion;
import mkrun.target.Secret;
import mkrun.target.UnreachableException;
import mkrun.target.routeros.TerminalLink;
import mkrun.testing.Vt100;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Somebody at a terminal of ours talks to a router's console. */
@Timeout(30)
class DialogueTest {
    @TempDir
    private Path dir;

    private String talk(String line, String after, String keys) throws Exception {
        Vt100 terminal = new Vt100(after, keys);
        talk(line, terminal, router -> {});
        return terminal.text();
    }

    private void talk(String line, Vt100 terminal, Consumer<LabRouter> before) throws Exception {
        LabConfig config = LabConfig.of("r1", RouterosVersion.parse("7.20.8"), "arm64", dir.resolve("r1"))
                .withLogin("admin", "lab")
                .withSpeeds(LabSpeeds.FAST);
        try (LabRouter router = LabRouter.start(config)) {
            SshSettings settings = SshSettings.of(router.host(), "admin")
                    .withPort(router.port())
                    .withPassword(Secret.of("lab"))
                    .withAgent(false)
                    .withKnownHosts(Files.writeString(dir.resolve("known"), router.knownHostsLine() + "\n"));
            try (TerminalLink link = SshLink.connect(settings)) {
                before.accept(router);
                link.interact(line, terminal);
            }
        }
    }

    @Test
    void aConsoleThatIsLostIsNoneThatEnded() throws IOException {
        Vt100 terminal = new Vt100("never", "");

        assertThatThrownBy(() -> talk(":put \"he said\"", terminal, router -> {
                    Thread gone = new Thread(() -> {
                        while (!terminal.text().contains("\rhe said\r\n")) {
                            Thread.onSpinWait();
                        }
                        router.close();
                    });
                    gone.setDaemon(true); // it may wait for what is not said
                    gone.start();
                }))
                .isInstanceOf(UnreachableException.class)
                .hasMessageEndingWith("the connection was closed by the router");
    }

    @Test
    void theLineIsTypedAtThePromptAndItsEndEndsTheConsole() throws Exception {
        String shown = talk(":put \"he said\"; /quit", "never", "");

        assertThat(shown).contains("[admin@MikroTik] > :put \"he said\"; /quit").contains("\rhe said\r\n");
    }

    @Test
    void whatIsTypedThenGoesToTheRouter() throws Exception {
        String shown = talk(":put a", "\ra\r\n", ":put bcd\r/quit\r");

        assertThat(shown).contains("\ra\r\n").contains("\rbcd\r\n");
    }

    @Test
    void whatIsTypedTooEarlyComesAfterTheLine() throws Exception {
        String shown = talk(":put a", "", ":put early\r/quit\r");

        assertThat(shown).contains("\ra\r\n").contains("\rearly\r\n");
        assertThat(shown.indexOf("\ra\r\n")).isLessThan(shown.indexOf("\rearly\r\n"));
    }

    @Test
    void aTerminalThatDoesNotKnowTheQuestionIsAnsweredFor() throws Exception {
        Vt100 terminal = Vt100.mute("", ":put early\r/quit\r");
        talk(":put a", terminal, router -> {});

        assertThat(terminal.text()).contains("> :put a\r\n\ra\r\n").contains("\rearly\r\n");
    }

    /** Keys for a shell in a container would be commands of the router there. */
    @Test
    void aGreetingIsNoQuestionHoweverLongThePromptTakes() {
        assertThat(Dialogue.asks("")).isFalse();
        assertThat(Dialogue.asks("\r\n  MikroTik RouterOS 7.20.8\r\n\u001b[9999B\r"))
                .isFalse();
        assertThat(Dialogue.asks("Do you want to see the software license? [Y/n]: \u001b[6n"))
                .isTrue();
        assertThat(Dialogue.asks("Change your password\r\n\r\nnew password> ")).isTrue();
    }
}
