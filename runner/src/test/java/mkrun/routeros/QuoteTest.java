package mkrun.routeros;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class QuoteTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "172.17.0.2/24, 172.17.0.2/24",
                "/usb1/data, /usb1/data",
                "mkrun:veth, mkrun:veth",
                "yes, yes",
                "'', '\"\"'",
                "two words, '\"two words\"'",
                "a;b, '\"a;b\"'",
                "*1, '\"*1\"'",
                "$x, '\"\\$x\"'",
                "[find], '\"[find]\"'",
                "#c, '\"#c\"'",
                "café, '\"caf\\C3\\A9\"'"
            })
    void quotesOnlyWhatNeedsIt(String value, String written) {
        assertThat(Quote.value(value)).isEqualTo(written);
    }

    static Stream<String> nasty() {
        Random random = new Random(7);
        String alphabet = " ;=\"'\\$?[](){}#\n\r\t\0\u0007aA1*,~!<>|&é漢\uD83D\uDE00_";
        Stream<String> made = IntStream.range(0, 200)
                .mapToObj(i -> random.ints(random.nextInt(30), 0, alphabet.length())
                        .mapToObj(c -> String.valueOf(alphabet.charAt(c)))
                        .filter(c -> !Character.isSurrogate(c.charAt(0)))
                        .reduce("", String::concat));
        return Stream.concat(Stream.of("x;name=INJECTED;.id=*999", "\\C3", "\uD83D\uDE00", "$(reboot)"), made);
    }

    @ParameterizedTest
    @MethodSource("nasty")
    void whatIsQuotedReadsBackAsItWasAndIsPrintableOnOneLine(String value) {
        String written = Quote.string(value);
        assertThat(written).matches("\"[\\x20-\\x7e]*\"");
        assertThat(unquote(written)).isEqualTo(value);
    }

    @Test
    void secretsAreOnTheWireAndNowhereElse() {
        CommandText command = CommandText.of("/container/envs", "add")
                .with("list", "mkrun web")
                .withSecret("value", "s3 cret");
        assertThat(command.text()).isEqualTo("/container/envs/add list=\"mkrun web\" value=\"s3 cret\"");
        assertThat(command.masked()).isEqualTo("/container/envs/add list=\"mkrun web\" value=********");
        assertThat(command).asString().doesNotContain("s3");
    }

    @Test
    void addressesAreQuotedWhereTheyAreCompared() {
        assertThat(CommandText.of("/ip/address", "remove")
                        .where("address", "10.0.0.1/24")
                        .text())
                .isEqualTo("/ip/address/remove [find where address=\"10.0.0.1/24\"]");
    }

    /** As the scripting manual describes strings; knows nothing of how ours were written. */
    private static String unquote(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 1; i < text.length() - 1; i++) {
            char c = text.charAt(i);
            assertThat(c).isNotIn('"', '$');
            if (c != '\\') {
                out.write(c);
                continue;
            }
            char escape = text.charAt(++i);
            int named = "nrtabfv".indexOf(escape);
            if (named >= 0) {
                out.write("\n\r\t\u0007\b\f\u000b".charAt(named));
            } else if ("\"\\$?".indexOf(escape) >= 0) {
                out.write(escape);
            } else {
                out.write(Integer.parseInt(text.substring(i, i + 2), 16));
                i++;
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
