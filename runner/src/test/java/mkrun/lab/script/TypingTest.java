package mkrun.lab.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a console makes of text that somebody is still typing. */
class TypingTest {
    private final TestConsole console = new TestConsole("7.20.8")
            .given(
                    "/interface/bridge/add name=ether-bridge",
                    "/interface/bridge/add name=\"two words\"",
                    "/interface/list/add name=LAN");
    private final Session session = console.interpreter().console("admin", policy -> true, Optional.of(new Screen()));

    /** A terminal that nothing takes over. */
    private record Screen() implements Terminal {
        @Override
        public InputStream keys() {
            return InputStream.nullInputStream();
        }

        @Override
        public OutputStream screen() {
            return OutputStream.nullOutputStream();
        }

        @Override
        public int rows() {
            return 24;
        }

        @Override
        public int columns() {
            return 80;
        }

        @Override
        public void onResize(Resized listener) {
            // Stays as it is.
        }
    }

    private String completed(String typed) {
        Completion completion = session.complete(typed);
        return typed.substring(0, typed.length() - completion.replaced()) + completion.text();
    }

    private String output(String text) {
        StringBuilder out = new StringBuilder();
        session.execute(text, out::append);
        return out.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                // The manual's own.
                "/inte>/interface ",
                "/interface set e>/interface set ether",
                "/interface mt>/interface monitor-traffic ",
                // Both forms of paths, the language, brackets, several statements.
                "/ip/addr>/ip/address ",
                "/ip addr pr>/ip addr print ",
                ":ret>:ret",
                ":retu>:return ",
                ":put [/ip addr fi>:put [/ip addr find ",
                ":put 1; /sys ident>:put 1; /sys identity ",
                ":if (1) do={ /sys ident>:if (1) do={ /sys identity ",
                ":put \"$[/sys ident>:put \"$[/sys identity ",
                // Arguments and what fields can be.
                "/ip address add addr>/ip address add address=",
                "/ip address add interface=ether1 disabled=y>/ip address add interface=ether1 disabled=yes ",
                "/interface list member add list=L>/interface list member add list=LAN ",
                "/interface bridge port add interface=ether1 bridge=e>"
                        + "/interface bridge port add interface=ether1 bridge=ether-bridge ",
                "/interface set ether1,ether->/interface set ether1,ether-bridge ",
                "/interface bridge print det>/interface bridge print detail ",
                "/interface print where na>/interface print where name=",
                // What nobody can complete.
                "/ip address add address=1>/ip address add address=1",
                ":put \"/inte>:put \"/inte",
                ":put (inte>:put (inte",
                "/nosuch pri>/nosuch pri",
            })
    void tabCompletesWhatIsClear(String typed, String completed) {
        assertThat(completed(typed)).isEqualTo(completed);
    }

    @Test
    void tabShowsWhatIsPossible() {
        assertThat(session.complete("/interface set ether").options()).containsExactly("ether-bridge", "ether1");
        assertThat(session.complete("/system ").options()).contains("identity", "reboot", "script");
        assertThat(session.complete("/ip address remove ").options()).contains("numbers=".substring(0, 7));
    }

    @Test
    void tabKnowsTheMenuOfTheSession() {
        session.execute("/ip/address", text -> {});
        assertThat(completed("pri")).isEqualTo("print ");
        assertThat(completed(".. rou")).isEqualTo(".. route ");
    }

    @Test
    void tabShowsNoNamesToWhoMayNotRead() {
        Session blind = console.interpreter().console("guest", policy -> false, Optional.empty());
        assertThat(blind.complete("/interface set ether").options()).isEmpty();
    }

    @Test
    void bracesHoldTheLine() {
        assertThat(session.openBraces("{")).isEqualTo(1);
        assertThat(session.openBraces(":foreach i in={1;2} do={\n:if ($i=1) do={"))
                .isEqualTo(2);
        assertThat(session.openBraces(":put \"{\"")).isZero();
        assertThat(session.openBraces(":put \"\\\"{\"")).isZero();
        assertThat(session.openBraces("# {")).isZero();
        assertThat(session.openBraces(":put 1 # {")).isEqualTo(1);
        assertThat(session.openBraces("{ }")).isZero();
        assertThat(session.openBraces("} {")).isZero();
        Session noTerminal = console.interpreter().console("admin", policy -> true, Optional.empty());
        assertThat(noTerminal.openBraces("{")).isZero();
    }

    @Test
    void blocksOfTerminalsSpanLines() {
        assertThat(output("{\n:local a 1\n# words\n:put ($a + \\\n  1)\n}")).isEqualTo("2\r\n");
        assertThat(output(":if (true) do={\n:put a\n} else={\n:put b\n}")).isEqualTo("a\r\n");
        assertThat(output("{\n:put 1\n/nosuch\n}")).isEqualTo("bad command name nosuch (line 3 column 2)\r\n");
    }

    @Test
    void dotsLeadToTheMenuAbove() {
        session.execute("/ip/firewall/nat", text -> {});
        assertThat(output(":put [.. filter find]")).isEqualTo("\r\n");
        assertThat(output("../../address/print count-only")).isEqualTo("0\r\n");
        assertThat(session.menu()).isEqualTo("/ip/firewall/nat");
        assertThat(output("..nat print")).isEqualTo("bad command name ..nat (line 1 column 1)\r\n");
        session.execute("../..", text -> {});
        assertThat(session.menu()).isEqualTo("/ip");
        session.execute(".. ; .. ; ..", text -> {});
        assertThat(session.menu()).isEqualTo("/");
    }
}
