package mkrun.target.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import mkrun.lab.LabConfig;
import mkrun.lab.LabRouter;
import mkrun.lab.LabSpeeds;
import mkrun.routeros.RouterosVersion;
import mkrun.target.Secret;
import mkrun.target.routeros.Terminal;
import mkrun.target.routeros.TerminalLink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Somebody at a terminal of ours talks to a router's console. */
@Timeout(30)
class DialogueTest {
    @TempDir
    private Path dir;

    /** A terminal that answers as a VT100 does, as those who use mkrun have. */
    private static final class Vt100 implements Terminal {
        private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
        private final PipedOutputStream pressed = new PipedOutputStream();
        private final InputStream keys;
        private final String after;
        private String last;

        /**
         * @param after what is waited for
         * @param last what is pressed then
         */
        Vt100(String after, String last) throws IOException {
            this.keys = new PipedInputStream(pressed);
            this.after = after;
            this.last = last;
        }

        @Override
        public InputStream keys() {
            return keys;
        }

        @Override
        public OutputStream screen() {
            return new OutputStream() {
                @Override
                public void write(int b) throws IOException {
                    shown.write(b);
                    if (text().endsWith("\033Z") || text().endsWith("\033[c")) {
                        press("\033[?1;0c");
                    } else if (text().endsWith("\033[6n")) {
                        press("\033[1;1R");
                    } else if (text().endsWith(after)) {
                        press(last);
                        last = "";
                    }
                }
            };
        }

        void press(String text) throws IOException {
            pressed.write(text.getBytes(StandardCharsets.ISO_8859_1));
            pressed.flush();
        }

        String text() {
            return shown.toString(StandardCharsets.UTF_8);
        }

        @Override
        public String type() {
            return "vt100";
        }

        @Override
        public Size size() {
            return new Size(80, 24);
        }
    }

    private String talk(String line, String after, String keys) throws Exception {
        Vt100 terminal = new Vt100(after, keys);
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
                link.interact(line, terminal);
            }
        }
        return terminal.text();
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
}
