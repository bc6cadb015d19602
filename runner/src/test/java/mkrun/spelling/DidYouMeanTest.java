package mkrun.spelling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DidYouMeanTest {
    @Test
    void aSlipOfTheFingersIsOneStep() {
        assertThat(DidYouMean.distance("notify", "notfiy")).isEqualTo(1);
        assertThat(DidYouMean.distance("notify", "notfy")).isEqualTo(1);
        assertThat(DidYouMean.distance("", "abc")).isEqualTo(3);
    }

    @Test
    void theNearestWordIsSuggestedIfItIsNearEnough() {
        assertThat(DidYouMean.hint("Packges", List.of("packages", "publish"))).isEqualTo("did you mean 'packages'?");
        assertThat(DidYouMean.hint("completely", List.of("packages", "publish")))
                .isEmpty();
        assertThat(DidYouMean.hint("x", List.of())).isEmpty();
    }
}
