package mkrun.lab.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import mkrun.routeros.Answer;
import mkrun.routeros.Dialect;
import mkrun.routeros.Quote;
import mkrun.routeros.Reader;
import mkrun.routeros.RouterosException;
import mkrun.routeros.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any text goes into a router as mkrun quotes it and comes out again as it was, in each of the ways of reading. */
class QuotedValuesTest {
    private static final long SEED = Long.getLong("mkrun.seed", 20260802L);
    private static final int TEXTS = 150;
    private static final String NASTY =
            "\";=\n\r\t$\\?[]{}()#,'`<>|&~!@*%/:.-_ 0123456789aZ\u0000\u0001\u001b\u007f\u0080éß漢😀";
    private static final List<String> WHOLE =
            List.of("true", "yes", "1h", "10.0.0.1", "1.10", "*1", "0x10", "nil", "[]", "a,b", "\\", "\"", " ", "$(1)");

    private static List<String> texts() {
        Random random = new Random(SEED);
        int[] characters = NASTY.codePoints().toArray();
        List<String> texts = new ArrayList<>(WHOLE);
        while (texts.size() < TEXTS) {
            StringBuilder text = new StringBuilder();
            for (int length = 1 + random.nextInt(24); length > 0; length--) {
                text.appendCodePoint(characters[random.nextInt(characters.length)]);
            }
            texts.add(text.toString());
        }
        return texts;
    }

    /** 7.9 and 7.12 have no JSON, 7.13 has it without the option that leaves numbers alone. */
    @ParameterizedTest
    @ValueSource(strings = {"7.9.2", "7.12.2", "7.13.5", "7.16.2", "7.24"})
    void textsComeBackAsTheyWere(String version) throws RouterosException, IOException {
        TestConsole console = new TestConsole(version);
        List<String> texts = texts();
        for (int i = 0; i < texts.size(); i++) {
            console.given("/interface/bridge/add name=b" + i + " comment=" + Quote.value(texts.get(i)));
        }
        Dialect dialect = console.state().dialect();
        Reader reader = new Reader("nonce-0003");
        List<String> menus = List.of("/interface/bridge");
        Map<String, List<Row>> read = reader.state(
                        dialect, menus, Answer.of(console.run(reader.stateScript(dialect, menus))))
                .rows();
        assertThat(read.get("/interface/bridge")).extracting(Row::comment).isEqualTo(texts);
    }

    @Test
    void quotesMeanTheirText() {
        TestConsole console = new TestConsole("7.24");
        for (String text : texts()) {
            assertThat(console.put(Quote.string(text))).as("seed " + SEED).isEqualTo(text);
            assertThat(console.put("[:len " + Quote.string(text) + "]"))
                    .isEqualTo("" + Bytes.of(text).length());
        }
    }

    @Test
    void conditionsFindTheirText() {
        TestConsole console = new TestConsole("7.20.8");
        List<String> texts = texts().stream().distinct().toList();
        for (String text : texts) {
            console.given("/interface/bridge/add comment=" + Quote.value(text));
        }
        for (String text : texts) {
            assertThat(console.put("[:len [/interface/bridge/find where comment=" + Quote.string(text) + "]]"))
                    .as(text)
                    .isEqualTo("1");
        }
    }
}
