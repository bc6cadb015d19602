package mkrun.lab.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** {@code /import} of files, as manuals and people show it. */
class ImportTest {
    private final TestConsole console = new TestConsole("7.23.3");
    private final Map<String, String> files = new HashMap<>();

    private String imported(String text, String arguments) {
        files.put("x.rsc", text);
        console.interpreter().imports(name -> Optional.ofNullable(files.get(name)));
        return console.run("/import file-name=x.rsc" + arguments);
    }

    @Test
    void scriptsRunAndSaySo() {
        assertThat(imported("/interface bridge\nadd name=br\n/ip address\nadd address=10.0.0.1/24 interface=br\n", ""))
                .isEqualTo("\r\nScript file loaded and executed successfully\r\n");
        assertThat(console.put("[/ip/address/get *1 interface]")).isEqualTo("br");
        assertThat(imported(":local a 1;\n:put $a", ""))
                .isEqualTo("1\r\nScript file loaded and executed successfully\r\n");
    }

    @Test
    void exportsCanBeImported() {
        console.given(
                "/interface/bridge/add name=br comment=\"a long comment; with \\\"quotes\\\", \\$ dollars and\\nlines"
                        + " that no export could hold in one of its own, so that it must be broken\"",
                "/ip/address/add address=10.0.0.1/24 interface=br");
        String export = console.run("/interface/bridge/export; /ip/address/export");
        String comment = console.put("[/interface/bridge/get br comment]");
        console.given("/ip/address/remove [find]", "/interface/bridge/remove br");
        assertThat(imported(export, "")).endsWith("Script file loaded and executed successfully\r\n");
        assertThat(console.put("[/interface/bridge/get br comment]")).isEqualTo(comment);
        assertThat(console.run("/interface/bridge/export; /ip/address/export")
                        .lines()
                        .filter(l -> !l.startsWith("#")))
                .isEqualTo(export.lines().filter(l -> !l.startsWith("#")).toList());
    }

    @Test
    void failuresNameBothPlacesAndKeepWhatWasDone() {
        assertThat(imported(
                        "/interface/bridge/add name=br\n/interface/bridge/add name=br\n/interface/bridge/add name=c",
                        ""))
                .isEqualTo(
                        "Script Error: failure: already have interface with such name (/interface/bridge/add; line 2)"
                                + " (:import; line 1)\r\n");
        assertThat(console.put("[:len [/interface/bridge/find]]")).isEqualTo("1");
        assertThat(imported("this\n", "")).startsWith("Script Error: bad command name this (line 1 column 1)");
        assertThat(console.run("/import none.rsc"))
                .isEqualTo("Cannot open import file, file does not exist (:import; line 1)\r\n");
        assertThat(console.run(":do {/import none.rsc} on-error={:put caught}")).isEqualTo("caught\r\n");
    }

    @Test
    void dryRunsChangeNothingAndCountErrors() {
        assertThat(imported("# x\n/interface/bridge/add name=br\n", " verbose=yes dry-run"))
                .isEqualTo("#line 2\r\n/interface/bridge/add name=br\r\nNo syntax errors found in the import file\r\n");
        assertThat(console.put("[:len [/interface/bridge/find]]")).isEqualTo("0");
        assertThat(imported("this\n:do {\n  # }\n  :put a\n}\n:put \"\\q\"\n", " verbose=yes dry-run"))
                .isEqualTo("#line 1\r\nthis\r\nbad command name this (line 1 column 1)\r\n"
                        + "#line 2\r\n:do {\r\n  # }\r\n  :put a\r\n}\r\n"
                        + "#line 6\r\n:put \"\\q\"\r\nexpected input value (line 6 column 8)\r\n"
                        + "Script Error: found 2 error(s) in import file\r\n");
    }

    /** As somebody counted them on 7.20.8: the second line of a condition is passed over, the third is an error of its own. */
    @Test
    void dryRunsFindTwoErrorsInAConditionOfThreeLines() {
        assertThat(imported(
                        ":if ([:len \"x\"] != 1\n    || [:len \"y\"] != 1\n     || 1 = 2) do={\n  :put a\n}\n:put b\n",
                        " verbose=yes dry-run"))
                .contains("\r\nsyntax error (line 1 column 21)\r\n")
                .contains("\r\nexpected command name (line 3 column 6)\r\n")
                .endsWith("#line 6\r\n:put b\r\nScript Error: found 2 error(s) in import file\r\n");
    }

    @Test
    void verboseImportsForgetLocalVariables() {
        assertThat(imported(":local a 1\n:put $a\n", " verbose=yes"))
                .isEqualTo("#line 1\r\n:local a 1\r\n#line 2\r\n:put $a\r\n"
                        + "Script Error: syntax error (line 2 column 7) (:import; line 1)\r\n");
        assertThat(imported("/ip address\n:put [:len [find]]\n:put end", " verbose=yes from-line=3"))
                .isEqualTo("#line 3\r\n:put end\r\nend\r\nScript file loaded and executed successfully\r\n");
    }

    @Test
    void dryRunsAreUnknownBefore716AndNeedVerboseMode() {
        assertThat(new TestConsole("7.15.3").run("/import x.rsc verbose=yes dry-run"))
                .isEqualTo("expected end of command (line 1 column 27)\r\n");
        assertThat(imported("", " dry-run")).isEqualTo("dry-run and from-line need verbose=yes\r\n");
    }

    @Test
    void errorsNameTheLineOfTheFile() {
        TestConsole newest = new TestConsole("7.24");
        String text = "/ip/address\n\nadd address=10.0.0.1/24 interface=nosuch\n";
        newest.interpreter().imports(name -> Optional.of(text));
        assertThat(newest.run("/import f"))
                .contains("input does not match any value of interface (/ip/address/add (interface); line 3)");
    }
}
