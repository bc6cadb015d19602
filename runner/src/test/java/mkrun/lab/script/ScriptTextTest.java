package mkrun.lab.script;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Scripts of several lines: what {@code :parse}, {@code :execute} and files take, other than a line sent to the console. */
class ScriptTextTest {
    private final TestConsole console = new TestConsole("7.23.3");

    private String script(String text) {
        StringBuilder out = new StringBuilder();
        Session session = console.interpreter().session();
        session.run(Bytes.of(text), new Env(session, out::append));
        return out.toString();
    }

    @Test
    void blocksSpanLinesAndHoldComments() {
        assertThat(
                        script(
                                "# first\n:foreach k,v in={a=1;\n    b=2} do={\n  # inside\n  :put \"$k$v\"\n\n}\r\n:put end # no\n"))
                .isEqualTo("expected end of command (line 8 column 10)\r\n");
        assertThat(
                        script(
                                "# first\n:foreach k,v in={a=1;\n    b=2} do={\n  # inside\n  :put \"$k$v\"\n\n}\r\n:put end; # yes\n"))
                .isEqualTo("a1\r\nb2\r\nend\r\n");
    }

    @Test
    void conditionsDoNotSpanLines() {
        assertThat(script(":if ([:len \"x\"] != 1\n  || 1 = 2) do={\n  :put a\n}"))
                .isEqualTo("syntax error (line 1 column 21)\r\n");
        assertThat(script(":if (true \\\n  && true) do={ :put a }")).isEqualTo("a\r\n");
    }

    @Test
    void backslashesJoinLinesBetweenWordsAndWithinTexts() {
        assertThat(
                        script(
                                "/interface bridge add \\\r\n    name=br \\\n    comment=\"one \\\n    two\\\n    \\_three\" \\\n    disabled=\\\n    yes"))
                .isEmpty();
        assertThat(console.row("/interface/bridge", console.put("[/interface/bridge/find]")))
                .containsEntry("comment", "one two three")
                .containsEntry("disabled", "true");
        assertThat(console.run(":put \"a\\\nb\"")).isEqualTo("expected input value (line 1 column 9)\r\n");
    }

    @Test
    void aPathAloneChangesTheMenuOfWhatFollows() {
        assertThat(
                        script(
                                "/interface bridge\nadd name=a\nadd name=b\n/ip address\nadd address=10.0.0.1/24 interface=a\n"
                                        + "/interface/bridge/set a comment=x\nset [find] comment=y\n/\n:put [/ip/address/get *1 comment]"))
                .isEqualTo("y\r\n");
        assertThat(script("/interface/bridge {add name=c; :put [get c name]}; :put [:len [/interface/bridge/find]]"))
                .isEqualTo("c\r\n3\r\n");
        assertThat(console.interpreter().session().menu()).isEqualTo("/");
    }

    @Test
    void errorsNameTheLine() {
        assertThat(script(":put a\n\n:error \"b\"")).isEqualTo("a\r\nb (:error; line 3)\r\n");
        assertThat(script(":put a\n:do {\n  :nope\n}")).isEqualTo("bad command name nope (line 3 column 4)\r\n");
        assertThat(script(":do {\n:put a\n")).isEqualTo("missing closing brace\r\n");
    }
}
