package mkrun.op.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mkrun.lab.Board;
import mkrun.lab.LabFaults;
import mkrun.routeros.CommandText;
import mkrun.routeros.Row;
import mkrun.routeros.access.RowChange;
import mkrun.run.RunEvent;
import mkrun.run.RunOptions;
import mkrun.run.Runner;
import mkrun.run.TagFilter;
import mkrun.target.Secret;
import mkrun.target.UnreachableException;
import mkrun.target.routeros.RouterCommand;
import mkrun.target.routeros.RouterTarget;
import mkrun.task.Condition;
import mkrun.task.Operation;
import mkrun.task.Outcome;
import mkrun.task.Play;
import mkrun.task.SourcePos;
import mkrun.task.Task;
import mkrun.task.TaskId;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A change that cuts off whoever makes it is taken back by the router itself. */
@Timeout(60)
class CommitConfirmOnLabTest {
    private static final SourcePos HERE = new SourcePos("site.groovy", 1, 0);
    private static final Optional<Duration> SOON = Optional.of(Duration.ofSeconds(1));

    private final List<RunEvent> events = new ArrayList<>();

    @TempDir
    Path dir;

    private static RouterEntry rule(String mark, Map<String, Object> more) {
        return new RouterEntry("/ip/firewall/filter", more, Map.of(), mark, true);
    }

    private static RouterEntry dropAll() {
        return rule("shut", Map.of("chain", "input", "action", "drop", "protocol", "tcp"));
    }

    private Outcome run(LabPlay play, Operation<?, ?> operation, Optional<Duration> confirm, RunOptions options)
            throws Exception {
        Task task = new Task(
                new TaskId("", "t", HERE, 0),
                operation,
                Condition.ALWAYS,
                List.of(),
                Set.of(),
                false,
                Optional.empty(),
                confirm);
        Play whole =
                new Play("p", HERE, List.of(List.of("r1")), Map.of("r1", new Play.HostTasks(List.of(task), List.of())));
        events.clear();
        new Runner((n, reads, notices) -> RouterTarget.open(play::connect, notices), options, events::add)
                .run(List.of(whole));
        return events.stream()
                .filter(RunEvent.TaskFinished.class::isInstance)
                .map(e -> ((RunEvent.TaskFinished) e).outcome())
                .findFirst()
                .orElseThrow();
    }

    private static RunOptions options(boolean check, boolean commitConfirm) {
        return new RunOptions(check, 1, TagFilter.ALL, commitConfirm);
    }

    private Outcome run(LabPlay play, Operation<?, ?> operation, Optional<Duration> confirm) throws Exception {
        return run(play, operation, confirm, options(false, true));
    }

    private static List<String> commands(Outcome outcome) {
        return ((Outcome.Changed) outcome)
                .changes().stream().map(c -> c.summary()).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.9.2", "7.16.2", "7.24"})
    void aRuleThatShutsTheDoorIsTakenBackByTheRouter(String version) throws Exception {
        try (LabPlay play = new LabPlay(dir, version, "arm64")) {
            Outcome failed = run(play, dropAll(), SOON);

            assertThat(failed).isInstanceOfSatisfying(Outcome.Failed.class, f -> assertThat(f.error())
                    .startsWith(
                            "no new session could be opened within 1 s, so the router took the change back by itself"
                                    + " and is as before it"));
            assertThat(play.rows("/ip/firewall/filter")).isEmpty();
            assertThat(play.rows("/system/scheduler")).isEmpty();
            assertThat(play.console("/log/print")).contains("mkrun: a change was not confirmed and is taken back ");
            assertThat(warnings())
                    .singleElement()
                    .asString()
                    .startsWith(
                            "no new session can be opened yet after a change that may cut off sessions, since the playbook asks"
                                    + " for it. The router takes it back by itself after 1 s unless one confirms it till then; this run"
                                    + " waits for that, for 61 s at most. The first attempt: 127.0.0.1");
        }
    }

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
                assertThat(run(play, new GivenCommands(List.of(first, odd)), SOON))
                        .isInstanceOfSatisfying(
                                Outcome.Failed.class,
                                f -> assertThat(f.done()).singleElement().isEqualTo(first));
                assertThat(play.rows("/system/scheduler")).isEmpty();
            }
        }
    }

    private List<String> warnings() {
        return events.stream()
                .filter(RunEvent.Warning.class::isInstance)
                .map(e -> ((RunEvent.Warning) e).text())
                .toList();
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
            Outcome failed = run(play, shut, SOON);

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
            assertThat(commands(run(play, filtering, Optional.empty(), options(true, true))))
                    .hasSize(3);

            assertThat(run(play, filtering, SOON))
                    .isInstanceOfSatisfying(Outcome.Failed.class, f -> assertThat(f.error())
                            .startsWith(
                                    "no new session could be opened within 1 s, so the router took the change back by itself"
                                            + " and is as before it"));
            assertThat(play.rows("/interface/bridge").get(0).is("vlan-filtering"))
                    .isFalse();

            play.console("/interface/vlan/add name=v99 interface=br vlan-id=99");
            play.console("/ip/address/add address=192.0.2.10/24 interface=v99");
            play.console("/interface/bridge/vlan/add bridge=br vlan-ids=99 tagged=br");
            assertThat(run(play, filtering, SOON)).isInstanceOf(Outcome.Changed.class);
        }
    }

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
            assertThat(run(play, gone, Optional.empty()))
                    .isInstanceOfSatisfying(Outcome.Blocked.class, blocked -> assertThat(blocked.toDo())
                            .singleElement()
                            .asString()
                            .contains(
                                    "the router cannot take it back by itself, because what names it would not name the one"
                                            + " made in its place: /")
                            .contains("=br; or run with --no-commit-confirm"));

            play.console("/interface/bridge/port/remove [find]; /ip/address/remove [find where interface=br]");
            assertThat(run(play, gone, SOON)).isInstanceOf(Outcome.Changed.class);

            // What is removed ahead of it, and is no danger, names it no more.
            play.console("/interface/list/add name=dmz comment=\"mkrun:@web/dmz\"");
            play.console("/interface/list/member/add list=dmz interface=ether3 comment=\"mkrun:@web/member\"");
            assertThat(commands(run(play, new OwnerGone(Owner.parse("web")), Optional.empty())))
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
                assertThat(run(play, user, Optional.empty(), options(true, true)))
                        .isInstanceOf(Outcome.Changed.class);
                assertThat(events)
                        .filteredOn(RunEvent.Warning.class::isInstance)
                        .hasSize(name.equals("admin") ? 1 : 0)
                        .allMatch(e -> e.toString().contains("each session after that needs the new one"));
            }
        }
    }

    @Test
    void anAddressThatKeepsTheUserOutIsTakenBack() throws Exception {
        RouterEntry elsewhere = new RouterEntry(
                "/user", Map.of("name", "admin"), Map.of("address", List.of("10.0.0.0/8")), "me", true, true);
        try (LabPlay play = new LabPlay(dir, "7.24", "arm64")) {
            assertThat(run(play, elsewhere, SOON))
                    .isInstanceOfSatisfying(Outcome.Failed.class, f -> assertThat(f.error())
                            .startsWith("no new session could be opened within 1 s"));
            assertThat(play.rows("/user").get(0).text("address")).isEmpty();
        }
    }

    @Test
    void whatIsDangerousButGoesWellIsConfirmed() throws Exception {
        RouterEntry rule = rule("bad", Map.of("chain", "input", "action", "drop", "src-address-list", "bad"));
        try (LabPlay play = new LabPlay(dir, "7.20.8", "arm64")) {
            List<String> foretold = commands(run(play, rule, Optional.empty(), options(true, true)));
            assertThat(play.rows("/ip/firewall/filter")).isEmpty();

            List<String> done = commands(run(play, rule, Optional.empty()));

            assertThat(done)
                    .isEqualTo(foretold)
                    .containsExactly(
                            "/system/scheduler/add name=mkrun-commit-confirm interval=60s on-event=<takes back what"
                                    + " follows>",
                            done.get(1),
                            "over a new session: /system/scheduler/remove mkrun-commit-confirm");
            assertThat(play.rows("/ip/firewall/filter")).hasSize(1);
            assertThat(play.rows("/system/scheduler")).isEmpty();
            assertThat(run(play, rule, SOON)).isInstanceOf(Outcome.Ok.class);
        }
    }

    @Test
    void whatIsNoDangerIsJustDone() throws Exception {
        RouterEntry rule =
                rule("telnet", Map.of("chain", "input", "action", "drop", "protocol", "tcp", "dst-port", "23"));
        try (LabPlay play = new LabPlay(dir, "7.20.8", "arm64")) {
            assertThat(commands(run(play, rule, Optional.empty()))).hasSize(1);
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
                    run(play, new RouterEntries("/ip/firewall/address-list", "@bad", entries), Optional.empty()));

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

            List<String> done = commands(run(play, gone, Optional.empty()));

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
            assertThat(run(play, off, SOON)).isInstanceOf(Outcome.Failed.class);
            assertThat(play.rows("/ip/service"))
                    .filteredOn(r -> r.text("name").equals("ssh"))
                    .allMatch(r -> !r.is("disabled"));
        }
    }

    /** What mkrun has no table of is judged by what its menu is about. */
    @Test
    void aMenuWithoutATableIsGuardedToo() throws Exception {
        OtherMenu blue = vrf(Map.of("interfaces", "ether1"));
        try (LabPlay play = new LabPlay(dir, "7.20.8", "arm64")) {
            List<String> foretold = commands(run(play, blue, Optional.empty(), options(true, true)));
            assertThat(play.rows("/ip/vrf")).isEmpty();

            List<String> done = commands(run(play, blue, Optional.empty()));

            assertThat(done).isEqualTo(foretold).hasSize(3);
            assertThat(done.get(0)).startsWith("/system/scheduler/add ");
            assertThat(done.get(1)).startsWith("/ip/vrf/add ").contains("interfaces=ether1");
            assertThat(play.rows("/ip/vrf")).hasSize(1);
            assertThat(commands(run(play, vrf(Map.of("interfaces", "none")), Optional.empty())))
                    .hasSize(3);
            assertThat(commands(run(play, vrf(Map.of("comment", "nobody's way")), Optional.empty())))
                    .hasSize(1);
            assertThat(commands(run(play, socks(), Optional.empty()))).hasSize(1);
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

            assertThat(run(play, realm, Optional.empty()))
                    .asString()
                    .startsWith("Blocked")
                    .contains(
                            "and the router cannot take it back by itself, because no value was set before for realm, and"
                                    + " /radius has no command to unset it; or run with --no-commit-confirm");
            assertThat(play.rows("/radius").get(0).text("realm")).isEmpty();
            assertThat(run(play, realm, Optional.empty(), options(false, false)))
                    .isInstanceOf(Outcome.Changed.class);
        }
    }

    /** A session may be let in and may do nothing: mkrun waits until the router has taken the change back. */
    @ParameterizedTest
    @ValueSource(strings = {"7.9.2", "7.24"})
    void whoTakesHisOwnRightsAwayGetsThemBack(String version) throws Exception {
        RouterEntry less = new RouterEntry("/user", Map.of("name", "admin"), Map.of("group", "read"), "me", true, true);
        try (LabPlay play = new LabPlay(dir, version, "arm64")) {
            assertThat(run(play, less, SOON)).isInstanceOfSatisfying(Outcome.Failed.class, f -> assertThat(f.error())
                    .startsWith(
                            "no new session was let confirm it within 1 s, so the router took the change back by itself"
                                    + " and is as before it"));
            assertThat(warnings())
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
                assertThat(run(play, off, SOON)).isInstanceOf(Outcome.Failed.class);
                assertThat(play.console(":put [/interface/ethernet/get ether1 disabled]")
                                .strip())
                        .isEqualTo("false");
            }
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
            Outcome failed = run(play, rules, Optional.empty());

            assertThat(failed).isInstanceOfSatisfying(Outcome.Failed.class, f -> assertThat(f.error())
                    .startsWith(
                            "the session was lost in the middle of the change, which is taken back. It was to be confirmed"
                                    + " since /ip/firewall/filter: sessions to the router may meet that rule"));
            assertThat(play.rows("/ip/firewall/filter")).isEmpty();
            assertThat(play.rows("/system/scheduler")).isEmpty();
        }
    }

    /** All was done, only the answer did not come back: four changes with the entry and its last word. */
    @Test
    void aSessionThatIsLostAtTheEndIsNoFailure() throws Exception {
        RouterEntry rule = rule("bad", Map.of("chain", "input", "action", "drop", "src-address-list", "bad"));
        try (LabPlay play = new LabPlay(dir, "7.20.8", "arm64", c -> c.withFaults(LabFaults.dropAfterChange(3)))) {
            assertThat(run(play, rule, Optional.empty())).isInstanceOf(Outcome.Changed.class);
            assertThat(play.rows("/ip/firewall/filter")).hasSize(1);
            assertThat(play.rows("/system/scheduler")).isEmpty();
        }
    }

    /** The fourth question is the change; before it come the facts, the rows, and what tells the way. */
    @Test
    void aSessionThatIsLostBeforeTheChangeIsNotSaidToHaveMadeIt() throws Exception {
        RouterEntry rule = rule("bad", Map.of("chain", "input", "action", "drop", "src-address-list", "bad"));
        try (LabPlay play = new LabPlay(dir, "7.20.8", "arm64", c -> c.withFaults(LabFaults.dropAtExec(4)))) {
            assertThat(run(play, rule, Optional.empty()))
                    .isInstanceOfSatisfying(Outcome.Failed.class, f -> assertThat(f.error())
                            .startsWith("the session was lost, and the router is as before the change: "));
            assertThat(play.rows("/ip/firewall/filter")).isEmpty();
        }
    }

    /** The entry goes with the fourth change, and its answer is lost: the rule stays, so it was confirmed. */
    @Test
    void aConfirmationWhoseAnswerIsLostIsOne() throws Exception {
        RouterEntry rule = rule("bad", Map.of("chain", "input", "action", "drop", "src-address-list", "bad"));
        try (LabPlay play = new LabPlay(dir, "7.20.8", "arm64", c -> c.withFaults(LabFaults.dropAfterChange(4)))) {
            assertThat(run(play, rule, Optional.empty())).isInstanceOf(Outcome.Changed.class);
            assertThat(play.rows("/ip/firewall/filter")).hasSize(1);
            assertThat(play.rows("/system/scheduler")).isEmpty();
        }
    }

    @Test
    void anotherRunsChangeIsNotTouched() throws Exception {
        RouterEntry rule = rule("bad", Map.of("chain", "input", "action", "drop", "src-address-list", "bad"));
        try (LabPlay play = new LabPlay(dir, "7.20.8", "arm64")) {
            play.console("/system/scheduler/add name=mkrun-commit-confirm interval=1h on-event=\":put a\"");

            assertThat(run(play, rule, Optional.empty()))
                    .isInstanceOfSatisfying(Outcome.Failed.class, f -> assertThat(f.error())
                            .contains("Nothing was changed. If there is such an entry already, another run waits"));
            assertThat(play.rows("/system/scheduler")).hasSize(1);
            assertThat(play.rows("/ip/firewall/filter")).isEmpty();
        }
    }

    /** As after a run that was killed before it could confirm: what is there now will not be there in a moment. */
    @ParameterizedTest
    @ValueSource(strings = {"7.9.2", "7.16.2", "7.24"})
    void whatTheRouterIsAboutToTakeBackIsNotTakenForDone(String version) throws Exception {
        RouterEntry rule = rule("bad", Map.of("chain", "input", "action", "drop", "src-address-list", "bad"));
        try (LabPlay play = new LabPlay(dir, version, "arm64")) {
            run(play, rule, Optional.empty());
            play.console("/system/scheduler/add name=mkrun-commit-confirm interval=2s comment=\"complete mk12ab\""
                    + " on-event=\"/system/scheduler/remove mkrun-commit-confirm; /ip/firewall/filter/remove [find]\"");

            assertThat(run(play, rule, Optional.empty())).isInstanceOf(Outcome.Changed.class);

            assertThat(warnings()).hasSize(2);
            assertThat(warnings().get(0)).contains("waits for its confirmation");
            assertThat(warnings().get(1)).contains("waited for its confirmation");
            assertThat(play.rows("/ip/firewall/filter")).hasSize(1);
            assertThat(play.rows("/system/scheduler")).isEmpty();
        }
    }

    @Test
    void whoInsistsIsCutOff() throws Exception {
        try (LabPlay play = new LabPlay(dir, "7.20.8", "arm64")) {
            run(play, dropAll(), Optional.empty(), options(false, false));

            assertThat(Assertions.catchThrowable(play::connect)).isInstanceOf(UnreachableException.class);
        }
    }

    @Test
    void whereDeviceModeForbidsTheSchedulerNothingDangerousIsDone() throws Exception {
        try (LabPlay play = new LabPlay(dir, "7.20.8", "arm64", c -> c.withBoard(Board.named("hap-ax3")))) {
            Outcome outcome = run(play, dropAll(), SOON);

            assertThat(outcome).isInstanceOfSatisfying(Outcome.Blocked.class, blocked -> assertThat(blocked.toDo())
                    .singleElement()
                    .asString()
                    .contains("device-mode keeps the router from taking it back by itself")
                    .contains("/system/device-mode/update scheduler=yes")
                    .contains("--no-commit-confirm"));
            assertThat(play.rows("/ip/firewall/filter")).isEmpty();

            RouterEntry rule = rule("bad", Map.of("chain", "input", "action", "drop", "src-address-list", "bad"));
            assertThat(run(play, rule, Optional.empty())).isInstanceOf(Outcome.Blocked.class);
            assertThat(run(play, rule, Optional.empty(), options(false, false))).isInstanceOf(Outcome.Changed.class);
            assertThat(play.rows("/ip/firewall/filter")).hasSize(1);
        }
    }
}
