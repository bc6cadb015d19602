package mkrun.routeros;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouterosVersionTest {
    @ParameterizedTest
    @CsvSource({
        "7.12.2 (stable), 7.12.2",
        "7.21.5 (long-term), 7.21.5",
        "7.24rc3 (testing), 7.24rc3",
        "7.24beta3 (development), 7.24beta3",
        "7.9, 7.9",
        "7.20.0, 7.20"
    })
    void readsWhatRoutersPrint(String printed, String text) {
        assertThat(RouterosVersion.parse(printed)).hasToString(text);
    }

    @Test
    void betasComeBeforeCandidatesBeforeTheReleaseBeforeItsPatches() {
        List<RouterosVersion> inOrder = Stream.of(
                        "7.9", "7.10beta5", "7.10", "7.10.2", "7.24beta2", "7.24beta10", "7.24rc1", "7.24", "7.24.1")
                .map(RouterosVersion::parse)
                .toList();
        assertThat(inOrder).isSorted();
        assertThat(inOrder.stream().sorted().distinct()).hasSize(9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "seven", "7.20.8; :put x", "7.20.8\nx", "99999.1", "-7.1"})
    void refusesWhatIsNoVersion(String text) {
        assertThatThrownBy(() -> RouterosVersion.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a RouterOS version");
    }

    @Test
    void aRangeHoldsFromItsFirstVersionUpToItsEnd() {
        VersionRange range = VersionRange.parse("7.20+<7.23beta4");
        assertThat(Stream.of("7.19.6", "7.20", "7.22.3", "7.23beta3", "7.23beta4", "7.24")
                        .filter(v -> range.contains(RouterosVersion.parse(v))))
                .containsExactly("7.20", "7.22.3", "7.23beta3");
        assertThat(range).hasToString("7.20+<7.23beta4");
        assertThatThrownBy(() -> VersionRange.parse("7.20")).hasMessageContaining("7.20+ or <7.21");
    }
}
