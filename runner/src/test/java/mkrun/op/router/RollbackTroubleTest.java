package mkrun.op.router;

import static mkrun.op.router.RollbackOnLabTest.impossible;
import static mkrun.op.router.RollbackOnLabTest.named;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mkrun.lab.LabFaults;
import mkrun.task.Plan;
import mkrun.task.Transaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong on the way back from a transaction, and what whoever waits for it is told. */
@Timeout(120)
class RollbackTroubleTest {
    private static final String RECORDS = "/ip/dns/static";

    private final WholeRuns runs = new WholeRuns();

    @TempDir
    Path dir;

    /** The way back may take long, and be interrupted: nobody should have to guess what made it necessary. */
    @Test
    void whyIsToldBeforeTheWayBack() throws Exception {
        Transaction whole = new Transaction("names", false);
        List<String> told = new ArrayList<>();
        GivenCommands watched = new GivenCommands(List.of(GivenCommands.command(
                RECORDS,
                "add name=a address=10.0.0.1",
                probe -> told.add(runs.screen()),
                "remove [find where name=a]")));
        try (LabPlay play = new LabPlay(dir, "7.20.8", "arm64")) {
            runs.run(play, List.of(new NamedOperation("watched", watched, Optional.of(whole)), impossible(whole)));
        }
        assertThat(told)
                .singleElement()
                .asString()
                .contains("fatal: [r1]: FAILED! => ", "input does not match any value of interface")
                .doesNotContain("rolled back");
        assertThat(runs.screen()).contains("rolled back: [r1] => names: 1 change is taken back");
    }

    /** An error of mkrun's own on the way back is told, and leaves the rest of the way to be gone. */
    @Test
    void whateverIsThrownOnTheWayBackTheRestIsTakenBack() throws Exception {
        Transaction whole = new Transaction("names", false);
        GivenCommands broken = new GivenCommands(List.of(
                GivenCommands.command("/ip/firewall/filter", "add chain=forward action=accept comment=left", probe -> {
                    throw new IllegalStateException("no such field");
                })));
        try (LabPlay play = new LabPlay(dir, "7.20.8", "arm64")) {
            runs.run(
                    play,
                    List.of(
                            new NamedOperation(
                                    "name",
                                    new RouterSettings("/system/identity", Map.of("name", "other")),
                                    Optional.of(whole)),
                            new NamedOperation("broken", broken, Optional.of(whole)),
                            impossible(whole)));

            assertThat(runs.rollback()).get().satisfies(back -> {
                assertThat(back.reasons())
                        .containsExactly("/ip/firewall/filter/add chain=forward action=accept comment=left: not taken"
                                + " back, internal error, please report it:"
                                + " java.lang.IllegalStateException: no such field");
                assertThat(back.undone()).hasSize(1);
            });
            assertThat(play.rows("/system/identity").get(0).text("name")).isNotEqualTo("other");
        }
    }

    /** The first session is lost by the last change, the next one by some command on the way back. */
    @ParameterizedTest
    @ValueSource(ints = {7, 8, 9, 10, 11})
    void aSecondSessionMayBeLostOnTheWayBack(int exec) throws Exception {
        Transaction whole = new Transaction("names", false);
        LabFaults faults = LabFaults.parse("drop-after-change=3 drop-at-exec=" + exec);
        try (LabPlay play = new LabPlay(dir, "7.20.8", "arm64", c -> c.withFaults(faults))) {
            runs.run(
                    play,
                    List.of(
                            named("a", "10.0.0.1", whole),
                            named("b", "10.0.0.2", whole),
                            named("c", "10.0.0.3", whole)));

            assertThat(runs.screen())
                    .contains("Whether the router carried it out is not known: /ip/dns/static/add name=c ")
                    .doesNotContain("the rest is done");
            assertThat(runs.rollback().orElseThrow().reasons()).isEmpty();
            assertThat(play.rows(RECORDS)).isEmpty();
        }
    }

    @Test
    void aRouterThatIsStartingIsWaitedForAndThatIsSaid() throws Exception {
        Transaction whole = new Transaction("names", false);
        LabFaults faults = LabFaults.parse("reboot-after-change=2");
        try (LabPlay play = new LabPlay(dir, "7.20.8", "arm64", c -> c.withFaults(faults))) {
            runs.run(play, List.of(named("a", "10.0.0.1", whole), named("b", "10.0.0.2", whole)));

            assertThat(runs.warnings())
                    .singleElement()
                    .asString()
                    .startsWith(
                            "the session was lost, and no new one can be opened yet. To take back what was done, one is"
                                    + " sought for 120 s at most. The first attempt: 127.0.0.1");
            assertThat(runs.rollback().orElseThrow().reasons()).isEmpty();
            assertThat(play.rows(RECORDS)).isEmpty();
        }
    }

    /** Who interrupts a transaction is told that it is not whole: nothing is taken back then. */
    @Test
    void whoInterruptsIsToldWhatTheTransactionChangedBefore() throws Exception {
        Transaction whole = new Transaction("names", false);
        List<String> told = new ArrayList<>();
        try (LabPlay play = new LabPlay(dir, "7.20.8", "arm64")) {
            runs.run(
                    play,
                    List.of(
                            new NamedOperation("first", noting(runs, told), Optional.of(whole)),
                            named("a", "10.0.0.1", whole),
                            new NamedOperation("second", noting(runs, told), Optional.of(whole))));
        }
        assertThat(told).containsExactly("first", "second (what transaction 'names' changed before it stays, too)");
    }

    /** Notes what the run says that it is at. */
    private static GivenCommands noting(WholeRuns runs, List<String> told) {
        return new GivenCommands(() -> {
            told.add(runs.underWay());
            return Plan.nothing("told");
        });
    }
}
