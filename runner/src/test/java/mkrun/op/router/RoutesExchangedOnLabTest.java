package mkrun.op.router;

import static mkrun.op.router.GuardedRuns.commands;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mkrun.lab.LabWay;
import mkrun.task.Outcome;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes by which sessions are answered make place for others: no moment has none. */
@Timeout(50)
class RoutesExchangedOnLabTest {
    private final GuardedRuns runs = new GuardedRuns();

    @TempDir
    Path dir;

    private static RouterEntries route(String mark, String to, Object distance) {
        Map<String, Object> route = Map.of("dst-address", to, "gateway", "192.0.2.1", "distance", distance);
        return new RouterEntries(
                "/ip/route", "@up", List.of(new RouterEntry("/ip/route", route, Map.of(), "@up/" + mark, true)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.9.2", "7.24"})
    void aRouteComesBeforeTheOneInWhosePlaceItIsGoes(String version) throws Exception {
        try (LabPlay play = new LabPlay(dir, version, "arm64", config -> config.withWay(LabWay.GATEWAY))) {
            runs.run(play, route("old", "198.51.100.0/24", 1), Optional.empty());
            play.console("/ip/route/remove [find where dst-address=0.0.0.0/0]");

            Outcome exchanged = runs.run(play, route("new", "198.51.0.0/16", 1), Optional.empty());

            assertThat(runs.warnings()).isEmpty();
            assertThat(commands(exchanged))
                    .hasSize(4)
                    .satisfies(done -> assertThat(done.get(1)).startsWith("/ip/route/add "))
                    .satisfies(done -> assertThat(done.get(2)).startsWith("/ip/route/remove "));
            assertThat(play.rows("/ip/route"))
                    .filteredOn(row -> row.comment().startsWith("mkrun:"))
                    .hasSize(1);
        }
    }

    /** No source tells whether all versions take two of one destination and gateway. */
    @ParameterizedTest
    @ValueSource(strings = {"7.9.2", "7.24"})
    void aRouteInTheVeryPlaceOfAnotherComesAfterIt(String version) throws Exception {
        try (LabPlay play = new LabPlay(dir, version, "arm64")) {
            runs.run(play, route("old", "10.0.0.0/8", 1), Optional.empty());
            assertThat(commands(runs.run(play, route("new", "10.0.0.0/8", 2), Optional.empty())))
                    .satisfiesExactly(
                            removed -> assertThat(removed).startsWith("/ip/route/remove "),
                            added -> assertThat(added).startsWith("/ip/route/add "));
        }
    }
}
