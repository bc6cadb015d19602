package mkrun.lab.script;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /console/inspect} of the emulated console. */
class InspectTest {
    private static final String NEW = "7.24";

    @ParameterizedTest
    @ValueSource(strings = {"7.9.2", NEW})
    void valuesAreRowsWithoutIdsTheOneAskedForFirst(String version) {
        assertThat(new TestConsole(version).put("[/console/inspect request=child path=ip,pool,get as-value]"))
                .startsWith("name=get;node-type=cmd;type=self;")
                .endsWith("name=number;node-type=arg;type=child;name=value-name;node-type=arg;type=child");
    }

    @Test
    void pathsAreWordsBetweenCommasAsTextOrAsArray() {
        TestConsole console = new TestConsole(NEW);
        String move = "name=move;node-type=cmd;type=self;name=destination;node-type=arg;type=child;"
                + "name=numbers;node-type=arg;type=child";
        assertThat(console.put("[/console/inspect as-value request=child path=\"ip,vrf,move\"]"))
                .isEqualTo(move);
        assertThat(console.put("[/console/inspect as-value request=child path=[:toarray \"ip,vrf,move\"]]"))
                .isEqualTo(move);
        assertThat(console.put("[/console/inspect as-value request=child path=/ip/vrf/move]"))
                .isEmpty();
        assertThat(console.put("[/console/inspect as-value request=child path=ip,vr,move]"))
                .as("words are whole")
                .isEmpty();
    }

    @Test
    void menusAreDirsOrPaths() {
        TestConsole console = new TestConsole(NEW);
        assertThat(console.put("[/console/inspect as-value request=self path=ip]"))
                .isEqualTo("name=ip;node-type=path;type=self");
        assertThat(console.put("[/console/inspect as-value request=self path=ip,pool]"))
                .isEqualTo("name=pool;node-type=dir;type=self");
        assertThat(console.put("[/console/inspect as-value request=child path=\"\"]"))
                .startsWith("name=/;node-type=path;type=self;name=beep;node-type=cmd;type=child;")
                .contains(";name=ip;node-type=path;type=child;");
    }

    @Test
    void aVersionShowsWhatItHasAndNoMore() {
        String ask = ":put [:len [/console/inspect as-value request=child path=ip,dhcp-server,option,comment]]";
        assertThat(new TestConsole("7.15.3").run(ask)).isEqualTo("0\r\n");
        assertThat(new TestConsole("7.16.2").run(ask)).isEqualTo("3\r\n");
    }

    @Test
    void withoutAsValueItPrintsATable() {
        assertThat(new TestConsole(NEW).run("/console/inspect request=child path=ip,vrf,move"))
                .isEqualTo("""
                        Columns: TYPE, NAME, NODE-TYPE\r
                        TYPE   NAME         NODE-TYPE\r
                        self   move         cmd      \r
                        child  destination  arg      \r
                        child  numbers      arg      \r
                        \r
                        """);
        assertThat(new TestConsole(NEW).run("/console/inspect request=child path=nowhere"))
                .isEqualTo("\r\n");
    }

    @Test
    void whatNobodyKnowsIsRefused() {
        TestConsole console = new TestConsole("7.22.3");
        assertThat(console.run("/console/inspect path=ip"))
                .isEqualTo("missing value(s) of argument(s) request (/console/inspect; line 1)\r\n");
        assertThat(console.run("/console/inspect request=parent"))
                .isEqualTo("input does not match any value of request\r\n");
        assertThat(console.run("/console/inspect request=s"))
                .isEqualTo("ambiguous value of request, more than one possible value matches input\r\n");
        for (String request : new String[] {"completion", "error", "highlight", "syntax"}) {
            assertThat(console.run("/console/inspect path=ip request=" + request))
                    .isEqualTo("failure: not supported (/console/inspect; line 1)\r\n");
        }
        assertThat(console.run("/console/inspect request=highlight input=\"/ip\""))
                .isEqualTo("expected end of command (line 1 column 36)\r\n");
    }

    @Test
    void itNeedsToReadAndNoMore() {
        Session reader = new TestConsole(NEW).interpreter().session("reader", "read"::equals);
        StringBuilder out = new StringBuilder();
        reader.execute(":put [:len [/console/inspect as-value request=child path=ip,vrf,move]]", out::append);
        assertThat(out).hasToString("3\r\n");
        Session nobody = new TestConsole(NEW).interpreter().session("nobody", policy -> false);
        StringBuilder refused = new StringBuilder();
        nobody.execute("/console/inspect request=self", refused::append);
        assertThat(refused).hasToString("not enough permissions (9) (/console/inspect; line 1)\r\n");
    }
}
