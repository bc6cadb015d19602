package mkrun.op.router;

import static mkrun.op.router.GuardedRuns.IN_TIME;
import static mkrun.op.router.GuardedRuns.dropBad;
import static mkrun.op.router.GuardedRuns.rule;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mkrun.lab.LabFaults;
import mkrun.target.Change;
import mkrun.target.routeros.RouterCommand;
import mkrun.task.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a change that is to be confirmed where its session is lost, or another one waits for that. */
@Timeout(60)
class CommitConfirmTroubleTest {
    private final GuardedRuns runs = new GuardedRuns();

    @TempDir
    Path dir;

    /** Of a task of which the middle fails, the entry is no part: it is gone by then. */
    @ParameterizedTest
    @ValueSource(strings = {"7.9.2", "7.24"})
    void aCommandThatIsRefusedOnTheWayFailsTheTask(String version) throws Exception {
        RouterCommand first = GivenCommands.command(
                "/ip/firewall/filter", "add chain=forward action=drop comment=first", p -> true, "remove *FFFF");
        RouterCommand passedOver = GivenCommands.command(
                "/ip/firewall/filter", "add chain=forward comment=[:put \"failure: odd\"]", p -> true, "remove *FFFF");
        RouterCommand refused =
                GivenCommands.command("/ip/firewall/filter", "set *FFFE chain=input", p -> true, "remove *FFFF");
        try (LabPlay play = new LabPlay(dir, version, "arm64")) {
            for (RouterCommand odd : List.of(passedOver, refused)) {
                assertThat(runs.run(play, new GivenCommands(List.of(first, odd)), IN_TIME))
                        .isInstanceOfSatisfying(
                                Outcome.Failed.class,
                                f -> assertThat(f.done()).singleElement().isEqualTo(first));
                assertThat(play.rows("/system/scheduler")).isEmpty();
            }
        }
    }

    /** The second change is the rule, the first the entry of the scheduler. */
    @Test
    void aSessionThatIsLostInTheMiddleLeavesNothing() throws Exception {
        RouterEntries rules = new RouterEntries(
                "/ip/firewall/filter",
                "@fw",
                List.of(
                        rule("@fw/a", Map.of("chain", "input", "action", "drop", "src-address-list", "worse")),
                        rule("@fw/b", Map.of("chain", "input", "action", "drop", "src-address-list", "bad"))));
        try (LabPlay play = new LabPlay(dir, "7.20.8", "arm64", c -> c.withFaults(LabFaults.dropAfterChange(2)))) {
            Outcome failed = runs.run(play, rules, Optional.empty());

            assertThat(failed).isInstanceOfSatisfying(Outcome.Failed.class, f -> assertThat(f.error())
                    .startsWith(
                            "the session was lost in the middle of the change, which is taken back. It was to be confirmed"
                                    + " since /ip/firewall/filter: sessions to the router may meet that rule"));
            assertThat(play.rows("/ip/firewall/filter")).isEmpty();
            assertThat(play.rows("/system/scheduler")).isEmpty();
        }
    }

    /**
     * All was done, only an answer did not come back: that of the last of three changes with the entry, or that of its
     * removal, which is the confirmation.
     */
    @ParameterizedTest
    @ValueSource(ints = {3, 4})
    void anAnswerThatIsLostAtTheEndIsNoFailure(int changes) throws Exception {
        try (LabPlay play =
                new LabPlay(dir, "7.20.8", "arm64", c -> c.withFaults(LabFaults.dropAfterChange(changes)))) {
            assertThat(runs.run(play, dropBad(), Optional.empty())).isInstanceOf(Outcome.Changed.class);
            assertThat(play.rows("/ip/firewall/filter")).hasSize(1);
            assertThat(play.rows("/system/scheduler")).isEmpty();
        }
    }

    /** The fourth question is the change; before it come the facts, the rows, and what tells the way. */
    @Test
    void aSessionThatIsLostBeforeTheChangeIsNotSaidToHaveMadeIt() throws Exception {
        RouterEntry rule = dropBad();
        try (LabPlay play = new LabPlay(dir, "7.20.8", "arm64", c -> c.withFaults(LabFaults.dropAtExec(4)))) {
            assertThat(runs.run(play, rule, Optional.empty()))
                    .isInstanceOfSatisfying(Outcome.Failed.class, f -> assertThat(f.error())
                            .startsWith("the session was lost, and the router is as before the change: "));
            assertThat(play.rows("/ip/firewall/filter")).isEmpty();
        }
    }

    @Test
    void anotherRunsChangeIsNotTouched() throws Exception {
        RouterEntry rule = dropBad();
        try (LabPlay play = new LabPlay(dir, "7.20.8", "arm64")) {
            play.console("/system/scheduler/add name=mkrun-commit-confirm interval=1h on-event=\":put a\"");

            assertThat(runs.run(play, rule, Optional.empty()))
                    .isInstanceOfSatisfying(Outcome.Failed.class, f -> assertThat(f.error())
                            .contains("Nothing was changed. If there is such an entry already, another run waits"));
            assertThat(play.rows("/system/scheduler")).hasSize(1);
            assertThat(play.rows("/ip/firewall/filter")).isEmpty();
        }
    }

    /** What went out before the entry, since it is no danger, stays, and is told. */
    @Test
    void whatWasDoneAheadOfAChangeThatCouldNotBeginIsTold() throws Exception {
        try (LabPlay play = new LabPlay(dir, "7.20.8", "arm64")) {
            play.console("/interface/list/add name=dmz comment=\"mkrun:@web/dmz\"");
            play.console("/interface/list/member/add list=dmz interface=ether3 comment=\"mkrun:@web/member\"");
            play.console("/system/scheduler/add name=mkrun-commit-confirm interval=1h on-event=\":put a\"");

            assertThat(runs.run(play, new OwnerGone(Owner.parse("web")), Optional.empty()))
                    .isInstanceOfSatisfying(Outcome.Failed.class, f -> assertThat(f.done())
                            .singleElement()
                            .extracting(Change::summary)
                            .isEqualTo("/interface/list/member/remove [find where comment=\"mkrun:@web/member\"]"));
            assertThat(play.rows("/interface/list/member"))
                    .noneMatch(row -> row.text("list").equals("dmz"));
            assertThat(play.rows("/interface/list"))
                    .anyMatch(row -> row.text("name").equals("dmz"));
        }
    }

    /** As after a run that was killed before it could confirm: what is there now will not be there in a moment. */
    @ParameterizedTest
    @ValueSource(strings = {"7.9.2", "7.16.2", "7.24"})
    void whatTheRouterIsAboutToTakeBackIsNotTakenForDone(String version) throws Exception {
        RouterEntry rule = dropBad();
        try (LabPlay play = new LabPlay(dir, version, "arm64")) {
            runs.run(play, rule, Optional.empty());
            String back = "/system/scheduler/remove mkrun-commit-confirm; /ip/firewall/filter/remove [find]";
            play.console("/system/scheduler/add name=mkrun-commit-confirm interval=1h comment=\"complete mk12ab\""
                    + " on-event=\"" + back + "\"");
            runs.atWarning(() -> {
                if (runs.warnings().size() == 1) {
                    play.console(back);
                }
            });

            assertThat(runs.run(play, rule, Optional.empty())).isInstanceOf(Outcome.Changed.class);

            assertThat(runs.warnings()).hasSize(2);
            assertThat(runs.warnings().get(0)).contains("waits for its confirmation");
            assertThat(runs.warnings().get(1)).contains("waited for its confirmation");
            assertThat(play.rows("/ip/firewall/filter")).hasSize(1);
            assertThat(play.rows("/system/scheduler")).isEmpty();
        }
    }

    /** New sessions go where the inventory says. */
    @ParameterizedTest
    @ValueSource(strings = {"7.9.2", "7.24"})
    void anotherPortOfTheServerIsWarnedOf(String version) throws Exception {
        try (LabPlay play = new LabPlay(dir, version, "arm64")) {
            for (String field : List.of("port", "address")) {
                RouterFixed ssh = new RouterFixed(
                        "/ip/service",
                        Map.of("name", "ssh"),
                        Map.of(field, field.equals("port") ? 2022 : List.of("192.0.2.0/24")));
                for (Optional<Duration> asked : List.of(Optional.<Duration>empty(), IN_TIME)) {
                    runs.run(play, ssh, asked, GuardedRuns.options(true, true));
                    assertThat(runs.warnings()).hasSize(field.equals("port") ? 1 : 0);
                }
            }
        }
    }
}
