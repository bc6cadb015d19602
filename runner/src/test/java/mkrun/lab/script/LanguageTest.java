package mkrun.lab.script;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageTest {
    private final TestConsole console = new TestConsole("7.23.3");

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '\'',
            value = {
                "(1 + 2 * 3) => 7",
                "(10 - 2 - 3) => 5",
                "(7 / 2) => 3",
                "(7 % 4) => 3",
                "(-5 + 2) => -3",
                "(1 << 4 | 1) => 32",
                "(1 + 2 . \"x\") => 3x",
                "(\"a\" . 1 + 2) => a3",
                "(1 < 2 && 2 < 1) => false",
                "(1 < 2 || 2 < 1) => true",
                "(!(1 = 2)) => true",
                "(1h30m + 15s) => 01:30:15",
                "(\"5\" + 1) => 6",
                "(\"5\" = 5) => true",
                "(5 = \"5\") => true",
                "(5 != \"5\") => false",
                "(5 = \"five\") => false",
                "(true = 1) => false",
                "(9223372036854775807 + 1) => -9223372036854775808",
                "(2h / 2) => 01:00:00",
                "(192.168.1.1 + 1) => 192.168.1.2",
                "(192.168.1.100 & 255.255.255.0) => 192.168.1.0",
                "(192.168.1.0 | 0.0.0.255) => 192.168.1.255",
                "(192.168.1.1 ^ 0.0.0.255) => 192.168.1.254",
                "(192.168.1.0/24 in 192.168.0.0/16) => true",
                "(192.168.0.0/16 in 192.168.1.0/24) => false",
                "(fd00::5 in fd00::/64) => true",
                "([:tonum \"x\"] + 1) => 1",
                "(\"abc\" ~ \"^a.c\\$\") => true",
                "(172.17.0.5 in 172.17.0.0/24) => true",
                "({1;2} , 3) => 1;2;3",
                "({a=1;b=2}->\"b\") => 2",
                "({5;6}->1) => 6",
                "1w3d15:41:57 => 1w3d15:41:57",
                "90s => 00:01:30",
                "0x10 => 16",
                "*1a => *1A",
                "done => done",
                "a,1h,5 => a;01:00:00;5",
                "[:typeof a,b] => array",
                "[:serialize to=json value=a,b,c] => [\"a\",\"b\",\"c\"]"
            })
    void expressionsHaveTheConsolesPrecedence(String expression, String value) {
        assertThat(console.put(expression.strip())).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "1, num",
        "1h, time",
        "true, bool",
        "\"x\", str",
        "1.2.3.4, ip",
        "1.2.3.0/24, ip-prefix",
        "*1, id",
        "{1;2}, array",
        "[:nothing], nothing",
        "({a=1}->\"b\"), nothing",
        "[], nil",
        "[:tobool \"yes\"], nil",
        "[:tobool \"true\"], nil",
        "[:tobool 1], bool",
        "[:tonum \"23.8\"], nil",
        "[:tonum true], nil",
        "[:toip \"256.1.1.1\"], nil",
        "[:toip 10.0.0.0/24], ip",
        "[:find \"abc\" \"z\"], nil",
        "[/interface/get ether1 comment], nil",
        "fd00::/64, ip6-prefix",
        "fd00::1, ip6"
    })
    void valuesHaveTypes(String value, String type) {
        assertThat(console.put("[:typeof " + value + "]")).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ":local a {1}; :for i from=1 to=30000 do={ :set a {$a} }; :put [:serialize to=json $a]",
                ":put (1 . $many 1)"
            })
    void whatIsTooDeepIsAnErrorOfTheScript(String line) {
        assertThat(console.run(line.replace("$many", "1 . ".repeat(30_000)))).startsWith("failure: out of memory");
    }

    @Test
    void whatHasNoOrderOrNoTruthIsRefused() {
        assertThat(console.put("(\"abc\" < \"xyz\")")).isEqualTo("cannot compare if string is less than string");
        assertThat(console.put("(!\"abc\")")).isEqualTo("cannot invert string");
        assertThat(console.put("(true + 1)")).isEqualTo("cannot convert bool to num");
        assertThat(console.run(":put (fd00::1 & fd00::2)")).isEqualTo("cannot convert ip6 to num\r\n");
        assertThat(console.run(":if (\"text\") do={}")).isEqualTo("conditional not boolean\r\n");
        assertThat(console.run(":return")).isEqualTo("missing value(s) of argument(s) value (:return; line 1)\r\n");
    }

    @Test
    void variablesNeverBeginWithADigit() {
        assertThat(console.run(":local 1var 5")).isEqualTo("syntax error (line 1 column 8)\r\n");
        assertThat(console.run(":foreach 1 in={1} do={}")).isEqualTo("syntax error (line 1 column 10)\r\n");
        assertThat(console.run(":put $1")).isEqualTo("syntax error (line 1 column 7)\r\n");
    }

    @Test
    void escapesAreThoseOfTheConsole() {
        assertThat(console.run(":put \"a\\tb\\\"\\\\\\$x\\?\\_c\\C3\\A9\"")).isEqualTo("a\tb\"\\$x? cé\r\n");
        assertThat(console.run(":put \"a\\qb\"")).isEqualTo("expected input value (line 1 column 9)\r\n");
        assertThat(console.run(":put \"\\c3\"")).isEqualTo("expected input value (line 1 column 8)\r\n");
    }

    @Test
    void textsTakeInVariablesExpressionsAndCommands() {
        assertThat(console.run(":local n 2; :put \"n=$n $($n * 2) $[:len \"abc\"]\""))
                .isEqualTo("n=2 4 3\r\n");
    }

    @Test
    void lengthsAndColumnsCountBytes() {
        assertThat(console.put("[:len \"é\"]")).isEqualTo("2");
        assertThat(console.run(":put \"é\"; :foo")).isEqualTo("bad command name foo (line 1 column 13)\r\n");
    }

    @Test
    void variablesMustBeDeclaredInAnEnclosingBlock() {
        assertThat(console.run(":put $x")).isEqualTo("syntax error (line 1 column 7)\r\n");
        assertThat(console.run(":set y 5")).isEqualTo("syntax error (line 1 column 6)\r\n");
        assertThat(console.run(":do {:local x 1}; :put $x")).isEqualTo("syntax error (line 1 column 25)\r\n");
        assertThat(console.run(":local x 1; :do {:set x ($x + 1)}; :put $x")).isEqualTo("2\r\n");
        assertThat(console.run(":local café 1")).isEqualTo("syntax error (line 1 column 11)\r\n");
    }

    @Test
    void globalsLastAsLongAsTheSession() {
        StringBuilder out = new StringBuilder();
        Session session = console.interpreter().session();
        session.execute(":global g 5", out::append);
        session.execute(":put $g", out::append);
        assertThat(out).hasToString("5\r\n");
        assertThat(console.run(":put $g")).startsWith("syntax error");
    }

    @Test
    void theEnvironmentIsWhatGlobalsHold() {
        console.given(
                ":global array ({})",
                ":global test {{\"11\"; \"12\"}; {\"21\"; a=22}}",
                ":global myBps 71464",
                ":global text \"a \\\"b\\\"\"",
                ":global gone 1",
                ":global gone; :set gone");
        assertThat(console.run("/environment print")).isEqualTo("""
                        array={}\r
                        test={{"11"; "12"}; {"21"; a=22}}\r
                        myBps=71464\r
                        text="a \\"b\\""\r
                        """);
        assertThat(console.put("[/system/script/environment/get [find name=myBps] value]"))
                .isEqualTo("71464");
        console.given("/system/script/environment/remove [find name!=myBps]");
        assertThat(console.run(":environment print")).isEqualTo("myBps=71464\r\n");
        assertThat(console.run("/system/script/environment/print terse")).startsWith(" 0 name=myBps value=71464");
    }

    /** The manual's scripting tips show where routers refuse it, and TAR's and others' scripts the brackets. */
    @Test
    void anEmptyArrayNeedsBrackets() {
        assertThat(console.run(":global array {}")).isEqualTo("syntax error (line 1 column 17)\r\n");
        assertThat(console.run(":put { }")).isEqualTo("syntax error (line 1 column 9)\r\n");
        assertThat(console.put("[:typeof ({})]")).isEqualTo("array");
    }

    @Test
    void loopsAndChoicesRun() {
        assertThat(console.run(":for i from=1 to=3 do={:put $i}")).isEqualTo("1\r\n2\r\n3\r\n");
        assertThat(console.run(":for i from=3 to=1 step=-2 do={:put $i}")).isEqualTo("3\r\n1\r\n");
        assertThat(console.run(":for i from=9223372036854775806 to=9223372036854775807 do={:put $i}"))
                .isEqualTo("9223372036854775806\r\n9223372036854775807\r\n"); // and ends
        assertThat(console.run(":for i from=1 to=9223372036854775807 step=9223372036854775805 do={:put $i}"))
                .isEqualTo("1\r\n9223372036854775806\r\n");
        assertThat(console.run(":foreach i in={7;8} do={:put $i}")).isEqualTo("7\r\n8\r\n");
        assertThat(console.run(":foreach k,v in={a=1;b=2} do={:put \"$k:$v\"}")).isEqualTo("a:1\r\nb:2\r\n");
        assertThat(console.run(":local i 0; :while ($i < 2) do={:set i ($i + 1)}; :put $i"))
                .isEqualTo("2\r\n");
        assertThat(console.run(":if (1 = 2) do={:put a} else={:put b}")).isEqualTo("b\r\n");
        assertThat(console.run(":if (1) do={:put a}; :if (0) do={:put b}")).isEqualTo("a\r\n");
    }

    @Test
    void failureEndsTheLineButKeepsWhatWasPrinted() {
        assertThat(console.run(":put a; :error b; :put c")).isEqualTo("a\r\nb (:error; line 1)\r\n");
    }

    @Test
    void parseErrorsAreNotCaught() {
        assertThat(console.run(":put a; :do {/nope} on-error={:put b}"))
                .isEqualTo("bad command name nope (line 1 column 15)\r\n");
    }

    @Test
    void onErrorTellsWhetherThereWasOne() {
        assertThat(console.put("[:onerror e in={:nothing} do={}]")).isEqualTo("false");
        assertThat(console.put("[:onerror e in={:error x} do={}]")).isEqualTo("true");
        assertThat(new TestConsole("7.12.2").run(":onerror e in={} do={}"))
                .isEqualTo("bad command name onerror (line 1 column 2)\r\n");
    }

    @Test
    void executeAsStringIsolatesErrors() {
        assertThat(console.run(":onerror e in={:put [:execute \":put a; :error b\" as-string]} do={:put caught}"))
                .isEqualTo("a\r\nb (:error; line 1)\r\n\r\n");
    }

    @Test
    void unclosedBracketsAreRefused() {
        assertThat(console.run(":do {:put a")).isEqualTo("missing closing brace\r\n");
        assertThat(console.run(":put [:len a")).isEqualTo("expected closing bracket (line 1 column 13)\r\n");
        assertThat(console.run(":put (1 + 2")).isEqualTo("expected closing bracket (line 1 column 12)\r\n");
        assertThat(console.run(":put }")).isEqualTo("expected end of command (line 1 column 6)\r\n");
        assertThat(console.run(":put \"abc")).isEqualTo("expected input value (line 1 column 6)\r\n");
    }

    @Test
    void blocksEndOnTheLineWhereTheyBegin() {
        assertThat(console.run(":do {\n:put a\n}")).isEqualTo("missing closing brace\r\n");
        assertThat(console.run("/ip/address\nadd address=1.1.1.1/24 interface=ether1"))
                .isEqualTo("bad command name add (line 2 column 1)\r\n");
    }

    @Test
    void bareValuesHoldNothingThatMayMeanSomething() {
        for (String value : new String[] {"a#b", "a;b", "a\"b", "a$b", "a?b", "a=b", "a(b", "a'b", "a&b"}) {
            assertThat(console.run("/system/identity/set name=" + value))
                    .as(value)
                    .isNotEmpty();
        }
        assertThat(console.put("[/system/identity/get name]")).isEqualTo("MikroTik");
    }

    @Test
    void flagsTakeNoValueAndValuesNeedOne() {
        assertThat(console.run("/interface/print terse=no"))
                .isEqualTo("expected end of command (line 1 column 23)\r\n");
        assertThat(console.run("/system/identity/set name=")).isEqualTo("expected input value (line 1 column 27)\r\n");
        assertThat(console.run("/system/identity/set name=a name=b"))
                .isEqualTo("expected end of command (line 1 column 29)\r\n");
    }

    @Test
    void pathAloneChangesTheMenuOfASession() {
        StringBuilder out = new StringBuilder();
        Session session = console.interpreter().session();
        session.execute("/system identity", out::append);
        assertThat(session.menu()).isEqualTo("/system/identity");
        session.execute("print", out::append);
        session.execute("..", out::append);
        assertThat(session.menu()).isEqualTo("/system");
        session.execute("/", out::append);
        assertThat(session.promptPath()).isEmpty();
        assertThat(out).hasToString("  name: MikroTik\r\n\r\n");
    }

    @Test
    void delaysOutOfRangeAreRefused() {
        assertThat(console.run(":delay 10ms; :delay 1; :put a")).isEqualTo("a\r\n");
        for (String time : new String[] {"-1", "10w", "(0s - 5s)", "999999999"}) {
            assertThat(console.run(":delay " + time)).startsWith("value of delay-time out of range");
        }
        assertThat(console.put("[:typeof 999999w]")).isEqualTo("str");
    }

    @Test
    void scriptsThatNeverEndAreEnded() {
        assertThat(console.run(":while (true) do={}")).isEqualTo("interrupted\r\n");
        Thread.currentThread().interrupt();
        try {
            assertThat(console.run(":put a; :put b")).isEqualTo("interrupted\r\n");
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void textsThatGrowWithoutEndAreRefused() {
        assertThat(console.run(":local s \"x\"; :while (true) do={:set s ($s . $s)}"))
                .startsWith("failure: out of memory");
    }
}
