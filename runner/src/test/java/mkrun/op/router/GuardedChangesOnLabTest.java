package mkrun.op.router;

import static mkrun.op.router.GuardedRuns.IN_TIME;
import static mkrun.op.router.GuardedRuns.SOON;
import static mkrun.op.router.GuardedRuns.commands;
import static mkrun.op.router.GuardedRuns.dropAll;
import static mkrun.op.router.GuardedRuns.dropBad;
import static mkrun.op.router.GuardedRuns.options;
import static mkrun.op.router.GuardedRuns.rule;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mkrun.lab.Board;
import mkrun.routeros.CommandText;
import mkrun.routeros.Row;
import mkrun.routeros.access.RowChange;
import mkrun.target.Secret;
import mkrun.target.UnreachableException;
import mkrun.target.routeros.RouterCommand;
import mkrun.task.Outcome;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may cut off whoever changes it is guarded by a way back that the router knows, and nothing else is. */
@Timeout(60)
class GuardedChangesOnLabTest {
    private final GuardedRuns runs = new GuardedRuns();

    @TempDir
    Path dir;

    /** A bridge made anew has another id, and its ports and addresses would be nobody's. */
    @ParameterizedTest
    @ValueSource(strings = {"7.9.2", "7.24"})
    void whatOthersNameIsNotRemovedUnderOneself(String version) throws Exception {
        RouterEntry gone = new RouterEntry("/interface/bridge", Map.of("name", "br"), Map.of(), "br", false);
        try (LabPlay play = new LabPlay(dir, version, "arm64")) {
            for (String line : List.of(
                    "/interface/bridge/add name=br comment=\"mkrun:br\"",
                    "/ip/address/add address=192.0.2.10/24 interface=br",
                    "/interface/bridge/port/add bridge=br interface=ether1")) {
                play.console(line);
            }
            assertThat(runs.run(play, gone, Optional.empty()))
                    .isInstanceOfSatisfying(Outcome.Blocked.class, blocked -> assertThat(blocked.toDo())
                            .singleElement()
                            .asString()
                            .contains(
                                    "the router cannot take it back by itself, because what names it would not name the one"
                                            + " made in its place: /")
                            .contains("=br; or run with --no-commit-confirm"));

            play.console("/interface/bridge/port/remove [find]; /ip/address/remove [find where interface=br]");
            assertThat(runs.run(play, gone, IN_TIME)).isInstanceOf(Outcome.Changed.class);

            // What is removed ahead of it, and is no danger, names it no more.
            play.console("/interface/list/add name=dmz comment=\"mkrun:@web/dmz\"");
            play.console("/interface/list/member/add list=dmz interface=ether3 comment=\"mkrun:@web/member\"");
            assertThat(commands(runs.run(play, new OwnerGone(Owner.parse("web")), Optional.empty())))
                    .hasSize(4)
                    .startsWith("/interface/list/member/remove [find where comment=\"mkrun:@web/member\"]")
                    .contains("/interface/list/remove [find where comment=\"mkrun:@web/dmz\"]");
        }
    }

    /** Nobody can be kept from it, but whoever goes on in the same run should know. */
    @Test
    void whoChangesHisOwnPasswordIsToldWhatThatMeans() throws Exception {
        try (LabPlay play = new LabPlay(dir, "7.24", "arm64")) {
            for (String name : List.of("other", "admin")) {
                Map<String, Object> password = Map.of("password", Secret.of("n3w-pass"), "group", "full");
                RouterEntry user = new RouterEntry("/user", Map.of("name", name), password, name, true, true);
                assertThat(runs.run(play, user, Optional.empty(), options(true, true)))
                        .isInstanceOf(Outcome.Changed.class);
                assertThat(runs.warnings())
                        .hasSize(name.equals("admin") ? 1 : 0)
                        .allMatch(text -> text.contains("each session after that needs the new one"));
            }
        }
    }

    @Test
    void whatIsDangerousButGoesWellIsConfirmed() throws Exception {
        RouterEntry rule = dropBad();
        try (LabPlay play = new LabPlay(dir, "7.20.8", "arm64")) {
            List<String> foretold = commands(runs.run(play, rule, Optional.empty(), options(true, true)));
            assertThat(play.rows("/ip/firewall/filter")).isEmpty();

            List<String> done = commands(runs.run(play, rule, Optional.empty()));

            assertThat(done)
                    .isEqualTo(foretold)
                    .containsExactly(
                            "/system/scheduler/add name=mkrun-commit-confirm interval=60s on-event=<takes back what"
                                    + " follows>",
                            done.get(1),
                            "over a new session: /system/scheduler/remove mkrun-commit-confirm");
            assertThat(play.rows("/ip/firewall/filter")).hasSize(1);
            assertThat(play.rows("/system/scheduler")).isEmpty();
            assertThat(runs.run(play, rule, SOON)).isInstanceOf(Outcome.Ok.class);
        }
    }

    @Test
    void whatIsNoDangerIsJustDone() throws Exception {
        RouterEntry rule =
                rule("telnet", Map.of("chain", "input", "action", "drop", "protocol", "tcp", "dst-port", "23"));
        try (LabPlay play = new LabPlay(dir, "7.20.8", "arm64")) {
            assertThat(commands(runs.run(play, rule, Optional.empty()))).hasSize(1);
        }
    }

    /** A list of ten thousand that happens to hold our own network must not be ten thousand steps of a scheduler. */
    @Test
    void onlyWhatIsDangerousIsGuarded() throws Exception {
        List<RouterEntry> entries = new ArrayList<>();
        for (String address : List.of("198.51.100.1", "198.51.100.2", "192.0.2.0/24", "198.51.100.3")) {
            Map<String, Object> key = Map.of("list", "bad", "address", address);
            entries.add(new RouterEntry("/ip/firewall/address-list", key, Map.of(), "@bad/" + address, true));
        }
        try (LabPlay play = new LabPlay(dir, "7.20.8", "arm64")) {
            List<String> done = commands(
                    runs.run(play, new RouterEntries("/ip/firewall/address-list", "@bad", entries), Optional.empty()));

            assertThat(done).hasSize(6);
            assertThat(done.get(2)).startsWith("/system/scheduler/add ");
            assertThat(done.get(3)).contains("address=192.0.2.0/24");
            assertThat(done.get(4)).startsWith("over a new session: ");
            assertThat(play.rows("/ip/firewall/address-list")).hasSize(4);
        }
    }

    private static RouterCommand listGone(String name) {
        String menu = "/interface/list";
        RowChange removed = RowChange.removed(menu, new Row("*1", Map.of("name", name)));
        return GivenCommands.command(menu, "remove " + name, p -> true, "add name=" + name)
                .changing(removed);
    }

    /** Nobody can bring back a user's password; that is no reason to refuse what else is removed around it. */
    @Test
    void whatHasNoWayBackIsDoneBetweenTwoGuards() throws Exception {
        GivenCommands gone = new GivenCommands(List.of(
                listGone("A"), new RouterCommand("/user", CommandText.of("/user", "remove bob")), listGone("B")));
        try (LabPlay play = new LabPlay(dir, "7.20.8", "arm64")) {
            play.console(
                    "/interface/list/add name=A; /interface/list/add name=B; /user/add name=bob group=read password=Bob-12345");

            List<String> done = commands(runs.run(play, gone, Optional.empty()));

            assertThat(done).hasSize(7);
            assertThat(List.of(done.get(1), done.get(3), done.get(5)))
                    .containsExactly("/interface/list/remove A", "/user/remove bob", "/interface/list/remove B");
            assertThat(done.get(4)).startsWith("/system/scheduler/add ");
            assertThat(play.rows("/system/scheduler")).isEmpty();
        }
    }

    @Test
    void theServerItselfIsGuarded() throws Exception {
        RouterFixed off = new RouterFixed("/ip/service", Map.of("name", "ssh"), Map.of("disabled", true));
        try (LabPlay play = new LabPlay(dir, "7.20.8", "arm64")) {
            assertThat(runs.run(play, off, SOON)).isInstanceOf(Outcome.Failed.class);
            assertThat(play.rows("/ip/service"))
                    .filteredOn(r -> r.text("name").equals("ssh"))
                    .allMatch(r -> !r.is("disabled"));
        }
    }

    /** What mkrun has no table of is judged by what its menu is about. */
    @Test
    void aMenuWithoutATableIsGuardedToo() throws Exception {
        OtherMenu blue = vrf(Map.of("interfaces", "ether3"));
        try (LabPlay play = new LabPlay(dir, "7.20.8", "arm64")) {
            List<String> foretold = commands(runs.run(play, blue, Optional.empty(), options(true, true)));
            assertThat(play.rows("/ip/vrf")).isEmpty();

            List<String> done = commands(runs.run(play, blue, Optional.empty()));

            assertThat(done).isEqualTo(foretold).hasSize(3);
            assertThat(done.get(0)).startsWith("/system/scheduler/add ");
            assertThat(done.get(1)).startsWith("/ip/vrf/add ").contains("interfaces=ether3");
            assertThat(play.rows("/ip/vrf")).hasSize(1);
            assertThat(commands(runs.run(play, vrf(Map.of("interfaces", "none")), Optional.empty())))
                    .hasSize(3);
            assertThat(commands(runs.run(play, vrf(Map.of("comment", "nobody's way")), Optional.empty())))
                    .hasSize(1);
            assertThat(commands(runs.run(play, socks(), Optional.empty()))).hasSize(1);
        }
    }

    /** An empty value that the router refuses would leave nobody a way in. */
    @Test
    void aWayBackThatTheRouterMayRefuseIsNone() throws Exception {
        OtherMenu realm = new OtherMenu(
                "/radius",
                List.of("address"),
                new Wish.Row(Map.of("address", "192.0.2.1"), Map.of("realm", "x"), "r", true, Adoption.NONE, false));
        try (LabPlay play = new LabPlay(dir, "7.20.8", "arm64")) {
            play.console("/radius/add address=192.0.2.1 service=login comment=\"mkrun:r\"");

            assertThat(runs.run(play, realm, Optional.empty()))
                    .asString()
                    .startsWith("Blocked")
                    .contains(
                            "and the router cannot take it back by itself, because no value was set before for realm, and"
                                    + " /radius has no command to unset it; or run with --no-commit-confirm");
            assertThat(play.rows("/radius").get(0).text("realm")).isEmpty();
            assertThat(runs.run(play, realm, Optional.empty(), options(false, false)))
                    .isInstanceOf(Outcome.Changed.class);
        }
    }

    private static OtherMenu vrf(Map<String, Object> values) {
        return new OtherMenu(
                "/ip/vrf",
                List.of("name"),
                new Wish.Row(Map.of("name", "blue"), values, "blue", true, Adoption.NONE, true));
    }

    private static OtherMenu socks() {
        return new OtherMenu("/ip/socks", List.of(), new Wish.Settings(Map.of("enabled", true)));
    }

    @Test
    void whoInsistsIsCutOff() throws Exception {
        try (LabPlay play = new LabPlay(dir, "7.20.8", "arm64")) {
            runs.run(play, dropAll(), Optional.empty(), options(false, false));

            assertThat(Assertions.catchThrowable(play::connect)).isInstanceOf(UnreachableException.class);
        }
    }

    @Test
    void whereDeviceModeForbidsTheSchedulerNothingDangerousIsDone() throws Exception {
        try (LabPlay play = new LabPlay(dir, "7.20.8", "arm64", c -> c.withBoard(Board.named("hap-ax3")))) {
            Outcome outcome = runs.run(play, dropAll(), SOON);

            assertThat(outcome).isInstanceOfSatisfying(Outcome.Blocked.class, blocked -> assertThat(blocked.toDo())
                    .singleElement()
                    .asString()
                    .contains("device-mode keeps the router from taking it back by itself")
                    .contains("/system/device-mode/update scheduler=yes")
                    .contains("--no-commit-confirm"));
            assertThat(play.rows("/ip/firewall/filter")).isEmpty();

            RouterEntry rule = dropBad();
            assertThat(runs.run(play, rule, Optional.empty())).isInstanceOf(Outcome.Blocked.class);
            assertThat(runs.run(play, rule, Optional.empty(), options(false, false)))
                    .isInstanceOf(Outcome.Changed.class);
            assertThat(play.rows("/ip/firewall/filter")).hasSize(1);
        }
    }
}
