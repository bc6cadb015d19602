package mkrun.lab.script;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Functions, variables and what they see of each other. */
class FunctionsTest {
    private final TestConsole console = new TestConsole("7.23.3");

    @Test
    void functionsTakeArgumentsByPlaceAndByName() {
        assertThat(console.run(":global f do={:return ($1 . \"-\" . $2 . \"-\" . $a)}; :put [$f x a=1h \"y z\"]"))
                .isEqualTo("x-y z-01:00:00\r\n");
        assertThat(console.run(":local f do={:put \"<$1>\"}; $f 5; $f")).isEqualTo("<5>\r\n<>\r\n");
        assertThat(console.run(":local f do={:put $1}; $f a=1 a=2"))
                .isEqualTo("expected end of command (line 1 column 31)\r\n");
    }

    @Test
    void functionsReturnValuesOfAnyType() {
        assertThat(console.run(":local f do={:return {1;2}}; :put [:typeof [$f]]; :put [:typeof $f]"))
                .isEqualTo("array\r\narray\r\n");
        assertThat(console.run(":local f do={:put a}; :put [:typeof [$f]]")).isEqualTo("a\r\nnothing\r\n");
        assertThat(console.put("[:if (true) do={:return yes} else={:return no}]"))
                .isEqualTo("yes");
    }

    @Test
    void functionsCallThemselvesIfTheySayThatTheyAreGlobal() {
        String factorial = ":global f do={:global f; :if ($1 <= 1) do={:return 1}; :return ($1 * [$f ($1 - 1)])}";
        assertThat(console.run(factorial + "; :put [$f 5]")).isEqualTo("120\r\n");
        assertThat(console.run(":global f do={:global f; :return [$f]}; :put [$f]"))
                .startsWith("failure: out of memory");
    }

    @Test
    void functionsSeeNothingOfTheBlocksAroundThem() {
        assertThat(console.run(":local outer 1; :global f do={:put $outer}"))
                .isEqualTo("syntax error (line 1 column 37)\r\n");
        assertThat(console.run(":global g 1; :global f do={:put \"<$g>\"}; $f")).isEqualTo("<>\r\n");
        assertThat(console.run(":global g 1; :global f do={:global g; :set g ($g + 1)}; $f; $f; :put $g"))
                .isEqualTo("3\r\n");
        assertThat(console.run(":global f do={:set g 1}")).isEqualTo("syntax error (line 1 column 20)\r\n");
    }

    @Test
    void errorsOfFunctionsAreTheCallers() {
        assertThat(console.run(":local f do={:error no}; :onerror e in={[$f]} do={:put $e}"))
                .isEqualTo("no (:error; line 1)\r\n");
        assertThat(console.run(":local x 5; $x 1")).isEqualTo("cannot call num\r\n");
        assertThat(console.run(":local x {a={b=5}}; :put ([$x]->\"a\"->\"b\")")).isEqualTo("5\r\n");
    }

    @Test
    void blocksOfCodeAreNoValues() {
        assertThat(console.run(":global f do={:return do={:return 1}}"))
                .isEqualTo("bad parameter do (line 1 column 25)\r\n");
    }

    @Test
    void parsedScriptsAreCalledAndSeeNothing() {
        assertThat(console.put("[:typeof [[:parse \":return 1.1.1.1\"]]]")).isEqualTo("ip");
        assertThat(console.run(":local x 1; :put [:parse \":put \\$x\"]"))
                .isEqualTo("syntax error (line 1 column 7)\r\n");
        assertThat(console.run(":global p [:parse \":put a\\n:put b\"]; $p; :put [:typeof $p]"))
                .isEqualTo("a\r\nb\r\ncode\r\n");
    }

    @Test
    void namesMayBeQuotedButNotWithinTexts() {
        assertThat(console.run(":local \"my-var\" 5; :set \"my-var\" ($\"my-var\" + 1); :put (\"=\" . $\"my-var\")"))
                .isEqualTo("=6\r\n");
        assertThat(console.run(":local my-var 5")).isEqualTo("syntax error (line 1 column 10)\r\n");
        assertThat(console.run(":local a_b 5")).isEqualTo("syntax error (line 1 column 9)\r\n");
        assertThat(console.run(":local \"a\" 5; :put \"$\\\"a\\\"\"")).isEqualTo("syntax error (line 1 column 22)\r\n");
        assertThat(console.run(":put \"x$\"")).isEqualTo("syntax error (line 1 column 9)\r\n");
        assertThat(console.run(":onerror _ in={} do={}")).startsWith("syntax error");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                ":local a []; :set ($a->0) {ip=1.1.1.1}; :put $a => ip=1.1.1.1",
                ":local a {x=1}; :set ($a->\"y\") 2; :put $a => x=1;y=2",
                ":local a {x={y=1}}; :set ($a->\"x\"->\"y\") 5; :put ($a->\"x\"->\"y\") => 5",
                ":local a {1;2}; :set ($a->1) 9; :put $a => 1;9",
                ":local a {1;2}; :do {:set ($a->1) 9}; :put $a => 1;9",
                ":local a {1;2}; :set ($a->5) 9 => no such item (:set; line 1)",
                ":local a 5; :set ($a->\"x\") 9 => cannot convert num to array",
                ":local a {1}; :set ($a) 9 => syntax error (line 1 column 23)",
                ":local a {1}; :set ($b->0) 9 => syntax error (line 1 column 22)"
            })
    void elementsOfArraysAreSet(String line, String output) {
        assertThat(console.run(line.strip())).isEqualTo(output + "\r\n");
    }

    @Test
    void variablesOfABlockEndWithIt() {
        assertThat(console.run(":local x 1; {:local x 2; :put $x}; :put $x")).isEqualTo("2\r\n1\r\n");
        assertThat(console.run("{:global g 5}; :put $g")).isEqualTo("syntax error (line 1 column 22)\r\n");
        assertThat(console.run(":global g 5; :put $g; :set g; :put [:typeof $g]"))
                .isEqualTo("5\r\nnothing\r\n");
        assertThat(console.run(":global g 5; {:local g 1; :set g 2}; :put $g")).isEqualTo("5\r\n");
    }

    @Test
    void globalsAreTheRoutersUntilItRestarts() {
        assertThat(console.run(":global g 7")).isEmpty();
        assertThat(console.run(":global g; :put $g")).isEqualTo("7\r\n");
        assertThat(console.run(":put [:execute \":global g; :set g 8\" as-string]; :global g; :put $g"))
                .isEqualTo("\r\n8\r\n");
        console.interpreter().restart();
        assertThat(console.run(":global g; :put [:typeof $g]")).isEqualTo("nothing\r\n");
    }

    @Test
    void retriesEndWithSuccessOrTheLastError() {
        String tries = ":local n 0; :retry command={:set n ($n + 1); :if ($n < 3) do={:error no}} delay=0 max=";
        assertThat(console.run(tries + "5; :put $n")).isEqualTo("3\r\n");
        assertThat(console.run(tries + "2; :put $n")).isEqualTo("no (:error; line 1)\r\n");
        assertThat(console.run(tries + "2 on-error={:put \"gave up\"}; :put $n"))
                .isEqualTo("gave up\r\n2\r\n");
        assertThat(console.run(tries + "0; :put $n")).isEqualTo("0\r\n");
        assertThat(console.run(":retry command={}")).startsWith("missing value(s) of argument(s) max");
    }

    @Test
    void quitEndsTheScriptAndIsNotCaught() {
        assertThat(console.run(":onerror e in={:put a; :quit} do={:put b}; :put c"))
                .isEqualTo("a\r\n");
        assertThat(console.run(":put [:execute \":quit\" as-string]; :put c")).isEqualTo("\r\nc\r\n");
    }

    @Test
    void bothSidesOfOrAreWorkedOut() {
        assertThat(console.run(":local f do={:put called; :return true}; :if (true || [$f]) do={:put yes}"))
                .isEqualTo("called\r\nyes\r\n");
    }
}
