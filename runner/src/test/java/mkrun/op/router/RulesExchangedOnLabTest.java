package mkrun.op.router;

import static mkrun.op.router.GuardedRuns.commands;
import static mkrun.op.router.GuardedRuns.options;
import static mkrun.op.router.GuardedRuns.rule;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mkrun.task.Outcome;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules that let sessions in make place for others that do: no session gets in between, and none is waited for in vain. */
@Timeout(50)
class RulesExchangedOnLabTest {
    private final GuardedRuns runs = new GuardedRuns();

    @TempDir
    Path dir;

    private static RouterEntries rules(RouterEntry... rules) {
        return new RouterEntries("/ip/firewall/filter", "@fw", List.of(rules));
    }

    private static RouterEntry drop() {
        return rule("@fw/drop", Map.of("chain", "input", "action", "drop"));
    }

    private static RouterEntry open(String mark, String port) {
        return rule(mark, Map.of("chain", "input", "protocol", "tcp", "dst-port", port));
    }

    /** Nothing lets in what is established, so the session ends as soon as no rule lets it in. */
    @ParameterizedTest
    @ValueSource(strings = {"7.9.2", "7.24"})
    void aRuleComesBeforeTheOneInWhosePlaceItIsGoes(String version) throws Exception {
        try (LabPlay play = new LabPlay(dir, version, "arm64")) {
            runs.run(play, rules(open("@fw/old", "22"), drop()), Optional.empty());

            Outcome exchanged = runs.run(play, rules(open("@fw/new", "22"), drop()), Optional.empty());

            assertThat(exchanged).isInstanceOf(Outcome.Changed.class);
            assertThat(runs.warnings()).isEmpty();
            assertThat(play.rows("/ip/firewall/filter"))
                    .extracting(row -> row.comment())
                    .containsExactly("mkrun:@fw/new", "mkrun:@fw/drop");
        }
    }

    /** The rule that lets sessions in comes after the one that no longer does, and is confirmed along with it. */
    @ParameterizedTest
    @ValueSource(strings = {"7.9.2", "7.24"})
    void whatOpensAWayAgainIsConfirmedWithWhatClosesIt(String version) throws Exception {
        RouterEntry established =
                rule("@fw/first", Map.of("chain", "input", "connection-state", List.of("established")));
        try (LabPlay play = new LabPlay(dir, version, "arm64")) {
            runs.run(play, rules(established, open("@fw/a", "22"), drop()), Optional.empty());
            RouterEntries wanted = rules(established, open("@fw/a", "80"), open("@fw/b", "22"), drop());
            assertThat(commands(runs.run(play, wanted, Optional.empty(), options(true, true))))
                    .satisfiesExactly(
                            guard -> assertThat(guard).contains("mkrun-commit-confirm"),
                            set -> assertThat(set).contains("dst-port=80"),
                            add -> assertThat(add).contains("dst-port=22"),
                            confirmation -> assertThat(confirmation).startsWith("over a new session: "));

            assertThat(runs.run(play, wanted, Optional.empty())).isInstanceOf(Outcome.Changed.class);

            assertThat(runs.warnings()).isEmpty();
        }
    }
}
