package mkrun.op.router;

import static mkrun.op.router.GuardedRuns.IN_TIME;
import static mkrun.op.router.GuardedRuns.SOON;
import static mkrun.op.router.GuardedRuns.commands;
import static mkrun.op.router.GuardedRuns.dropAll;
import static mkrun.op.router.GuardedRuns.options;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mkrun.task.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A change that cuts off whoever makes it is taken back by the router itself. */
@Timeout(60)
class CommitConfirmOnLabTest {
    private final GuardedRuns runs = new GuardedRuns();

    @TempDir
    Path dir;

    @ParameterizedTest
    @ValueSource(strings = {"7.9.2", "7.16.2", "7.24"})
    void aRuleThatShutsTheDoorIsTakenBackByTheRouter(String version) throws Exception {
        try (LabPlay play = new LabPlay(dir, version, "arm64")) {
            Outcome failed = runs.run(play, dropAll(), SOON);

            assertThat(failed).isInstanceOfSatisfying(Outcome.Failed.class, f -> assertThat(f.error())
                    .startsWith(
                            "no new session could be opened within 1 s, so the router took the change back by itself"
                                    + " and is as before it"));
            assertThat(play.rows("/ip/firewall/filter")).isEmpty();
            assertThat(play.rows("/system/scheduler")).isEmpty();
            assertThat(play.console("/log/print")).contains("mkrun: a change was not confirmed and is taken back ");
            assertThat(runs.warnings())
                    .singleElement()
                    .asString()
                    .startsWith(
                            "no new session can be opened yet after a change that may cut off sessions, since the playbook asks"
                                    + " for it. The router takes it back by itself after 1 s unless one confirms it till then; this run"
                                    + " waits for that, for 61 s at most. The first attempt: 127.0.0.1");
        }
    }

    /** What is told must be true, and one step that fails keeps none of the others from being done. */
    @ParameterizedTest
    @ValueSource(strings = {"7.9.2", "7.24"})
    void aStepBackThatFailsIsToldAndTheOthersAreDone(String version) throws Exception {
        String words = version.equals("7.9.2") ? "" : " (no such item";
        GivenCommands shut = new GivenCommands(List.of(
                GivenCommands.command(
                        "/ip/firewall/filter",
                        "add chain=forward action=drop comment=first",
                        p -> true,
                        "remove *FFFF"),
                GivenCommands.command(
                        "/ip/firewall/filter",
                        "add chain=input action=drop protocol=tcp comment=shut",
                        probe -> false,
                        "set *FFFE chain=input",
                        "remove [find where comment=shut]")));
        try (LabPlay play = new LabPlay(dir, version, "arm64")) {
            Outcome failed = runs.run(play, shut, SOON);

            assertThat(failed).isInstanceOfSatisfying(Outcome.Failed.class, f -> assertThat(f.error())
                    .contains("; but it does not show these as they were: /ip/firewall/filter/add chain=input")
                    .contains(": it is still there")
                    .contains(". These steps of the way back failed there: /ip/firewall/filter/set *FFFE chain=input"
                            + words)
                    .contains("; /ip/firewall/filter/remove *FFFF" + words)
                    .doesNotContain("[find where comment=shut]"));
            assertThat(play.rows("/ip/firewall/filter"))
                    .extracting(r -> r.comment())
                    .containsExactly("first");
            assertThat(play.console("/log/print"))
                    .containsPattern("is taken back mk\\w+, but 2 of 3 steps failed")
                    .containsPattern("mkrun: mk\\w+ step 1 failed" + (words.isEmpty() ? "\\s" : ": no such item"));
        }
    }

    /** On the bridge that mkrun comes through, whose port is in another VLAN than the bridge as soon as it tells VLANs apart. */
    @ParameterizedTest
    @ValueSource(strings = {"7.9.2", "7.24"})
    void vlanFilteringThatShutsTheDoorIsTakenBackByTheRouter(String version) throws Exception {
        RouterEntry filtering = new RouterEntry(
                "/interface/bridge", Map.of("name", "br"), Map.of("vlan-filtering", true), "br", true, true);
        try (LabPlay play = new LabPlay(dir, version, "arm64")) {
            for (String line : List.of(
                    "/interface/bridge/add name=br",
                    "/ip/address/add address=192.0.2.10/24 interface=br",
                    "/interface/bridge/port/add bridge=br interface=ether1 pvid=99")) {
                play.console(line);
            }
            assertThat(commands(runs.run(play, filtering, Optional.empty(), options(true, true))))
                    .hasSize(3);

            assertThat(runs.run(play, filtering, SOON))
                    .isInstanceOfSatisfying(Outcome.Failed.class, f -> assertThat(f.error())
                            .startsWith(
                                    "no new session could be opened within 1 s, so the router took the change back by itself"
                                            + " and is as before it"));
            assertThat(play.rows("/interface/bridge").get(0).is("vlan-filtering"))
                    .isFalse();

            play.console("/interface/vlan/add name=v99 interface=br vlan-id=99");
            play.console("/ip/address/add address=192.0.2.10/24 interface=v99");
            play.console("/interface/bridge/vlan/add bridge=br vlan-ids=99 tagged=br");
            assertThat(runs.run(play, filtering, IN_TIME)).isInstanceOf(Outcome.Changed.class);
        }
    }

    @Test
    void anAddressThatKeepsTheUserOutIsTakenBack() throws Exception {
        RouterEntry elsewhere = new RouterEntry(
                "/user", Map.of("name", "admin"), Map.of("address", List.of("10.0.0.0/8")), "me", true, true);
        try (LabPlay play = new LabPlay(dir, "7.24", "arm64")) {
            assertThat(runs.run(play, elsewhere, SOON))
                    .isInstanceOfSatisfying(Outcome.Failed.class, f -> assertThat(f.error())
                            .startsWith("no new session could be opened within 1 s"));
            assertThat(play.rows("/user").get(0).text("address")).isEmpty();
        }
    }

    /** A session may be let in and may do nothing: mkrun waits until the router has taken the change back. */
    @ParameterizedTest
    @ValueSource(strings = {"7.9.2", "7.24"})
    void whoTakesHisOwnRightsAwayGetsThemBack(String version) throws Exception {
        RouterEntry less = new RouterEntry("/user", Map.of("name", "admin"), Map.of("group", "read"), "me", true, true);
        try (LabPlay play = new LabPlay(dir, version, "arm64")) {
            assertThat(runs.run(play, less, SOON))
                    .isInstanceOfSatisfying(Outcome.Failed.class, f -> assertThat(f.error())
                            .startsWith(
                                    "no new session was let confirm it within 1 s, so the router took the change back by itself"
                                            + " and is as before it"));
            assertThat(runs.warnings())
                    .singleElement()
                    .asString()
                    .startsWith(
                            "a new session may not confirm what was changed after a change that may cut off sessions");
            assertThat(play.rows("/user"))
                    .filteredOn(row -> row.text("name").equals("admin"))
                    .allMatch(row -> row.text("group").equals("full"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.9.2", "7.20.8"})
    void theInterfaceItselfComesBack(String version) throws Exception {
        OtherMenu off = new OtherMenu(
                "/interface/ethernet",
                List.of("name"),
                new Wish.Row(Map.of("name", "ether1"), Map.of("disabled", true), "ether1", true, Adoption.NONE, false));
        try (LabPlay play = new LabPlay(dir, version, "arm64")) {
            for (boolean port : List.of(false, true)) {
                if (port) {
                    play.console("/interface/bridge/add name=br; /ip/address/add address=192.0.2.10/24 interface=br;"
                            + " /interface/bridge/port/add bridge=br interface=ether1");
                }
                assertThat(runs.run(play, off, SOON)).isInstanceOf(Outcome.Failed.class);
                assertThat(play.console(":put [/interface/ethernet/get ether1 disabled]")
                                .strip())
                        .isEqualTo("false");
            }
        }
    }
}
