package mkrun.target.routeros;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a router's words are explained by. */
class HintsTest {
    @ParameterizedTest
    @CsvSource({
        "401, who may pull",
        "404, no such image or tag",
        "429, counts pulls",
        "500, a fault of its own",
        "503, a fault of its own"
    })
    void whatARegistryAnswersIsExplained(int code, String hint) {
        assertThat(Hints.of("fetch manifest failed: http code: " + code)).contains(hint);
    }
}
