package mkrun.target.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import mkrun.routeros.Dialect;
import mkrun.routeros.Reader;
import mkrun.routeros.RouterosException;
import mkrun.routeros.RouterosVersion;
import mkrun.routeros.Row;
import mkrun.target.UnreachableException;
import mkrun.target.routeros.RouterLink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lines and answers of a session. */
@Timeout(60)
class SshLinkTest extends OnScriptedServer {
    @Test
    void everyLineIsOneExchangeOfTheSameSession() throws Exception {
        server.answer(line -> "you said " + line + "\r\n");
        try (RouterLink link = SshLink.connect(settings())) {
            assertThat(link.exec(":put a")).isEqualTo("you said :put a\r\n");
            assertThat(link.exec(":put é")).isEqualTo("you said :put é\r\n");
            assertThat(link.exchanges()).isEqualTo(2);
            assertThat(server.server().getActiveSessions()).hasSize(1);
        }
        assertThat(server.heard).containsExactly(":put a", ":put é");
    }

    @Test
    void aLongAnswerArrivesWhole() throws Exception {
        String row = "0123456789abcdef".repeat(64) + "\r\n";
        server.answer(line -> row.repeat(3000));
        try (RouterLink link = SshLink.connect(settings())) {
            assertThat(link.exec("/print")).hasSize(row.length() * 3000);
        }
    }

    private static final Reader QUESTION = new Reader("q7Lr2kPz");
    private static final Dialect DIALECT = Dialect.of(RouterosVersion.parse("7.20.8"), Set.of());
    private static final List<String> ADDRESSES = List.of("/ip/address");

    private static String addresses(int rows, String behind) {
        return "q7Lr2kPz m /ip/address\n[" + "{\".id\":\"*1\",\"comment\":\"a comment\"},".repeat(rows - 1)
                + "{\".id\":\"*2\"}" + behind + "]\nq7Lr2kPz e\n";
    }

    @Test
    void anAnswerIsReadWhileItArrives() throws Exception {
        server.answer(line -> addresses(50, String.valueOf(ScriptedSshServer.PAUSE)));
        try (RouterLink link = SshLink.connect(settings())) {
            List<Row> rows = link.exec("/print", answer -> {
                server.released.countDown(); // of what comes before the pause nothing has to be waited for
                return QUESTION.state(DIALECT, ADDRESSES, answer).rows().get("/ip/address");
            });
            assertThat(rows).hasSize(50);
        }
    }

    @Test
    void aLongAnswerFillsNoMemoryWhileNobodyReads() throws Exception {
        server.answer(line -> addresses(100_000, ""));
        try (RouterLink link = SshLink.connect(settings())) {
            int rows = link.exec("/print", answer -> QUESTION.state(DIALECT, ADDRESSES, answer)
                    .rows()
                    .get("/ip/address")
                    .size());
            assertThat(rows).isEqualTo(100_000);
            String unread = link.exec("/print", answer -> "not read at all");
            assertThat(unread).isEqualTo("not read at all");
            assertThat(link.exchanges()).isEqualTo(2);
        }
    }

    @Test
    void whatIsNoAnswerLeavesTheSessionAsItIs() throws Exception {
        server.answer(line -> line.equals("/print") ? "failure: no\n" + "x".repeat(3 << 20) : "still here");
        try (RouterLink link = SshLink.connect(settings())) {
            assertThatThrownBy(() -> link.exec("/print", answer -> QUESTION.state(DIALECT, ADDRESSES, answer)))
                    .isInstanceOf(RouterosException.class)
                    .hasMessageStartingWith("the router's answer ends early; it said: failure: no");
            assertThat(link.exec(":put")).isEqualTo("still here");
        }
    }

    @Test
    void anAnswerThatIsCutOffIsALostSessionAndNoWrongAnswer() throws Exception {
        server.answer(line -> null);
        server.released.countDown();
        try (RouterLink link = SshLink.connect(settings())) {
            assertThatThrownBy(() -> link.exec("/print", answer -> QUESTION.state(DIALECT, ADDRESSES, answer)))
                    .isInstanceOf(UnreachableException.class)
                    .hasMessageContaining("the session was lost");
        }
    }

    @Test
    void anEndlessAnswerIsRefused() throws Exception {
        String row = "0123456789abcdef".repeat(1 << 12);
        server.answer(line -> row.repeat(1025));
        try (RouterLink link = SshLink.connect(settings())) {
            assertThatThrownBy(() -> link.exec("/print", answer -> QUESTION.state(DIALECT, ADDRESSES, answer)))
                    .hasMessageContaining("the answer is longer than 64 MiB");
        }
    }

    @Test
    void aCommandThatTakesTooLongEndsTheSession() throws Exception {
        server.answer(line -> null);
        SshSettings settings = settings().withTimeouts(Duration.ofSeconds(10), Duration.ofMillis(300));
        try (RouterLink link = SshLink.connect(settings)) {
            assertThatThrownBy(() -> link.exec("/slow"))
                    .isInstanceOf(UnreachableException.class)
                    .hasMessageContaining("no answer to a command within 300 ms");
            assertThatThrownBy(() -> link.exec("/next")).isInstanceOf(UnreachableException.class);
        }
    }

    @Test
    void aSessionDroppedInAnAnswerIsNotAnAnswer() throws Exception {
        server.answer(line -> null);
        server.released.countDown();
        try (RouterLink link = SshLink.connect(settings())) {
            assertThatThrownBy(() -> link.exec("/x"))
                    .isInstanceOf(UnreachableException.class)
                    .hasMessageContaining("the session was lost");
        }
    }
}
