package mkrun.routeros;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTest {
    private static final String NONCE = "q7Lr2kPz";
    private static final List<String> ADDRESSES = List.of("/ip/address");
    private final Reader reader = new Reader(NONCE);
    private final Dialect old = Dialect.of(RouterosVersion.parse("7.12.2"), Set.of());
    private final Dialect today = Dialect.of(RouterosVersion.parse("7.24"), Set.of());

    /** What arrives in pieces of so many characters. */
    private static Answer pieces(String text, int length) {
        return Answer.of(new StringReader(text) {
            @Override
            public int read(char[] buffer, int offset, int wanted) throws IOException {
                return super.read(buffer, offset, Math.min(wanted, length));
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 11, 4096})
    void itDoesNotMatterWhereAnAnswerIsCutOnItsWay(int length) throws Exception {
        String value = "a\r\n\r" + NONCE + " \r\n" + NONCE + "\n" + NONCE + " q\n\r\n";
        String framed = "noise\r\n" + NONCE + " m /ip/address\r\n" + NONCE + " r\r\n" + NONCE + " f .id=id=*1\r\n"
                + NONCE + " f comment=str=" + value + "\r\n" + NONCE + " e\r\n";
        String json = NONCE + " m /ip/address\n[{\".id\":\"*1\",\"comment\":\"a\\r\\nb\"},\r\n{\".id\":\"*2\"}]\n"
                + NONCE + " e";
        assertThat(rows(old, pieces(framed, length))).containsExactly(new Row("*1", Map.of("comment", value)));
        assertThat(rows(today, pieces(json, length)))
                .containsExactly(new Row("*1", Map.of("comment", "a\r\nb")), new Row("*2", Map.of()));
    }

    private List<Row> rows(Dialect dialect, Answer answer) throws Exception {
        return reader.state(dialect, ADDRESSES, answer).rows().get("/ip/address");
    }

    @Test
    void twoQuestionsMayBeAnsweredInOne() throws Exception {
        Answer both = pieces(
                "nonce-0001 m /system/resource\nnonce-0001 r\nnonce-0001 f version=str=7.24 (stable)\nnonce-0001 e\n"
                        + NONCE + " m /ip/address\n[{\".id\":\"*1\"}]\n" + NONCE + " e\n",
                5);
        RouterFacts facts = new Reader("nonce-0001").facts(both);
        assertThat(facts.version()).isEqualTo(RouterosVersion.parse("7.24"));
        assertThat(rows(today, both)).containsExactly(new Row("*1", Map.of()));
    }

    @Test
    void anEndThatIsMissingIsToldBeforeWhatItMakesOfTheRest() {
        String cut = NONCE + " m /ip/address\n[{\".id\":\"*1\",\"comm";
        assertThatThrownBy(() -> rows(today, Answer.of(cut)))
                .hasMessage("the router's answer ends early; it said: [{\".id\":\"*1\",\"comm");
        assertThatThrownBy(() -> rows(today, Answer.of(cut + "\n" + NONCE + " e\n")))
                .hasMessage("cannot read /ip/address; it said: [{\".id\":\"*1\",\"comm");
        assertThatThrownBy(() -> rows(today, Answer.of(NONCE + " m /ip/address\n[1]\n" + NONCE + " e\n")))
                .hasMessage("cannot read /ip/address; it said: [1]");
        assertThatThrownBy(() -> rows(today, Answer.of(NONCE + " m /ip/address\n\n" + NONCE + " e\n")))
                .hasMessage("cannot read /ip/address");
    }

    @Test
    void aLongAnswerIsQuotedShort() {
        assertThatThrownBy(() -> rows(today, Answer.of("x".repeat(100_000))))
                .hasMessage("the router's answer ends early; it said: " + "x".repeat(300) + " ...");
    }

    @Test
    void listsInJsonAreJoined() throws Exception {
        assertThat(rows(
                        today,
                        Answer.of(NONCE + " m /ip/address\n[{\"a\":[\"b\",[\"c\",[]],{\"d\":1.50}],\"e\":true,\"f\":[],"
                                + "\"g\":null}]\n" + NONCE + " e\n")))
                .containsExactly(new Row("", Map.of("a", "b,c,,1.50", "e", "true", "f", "", "g", "")));
    }
}
