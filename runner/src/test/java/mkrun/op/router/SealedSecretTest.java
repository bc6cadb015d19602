package mkrun.op.router;

import static org.assertj.core.api.Assertions.assertThat;

import mkrun.target.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedSecretTest {
    private static final Secret KEY = Secret.of("key");

    @Test
    void whoKnowsTheOtherSecretCanReadIt() {
        String word = SealedSecret.of(Secret.of("their own, geheimnisvoll: ü"), KEY);
        assertThat(word).doesNotContain("their own");
        assertThat(SealedSecret.opened(word, KEY).map(Secret::reveal)).contains("their own, geheimnisvoll: ü");
        assertThat(SealedSecret.opened(word, Secret.of("other"))).isEmpty();
        assertThat(SealedSecret.of(Secret.of("their own, geheimnisvoll: ü"), KEY))
                .isNotEqualTo(word);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "1:AAAA",
                "1:AAAA:AAAA",
                "x:AAAA:AAAAAAAAAAAAAAAAAAAAAAAA",
                "1:!:AAAAAAAAAAAAAAAAAAAAAAAA",
                "999999999:AAAA:AAAAAAAAAAAAAAAAAAAAAAAA",
                "0:AAAA:AAAAAAAAAAAAAAAAAAAAAAAA",
                "1::AAAAAAAAAAAAAAAAAAAAAAAA",
                "1:AAAA:AAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void whatNobodySealedIsNothing(String word) {
        assertThat(SealedSecret.opened(word, KEY)).isEmpty();
    }
}
