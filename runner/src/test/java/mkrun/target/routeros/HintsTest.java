package mkrun.target.routeros;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a router's words are explained by. */
class HintsTest {
    @ParameterizedTest
    @CsvSource({
        "http code: 401, who may pull",
        "http code: 404, no such image or tag",
        "http code: 429, counts pulls",
        "http code: 500, a fault of its own",
        "http code: 503, a fault of its own",
        "ssl: no trusted CA certificate found, another one vouches",
        "ssl: handshake failed, plain HTTP"
    })
    void whatARegistryAnswersIsExplained(String words, String hint) {
        assertThat(Hints.of("fetch manifest failed: " + words)).contains(hint);
    }

    @Test
    void anUpdateOfDeviceModeThatRanOutIsExplained() {
        assertThat(Hints.of("update: please activate by turning power off\n in 5m00s\nupdate canceled"))
                .contains("Nobody has confirmed it at the device in time");
    }

    @ParameterizedTest
    @ValueSource(strings = {"next layer", "config.json"})
    void aPartOfAnImageThatDoesNotComeIsExplained(String part) {
        assertThat(Hints.of("download/extract error: could not load " + part)).contains("did not come whole");
    }
}
