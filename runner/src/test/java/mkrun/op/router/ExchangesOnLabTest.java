package mkrun.op.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What runs cost on the wire, counted: round trips are what a fleet far away pays for. */
@Timeout(60)
class ExchangesOnLabTest {
    /** All that is asked of a router for a container, facts included; a line of that length is far from any limit. */
    private static final int QUESTION_BYTES = 8_000;

    @TempDir
    Path dir;

    private static NamedOperation rows(int last) {
        List<RouterEntry> entries = IntStream.range(0, 10)
                .mapToObj(i -> new RouterEntry(
                        "/ip/dns/static",
                        Map.of("name", "n" + i + ".lan"),
                        Map.of("address", "192.0.2." + (i + last)),
                        "names/n" + i,
                        true))
                .toList();
        return new NamedOperation("names", new RouterEntries("/ip/dns/static", "names", entries));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.9.2", "7.20.8"})
    void aRunWithNothingToDoIsOneExchangeOnARouterMetBefore(String version) throws Exception {
        List<NamedOperation> tasks = ContainerTasks.of(
                PlainContainer.of(
                        "alp-rc",
                        "alp-rc",
                        "172.17.0.2/24",
                        List.of(),
                        List.of(new ContainerSpec.Publish(2222, 22, "tcp")),
                        Map.of("TZ", "Europe/Berlin")),
                TestImage.of("one"));
        try (LabPlay play = new LabPlay(dir, version, "arm64")) {
            play.remembered();
            play.run(tasks);
            LabPlay.Result second = play.run(tasks);
            assertThat(second.changed()).isEmpty();
            assertThat(second.exchanges()).isEqualTo(1);
            assertThat(bytes(second)).isLessThan(QUESTION_BYTES);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.9.2", "7.20.8"})
    void tenRowsAreThreeExchangesAtMost(String version) throws Exception {
        try (LabPlay play = new LabPlay(dir, version, "arm64")) {
            play.remembered();
            LabPlay.Result made = play.run(List.of(rows(1)));
            assertThat(made.changes()).hasSize(10);
            assertThat(made.exchanges()).isEqualTo(3);
            LabPlay.Result changed = play.run(List.of(rows(2)));
            assertThat(changed.changes()).hasSize(10);
            assertThat(changed.exchanges()).isEqualTo(2);
            assertThat(play.run(List.of(rows(2))).exchanges()).isEqualTo(1);
        }
    }

    private static int bytes(LabPlay.Result result) {
        return result.lines().stream()
                .mapToInt(line -> line.getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }
}
