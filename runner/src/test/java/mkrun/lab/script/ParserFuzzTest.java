package mkrun.lab.script;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whatever comes, the parser ends with a script or one of a router's errors, and so does the console. */
class ParserFuzzTest {
    private static final int INPUTS = 5_000;
    private static final List<String> PIECES = List.of(
            ":put ",
            ":do {",
            "} on-error={",
            "}",
            "[",
            "]",
            "(",
            ")",
            "{",
            ";",
            "$",
            "\"",
            "\\",
            "/",
            " ",
            "=",
            "~",
            "/ip/address/",
            "/container ",
            "add ",
            "print ",
            "where ",
            "find ",
            "name=",
            "as-value",
            "[find ",
            "and ",
            "!",
            ":foreach i in=",
            ":if (",
            ") do={",
            "else={",
            "$i",
            "1h",
            "1.2.3.4/24",
            "*1",
            "\n",
            "#",
            ":local x ",
            ":global f do={",
            "$f 1 a=",
            ":set ($x->",
            ":return ",
            "[:parse \"",
            ":retry max=2 delay=0 command={",
            ":onerror e in={",
            "$\"a-b\"",
            "\\\n",
            ":deserialize from=json value=",
            ":log info ",
            "&&",
            "->",
            "get ",
            "set ",
            ":serialize to=json ",
            "..",
            "é",
            "\u0000",
            "\t",
            "<",
            "\\FF",
            "numbers=");

    private final TestConsole console = new TestConsole("7.23.3");

    private void survives(String input) {
        try {
            Parser.line(Bytes.of(input), console.interpreter().console(), "/", Set.of(), input.length() % 2 == 0);
        } catch (RouterError refused) {
            assertThat(refused.text()).as(input).isNotBlank();
        }
        try {
            console.interpreter().session().parseScript(Bytes.of(input));
        } catch (RouterError refused) {
            assertThat(refused.text()).as(input).isNotBlank();
        }
        Completion completion = console.interpreter().session().complete(input);
        assertThat(completion.replaced()).as(input).isBetween(0, Bytes.of(input).length());
        String output = console.run(input);
        assertThat(output.isEmpty() || output.endsWith("\r\n")).as(input).isTrue();
    }

    @Test
    void randomBytesNeverHangNorThrow() {
        Random random = new Random(7);
        assertTimeoutPreemptively(ofSeconds(120), () -> {
            for (int i = 0; i < INPUTS; i++) {
                StringBuilder input = new StringBuilder();
                for (int length = random.nextInt(60); length > 0; length--) {
                    input.append((char) random.nextInt(random.nextBoolean() ? 128 : 300));
                }
                survives(input.toString());
            }
        });
    }

    @Test
    void randomWordsOfTheLanguageNeverHangNorThrow() {
        Random random = new Random(11);
        assertTimeoutPreemptively(ofSeconds(120), () -> {
            for (int i = 0; i < INPUTS; i++) {
                StringBuilder input = new StringBuilder();
                for (int length = random.nextInt(14); length > 0; length--) {
                    input.append(PIECES.get(random.nextInt(PIECES.size())));
                }
                survives(input.toString());
            }
        });
    }

    @Test
    void spoiltScriptsNeverHangNorThrow() {
        String script = ":foreach k,v in=[/interface/veth/print as-value where name~\"^a\" and !running] do={:if"
                + " ([:typeof $v]=\"array\") do={:put (\"x \" . $k . \"=\" . [:tostr $v])} else={:put \"$v\"}};"
                + " :do {/ip/address/add address=10.0.0.1/24 interface=ether1} on-error={:put no}; :put \"OK-1\"";
        assertThat(console.run(script)).isEqualTo("OK-1\r\n");
        Random random = new Random(13);
        assertTimeoutPreemptively(ofSeconds(120), () -> {
            for (int i = 0; i < INPUTS; i++) {
                StringBuilder spoilt = new StringBuilder(script);
                for (int change = random.nextInt(3); change >= 0; change--) {
                    int at = random.nextInt(Math.max(1, spoilt.length() - 1));
                    switch (spoilt.length() < 2 ? 1 : random.nextInt(3)) {
                        case 0 -> spoilt.deleteCharAt(at);
                        case 1 -> spoilt.insert(at, (char) (32 + random.nextInt(95)));
                        default -> spoilt.setLength(at + 1);
                    }
                }
                survives(spoilt.toString());
            }
        });
    }

    @Test
    void deepNestingIsRefused() {
        for (String piece : new String[] {
            "(",
            "[",
            "{",
            ":do {",
            "$[",
            "!",
            "(-",
            ":put [:put (",
            "{{",
            "\"$[",
            ":global f do={",
            "[[:parse \"",
            "/ip/address {"
        }) {
            survives(":put " + piece.repeat(20_000));
            survives(piece.repeat(20_000));
        }
        assertThat(console.run(":put " + "(".repeat(100) + "1" + ")".repeat(100)))
                .startsWith("syntax error");
        assertThat(console.run("/ip/address/find where " + "!".repeat(1000) + "disabled"))
                .contains("syntax error");
    }
}
