package mkrun.lab.script;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands of the language that make values, and the versions that have them. */
class LibraryTest {
    private final TestConsole console = new TestConsole("7.23.3");

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "[:toip6 \"2001:db8::1\"] => 2001:db8::1",
                "[:typeof [:toip6 \"not-ipv6\"]] => nil",
                "[:toip 10.0.0.0/24] => 10.0.0.0",
                "[:tonsec 1ms] => 1000000",
                "[:tonsec value=10:00:00] => 36000000000000",
                "[:totime \"1w2d3h4m5s\"] => 1w2d03:04:05",
                "[:totime \"500ms\"] => 00:00:00.5",
                "[:len [:toarray \"a|b|c\" delimiter=\"|\"]] => 3",
                "[:typeof [:toarray \"single\"]] => array",
                "[:range 2 8] => 2;3;4;5;6;7;8",
                "[:range from=1 to=2] => 1;2",
                "[:convert \"abc\" to=base64] => YWJj",
                "[:convert from=base64 \"YWJj\"] => abc",
                "[:convert \"abc\" to=hex] => 616263",
                "[:convert from=base64 \"YWJjZA==\" transform=reverse to=hex] => 64636261",
                "[:convert \"hello\" transform=rot13] => uryyb",
                "[:len [:convert \"test\" transform=md5]] => 16",
                "[:len [:convert \"test\" transform=sha512]] => 64",
                "[:convert from=base64 \"?\"] => invalid value for argument value",
                "[:typeof [:timestamp]] => time",
                "([:tonsec [:timestamp]] > 1000000000) => true",
                "([:nothing] > 0) => false",
                "([:nothing] <= 0) => false",
                "[:len [:rndstr from=\"ab\" length=33]] => 33",
                "[:len [:rndstr]] => 16",
                "([:rndnum from=3 to=3] = 3) => true",
                "[:len [:tocrlf \"a\\nb\"]] => 4",
                "[:len [:tolf \"a\\r\\nb\"]] => 3",
                "([:deserialize from=json value=\"{\\\"a\\\":{\\\"b\\\":[1,2,]}}\"]->\"a\"->\"b\"->1) => 2",
                "[:typeof [:deserialize from=json value=\"\\\"1.2.3.4\\\"\"]] => ip",
                "[:typeof [:deserialize from=json value=\"\\\"01:30:00\\\"\"]] => time",
                "[:typeof [:deserialize from=json value=\"\\\"123\\\"\"]] => num",
                "[:typeof [:deserialize from=json value=\"\\\"123\\\"\" options=json.no-string-conversion]] => str",
                "[:typeof ([:deserialize from=json value=\"{}\"]->\"x\"->\"deep\")] => nothing",
                "[:deserialize from=json value=\"{invalid}\"] => failure: invalid json (:deserialize; line 1)",
                "[:deserialize from=json value=\"1 2\"] => failure: invalid json (:deserialize; line 1)",
                "[:serialize to=json value={z=1;a=[]}] => {\"a\":null,\"z\":1}",
                "[:serialize to=json value=1 options=JSON.PRETTY] => input does not match any value of options",
                "[:jobname] => ''"
            })
    void valuesAreMadeOfValues(String expression, String value) {
        assertThat(console.put(expression.strip())).isEqualTo(value == null ? "" : value.replace("''", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "7.10.2, :convert 1 to=hex",
        "7.11.3, :tonsec 1s",
        "7.11.3, :jobname",
        "7.12.2, :deserialize from=json value=1",
        "7.13.5, :tolf a",
        "7.16.2, :range 1 2"
    })
    void commandsAreUnknownToVersionsBeforeThem(String version, String line) {
        String name = line.substring(1).split(" ")[0];
        assertThat(new TestConsole(version).run(":put [" + line + "]"))
                .isEqualTo("bad command name " + name + " (line 1 column 8)\r\n");
    }

    @Test
    void argumentsAreUnknownToVersionsBeforeThem() {
        assertThat(new TestConsole("7.11.3").run(":put [:convert a transform=uc]"))
                .isEqualTo("expected end of command (line 1 column 18)\r\n");
        assertThat(new TestConsole("7.20.8").run(":put [:toarray a delimiter=b]"))
                .isEqualTo("expected end of command (line 1 column 18)\r\n");
        assertThat(new TestConsole("7.15.3").run(":put [:deserialize from=json value=1 options=x]"))
                .isEqualTo("expected end of command (line 1 column 38)\r\n");
    }

    @Test
    void namesAreThoseOfTheRoutersOwnTable() {
        console.given("/ip/dns/static/add name=a.lan address=10.1.1.1");
        assertThat(console.put("[:resolve \"a.lan\"]")).isEqualTo("10.1.1.1");
        assertThat(console.put("[:resolve b.lan]")).isEqualTo("failure: dns name does not exist (:resolve; line 1)");
    }

    @Test
    void scriptsOfTheirOwnMenuRunUnderTheirName() {
        console.given(
                "/system/script/add name=s source=\":local x 1\\n:put \\\"\\$x \\$[:jobname]\\\"\"",
                "/system/script/add name=bad source=\":put a; :error b\"");
        assertThat(console.run("/system/script/run s")).isEqualTo("1 s\r\n");
        assertThat(console.run("/system script run [find name=s]; :put [/system/script/get s run-count]"))
                .isEqualTo("1 s\r\n2\r\n");
        assertThat(console.put("[/system/script/get s last-started]"))
                .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
        assertThat(console.run(":onerror e in={/system/script/run bad} do={:put \"caught $e\"}"))
                .startsWith("a\r\ncaught b (:error; line 1)");
        assertThat(console.run("/system/script/run none")).startsWith("no such item");
    }
}
