package mkrun.target.routeros;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mkrun.routeros.TypedCommand;
import mkrun.target.Secret;
import mkrun.target.TargetException;
import mkrun.testing.LinkWithoutFiles;
import org.junit.jupiter.api.Test;

class RouterConsoleTest {
    private static final TypedCommand COMMAND = TypedCommand.of("/some/print");

    /** A router that prints this, and then the marker if it comes so far. */
    private static final class Says extends LinkWithoutFiles {
        private final String text;
        private final boolean confirms;

        Says(String text, boolean confirms) {
            this.text = text;
            this.confirms = confirms;
        }

        @Override
        public String exec(String line) {
            Matcher marker =
                    Pattern.compile("/some/print; :put \"(mk[0-9a-f]+ 0)\"").matcher(line);
            assertThat(marker.matches()).as(line).isTrue();
            return confirms ? text + marker.group(1) + "\r\n" : text;
        }

        @Override
        public String exec(String line, Duration patience) {
            return exec(line);
        }

        @Override
        public int exchanges() {
            return 0;
        }
    }

    private static String run(String text, boolean confirms, String... secrets) throws TargetException {
        return new RouterConsole(
                        new Says(text, confirms),
                        List.of(secrets).stream().map(Secret::of).toList())
                .run(COMMAND);
    }

    @Test
    void theAnswerIsAllThatWasPrintedButTheMarker() throws TargetException {
        assertThat(run("       uptime: 24s   \r\n  version: 7.23.1\r\n\r\n", true))
                .isEqualTo("       uptime: 24s   \r\n  version: 7.23.1\r\n\r\n");
        assertThat(run("", true)).isEmpty();
        assertThat(run("no line end", true)).isEqualTo("no line end");
    }

    @Test
    void withoutTheMarkerItWasRefusedInTheRoutersWords() {
        assertThatThrownBy(() -> run("bad command name some (line 1 column 2)\r\n", false))
                .isInstanceOf(TargetException.class)
                .hasMessage("bad command name some (line 1 column 2)\r\n");
    }

    @Test
    void whatEndsALineEarlyIsToldBesideWhatWasPrinted() {
        assertThatThrownBy(() -> run("a table\r\n", false))
                .isInstanceOf(TargetException.class)
                .hasMessageStartingWith(
                        "a table\nthe router did not come to the end of the line: it refused the line, or a '#'");
        assertThatThrownBy(() -> run("\r\n", false))
                .isInstanceOf(TargetException.class)
                .hasMessageStartingWith("the router said nothing, and did not come to the end of the line: ");
    }

    @Test
    void anErrorThatTheRouterPassesOverIsAFailureWithAllThatWasPrinted() {
        assertThatThrownBy(() -> run("first\r\nfailure: not allowed by device-mode\r\nlast\r\n", true))
                .isInstanceOf(TargetException.class)
                .hasMessage("first\r\nfailure: not allowed by device-mode\r\nlast\r\n");
    }

    @Test
    void theRestOfAValueThatGoesOnInTheNextLineIsNoError() throws TargetException {
        assertThat(run("add comment=\"x \\\r\n    invalid value\"\r\n", true)).contains("invalid value");
    }

    @Test
    void secretsAreMaskedHoweverTheyAreWritten() throws TargetException {
        assertThat(run("a pa$s\"w b \"pa\\$s\\\"w\" c pa\\\r\n    \\$s\\\"w d\r\n", true, "pa$s\"w", ""))
                .isEqualTo("a ******** b \"********\" c ******** d\r\n");
        assertThat(run("x=\"one t\\\r\n    wo\" y=\"one\\\r\n    \\_two\"\r\n", true, "one two"))
                .isEqualTo("x=\"********\" y=\"********\"\r\n");
        assertThatThrownBy(() -> run("invalid value hush\r\n", false, "hush")).hasMessage("invalid value ********\r\n");
    }

    /** Tables leave a dollar alone that exports escape; JSON has escapes of its own. */
    @Test
    void secretsAreMaskedInTablesAndInJsonToo() throws TargetException {
        assertThat(run("value=\"pa ss\\\"wo$rd\\\\x\" rest\r\n", true, "pa ss\"wo$rd\\x"))
                .isEqualTo("value=\"********\" rest\r\n");
        assertThat(run("\"a\\/b\\u00FCc\" a/b\\C3\\\r\n    \\BCc a/b\u00fcc\r\n", true, "a/b\u00fcc"))
                .isEqualTo("\"********\" ******** ********\r\n");
        assertThat(run("one\\ntwo one\r\ntwo one\\r\\ntwo one\n", true, "one\r\ntwo", "\r"))
                .isEqualTo("******** ******** ******** one\n");
    }
}
