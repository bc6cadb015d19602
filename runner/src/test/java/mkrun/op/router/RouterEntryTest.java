package mkrun.op.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import mkrun.target.Change;
import mkrun.target.Secret;
import mkrun.target.TargetException;
import mkrun.target.routeros.RouterCommand;
import mkrun.target.routeros.Undo;
import mkrun.task.Plan;
import mkrun.testing.SchemaJudge;
import org.junit.jupiter.api.Test;

class RouterEntryTest {
    private static final RouterEntry BRIDGE = new RouterEntry(
            "/interface/bridge", Map.of("name", "containers"), Map.of("vlan-filtering", true), "bridge", true);

    private static Plan plan(RouterEntry entry, SeenRouter router) throws TargetException {
        return entry.diff(entry.inspect(router));
    }

    private static List<String> commands(RouterEntry entry, SeenRouter router) throws TargetException {
        List<String> commands =
                plan(entry, router).changes().stream().map(Change::summary).toList();
        commands.forEach(SchemaJudge.of(router.facts().version().toString())::accept);
        return commands;
    }

    @Test
    void aMissingRowIsAddedWithItsMark() throws Exception {
        assertThat(commands(BRIDGE, new SeenRouter("7.20.8")))
                .containsExactly("/interface/bridge/add name=containers vlan-filtering=yes comment=mkrun:bridge");
    }

    @Test
    void aNewRowThatLacksWhatItNeedsIsRefusedBeforeTheRouterIsAsked() {
        RouterEntry user = new RouterEntry("/user", Map.of("name", "bob"), Map.of("group", "full"), "bob", true);
        assertThatThrownBy(() -> plan(user, new SeenRouter("7.20.8")))
                .isInstanceOf(TargetException.class)
                .hasMessage("/user name=bob: there is no such row, and a new one needs password");
        RouterEntry env = new RouterEntry("/container/envs", Map.of("list", "a"), Map.of("value", "v"), "e", true);
        assertThatThrownBy(() -> plan(env, new SeenRouter("7.12.2"))).hasMessageEndingWith("a new one needs key");
    }

    /** Setting {@code tcp-flags=syn} leaves a router the {@code !ack} that it has. */
    @Test
    void aRowThatWouldKeepSomethingIsMadeAnewInItsPlace() throws Exception {
        SeenRouter router = new SeenRouter("7.20.8")
                .row(
                        "/ip/firewall/raw",
                        "chain",
                        "prerouting",
                        "action",
                        "drop",
                        "log",
                        "true",
                        "tcp-flags",
                        "syn,!ack",
                        "comment",
                        "mkrun:syn | by night")
                .row("/ip/firewall/raw", "chain", "prerouting", "action", "accept", "comment", "last");
        RouterEntry syn = new RouterEntry(
                "/ip/firewall/raw", Map.of("chain", "prerouting"), Map.of("tcp-flags", "syn"), "syn", true);
        assertThat(commands(syn, router))
                .containsExactly(
                        "/ip/firewall/raw/remove [find where comment=\"mkrun:syn | by night\"]",
                        "/ip/firewall/raw/add place-before=*2 chain=prerouting action=drop tcp-flags=syn log=yes"
                                + " comment=\"mkrun:syn | by night\"");
        RouterEntry both = new RouterEntry(
                "/ip/firewall/raw", Map.of("chain", "prerouting"), Map.of("tcp-flags", "rst,!fin"), "syn", true);
        assertThat(commands(both, router)).singleElement().asString().contains("/set ");
    }

    /** A router keeps what was granted until it is denied by name. */
    @Test
    void whatIsNoLongerGrantedIsDeniedByName() throws Exception {
        SeenRouter router = new SeenRouter("7.24")
                .row("/user/group", "name", "bots", "policy", "ssh,read,api,dude,!local,!write", "skin", "default");
        RouterEntry bots = new RouterEntry(
                "/user/group", Map.of("name", "bots"), Map.of("policy", List.of("read", "write")), "bots", true, true);
        assertThat(commands(bots, router))
                .filteredOn(command -> command.contains("/set "))
                .singleElement()
                .asString()
                .contains(" policy=\"read,write,!api,!dude,!ssh\"");
    }

    /** What a router does not mention is as it is by default, and another value is a change. */
    @Test
    void defaultsThatRoutersLeaveOutAreKnown() throws Exception {
        SeenRouter router = new SeenRouter("7.24")
                .row("/ip/dhcp-server", "name", "lan", "interface", "bridge", "comment", "mkrun:lan");
        Map<String, Object> asItIs = Map.of("conflict-detection", true, "relay", "0.0.0.0");
        assertThat(commands(new RouterEntry("/ip/dhcp-server", Map.of("name", "lan"), asItIs, "lan", true), router))
                .isEmpty();
        Map<String, Object> otherwise = Map.of("conflict-detection", false);
        assertThat(commands(new RouterEntry("/ip/dhcp-server", Map.of("name", "lan"), otherwise, "lan", true), router))
                .singleElement()
                .asString()
                .contains("/set ", " conflict-detection=no");
    }

    @Test
    void aRecordHasAnAddressOfItsTypesFamily() {
        Map<String, Object> six = Map.of("address", "2001:db8::7");
        assertThatThrownBy(() -> new RouterEntry("/ip/dns/static", Map.of("name", "nas.lan"), six, "nas", true))
                .hasMessage("/ip/dns/static: 'address' cannot be '2001:db8::7': a record of type A has an IPv4 address;"
                        + " say type: 'AAAA' for this one");
        Map<String, Object> typed = Map.of("name", "nas.lan", "type", "AAAA");
        assertThat(new RouterEntry("/ip/dns/static", typed, six, "nas", true).present())
                .isTrue();
        assertThatThrownBy(() -> new RouterEntry("/ip/dns/static", typed, Map.of("address", "10.0.0.7"), "nas", true))
                .hasMessageContaining("of type AAAA has an IPv6 address; say type: 'A' for this one");
    }

    @Test
    void networksAreSentAsAllRoutersTakeThem() throws Exception {
        RouterEntry queue = new RouterEntry(
                "/queue/simple", Map.of("name", "nas"), Map.of("target", "192.0.2.7", "disabled", "true"), "nas", true);
        assertThat(commands(queue, new SeenRouter("7.20.8")))
                .singleElement()
                .asString()
                .contains(" target=192.0.2.7/32 ")
                .contains(" disabled=yes ");
    }

    @Test
    void anOwnRowIsChangedWhereItDiffersAndNowhereElse() throws Exception {
        SeenRouter router = new SeenRouter("7.20.8")
                .row(
                        "/interface/bridge",
                        "name",
                        "containers",
                        "vlan-filtering",
                        "false",
                        "mtu",
                        "1400",
                        "comment",
                        "mkrun:bridge");
        assertThat(commands(BRIDGE, router))
                .containsExactly("/interface/bridge/set [find where comment=\"mkrun:bridge\"] vlan-filtering=yes");
    }

    /** Routers refuse an empty word where only certain words are taken, and the way back with it. */
    @Test
    void wordsThatWereNotThereAreUnsetOnTheWayBack() throws Exception {
        SeenRouter router = new SeenRouter("7.20.8")
                .row("/ip/route", "dst-address", "10.9.0.0/16", "gateway", "192.0.2.7", "comment", "mkrun:r");
        RouterEntry route = new RouterEntry(
                "/ip/route",
                Map.of("dst-address", "10.9.0.0/16"),
                Map.of("check-gateway", "ping", "pref-src", "192.0.2.10"),
                "r",
                true);
        Undo.Steps undo =
                (Undo.Steps) ((RouterCommand) plan(route, router).changes().get(0)).undo();
        assertThat(undo.known().orElseThrow())
                .extracting(Change::summary)
                .containsExactly(
                        "/ip/route/unset [find where comment=\"mkrun:r\"] value-name=check-gateway",
                        "/ip/route/set [find where comment=\"mkrun:r\"] pref-src=\"\"");
        assertThat(undo.doubt()).isEmpty();
    }

    @Test
    void anOwnRowAsWantedIsLeftAlone() throws Exception {
        SeenRouter router = new SeenRouter("7.20.8")
                .row("/interface/bridge", "name", "containers", "vlan-filtering", "true", "comment", "mkrun:bridge");
        assertThat(plan(BRIDGE, router)).isEqualTo(Plan.nothing("/interface/bridge name=containers is as wanted"));
    }

    @Test
    void aForeignRowAsWantedWillDo() throws Exception {
        SeenRouter router = new SeenRouter("7.20.8")
                .row("/interface/bridge", "name", "containers", "vlan-filtering", "true", "comment", "by hand");
        assertThat(plan(BRIDGE, router))
                .isEqualTo(Plan.nothing("/interface/bridge name=containers is as wanted, made by somebody else"));
    }

    @Test
    void aForeignRowWithTheSameKeyIsRefusedNeverTouched() {
        SeenRouter router = new SeenRouter("7.20.8")
                .row("/interface/bridge", "name", "containers", "vlan-filtering", "false", "comment", "by hand");
        assertThatThrownBy(() -> plan(BRIDGE, router))
                .isInstanceOf(TargetException.class)
                .hasMessage("/interface/bridge name=containers: there is a row *1 that mkrun did not make (\"by hand\")"
                        + " and differs (it has vlan-filtering=false). mkrun leaves it alone: change or remove it,"
                        + " choose another, or hand it over with /interface/bridge/set *1"
                        + " comment=\"mkrun:bridge | by hand\"");
    }

    @Test
    void renamingAnOwnRowOntoAForeignOneIsRefused() {
        SeenRouter router = new SeenRouter("7.20.8")
                .row("/interface/bridge", "name", "old", "comment", "mkrun:bridge")
                .row("/interface/bridge", "name", "containers", "vlan-filtering", "true");
        assertThatThrownBy(() -> plan(BRIDGE, router)).hasMessageContaining("a row *2 that mkrun did not make");
    }

    @Test
    void aForeignRowIsAdoptedIfAskedForAndKeepsWhatPeopleSaidOfIt() throws Exception {
        RouterEntry entry = new RouterEntry("/interface/bridge", BRIDGE.key(), BRIDGE.values(), "bridge", true, true);
        SeenRouter router = new SeenRouter("7.20.8")
                .row("/interface/bridge", "name", "containers", "vlan-filtering", "false", "comment", "by hand");
        assertThat(commands(entry, router))
                .containsExactly("/interface/bridge/set *1 vlan-filtering=yes comment=\"mkrun:bridge | by hand\"");
        SeenRouter dynamic = new SeenRouter("7.20.8").row("/interface/bridge", "name", "containers", "dynamic", "true");
        assertThatThrownBy(() -> plan(entry, dynamic))
                .hasMessageContaining("a row *1 that the router made by itself")
                .hasMessageEndingWith(
                        "Routers let nobody change such a row, so adopt does not help: choose another, or change"
                                + " what it follows from");
    }

    @Test
    void aDynamicLeaseMayBeMadeARowOfOnesOwn() {
        Map<String, Object> key = Map.of("mac-address", "00:00:5E:00:53:01");
        RouterEntry entry =
                new RouterEntry("/ip/dhcp-server/lease", key, Map.of("address", "192.168.88.9"), "nas", true);
        SeenRouter router = new SeenRouter("7.20.8")
                .row(
                        "/ip/dhcp-server/lease",
                        "mac-address",
                        "00:00:5E:00:53:01",
                        "address",
                        "192.168.88.200",
                        "dynamic",
                        "true");
        assertThatThrownBy(() -> plan(entry, router))
                .hasMessageEndingWith(". Or keep it with /ip/dhcp-server/lease/make-static *1, and take it over with"
                        + " adopt: true");
    }

    /** What a message tells to type must be what the console takes. */
    @Test
    void theWayToHandARowOverIsQuoted() {
        SeenRouter router = new SeenRouter("7.20.8")
                .row("/interface/bridge", "name", "containers", "vlan-filtering", "false", "comment", "5\" $ [old]");
        assertThatThrownBy(() -> plan(BRIDGE, router))
                .hasMessageContaining("(\"5\" $ [old]\")")
                .hasMessageEndingWith("/interface/bridge/set *1 comment=\"mkrun:bridge | 5\\\" \\$ [old]\"");
    }

    @Test
    void aNoteStandsBehindTheMarkAndIsLeftAloneWhereNoneIsGiven() throws Exception {
        RouterEntry noted =
                new RouterEntry("/interface/bridge", BRIDGE.key(), Map.of("comment", "for containers"), "bridge", true);
        assertThat(commands(noted, new SeenRouter("7.20.8")))
                .containsExactly("/interface/bridge/add name=containers comment=\"mkrun:bridge | for containers\"");
        SeenRouter other = new SeenRouter("7.20.8")
                .row("/interface/bridge", "name", "containers", "comment", "mkrun:bridge | old words");
        assertThat(commands(noted, other))
                .containsExactly("/interface/bridge/set [find where comment=\"mkrun:bridge | old words\"]"
                        + " comment=\"mkrun:bridge | for containers\"");
        RouterEntry silent = new RouterEntry("/interface/bridge", BRIDGE.key(), Map.of(), "bridge", true);
        assertThat(commands(silent, other)).isEmpty();
    }

    @Test
    void whatBeginsANoteIsInNoMark() {
        for (String mark : List.of("a | b", "a |")) {
            Map<String, Object> key = Map.of("name", "a");
            assertThatThrownBy(() -> new RouterEntry("/interface/bridge", key, Map.of(), mark, true))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("/interface/bridge: '" + mark + "' cannot be a mark, since ' | ' ends one where a note"
                            + " begins; say another with mark:");
        }
        assertThat(new RouterEntry("/interface/bridge", Map.of("name", "a"), Map.of(), "a|b", true).mark())
                .isEqualTo("a|b");
    }

    /** Two runs at a time, or one that was killed while the router went on with its line, leave copies. */
    @Test
    void copiesOfARowGoAndTheFirstStays() throws Exception {
        RouterEntry rule = new RouterEntry(
                "/ip/firewall/filter", Map.of("chain", "forward"), Map.of("action", "drop"), "shut", true);
        SeenRouter router = new SeenRouter("7.20.8")
                .row("/ip/firewall/filter", "chain", "forward", "action", "drop", "comment", "mkrun:shut", "bytes", "7")
                .row("/ip/firewall/filter", "chain", "forward", "action", "accept", "comment", "theirs")
                .row("/ip/firewall/filter", "chain", "forward", "action", "drop", "comment", "mkrun:shut");
        assertThat(commands(rule, router)).containsExactly("/ip/firewall/filter/remove *3");

        router.row("/ip/firewall/filter", "chain", "forward", "action", "drop", "log", "true", "comment", "mkrun:shut");
        assertThatThrownBy(() -> plan(rule, router))
                .hasMessageEndingWith("remove all but one: /ip/firewall/filter/print where .id=*1 or .id=*3 or .id=*4");
    }

    @Test
    void twoRowsWithOneMarkAreForAHumanToSort() {
        SeenRouter router = new SeenRouter("7.20.8")
                .row("/interface/bridge", "name", "a", "comment", "mkrun:bridge")
                .row("/interface/bridge", "name", "b", "comment", "mkrun:bridge");
        assertThatThrownBy(() -> plan(BRIDGE, router)).hasMessageContaining("2 rows carry the mark \"mkrun:bridge\"");
    }

    @Test
    void anUnwantedOwnRowIsRemovedAndAForeignOneIsTold() throws Exception {
        RouterEntry gone = new RouterEntry("/interface/bridge", BRIDGE.key(), Map.of(), "bridge", false);
        assertThat(commands(
                        gone,
                        new SeenRouter("7.20.8").row("/interface/bridge", "name", "x", "comment", "mkrun:bridge")))
                .containsExactly("/interface/bridge/remove [find where comment=\"mkrun:bridge\"]");
        assertThat(plan(gone, new SeenRouter("7.20.8").row("/interface/bridge", "name", "x"))
                        .reason())
                .isEqualTo("/interface/bridge name=containers is not there");
        SeenRouter theirs =
                new SeenRouter("7.20.8").row("/interface/bridge", "name", "containers", "comment", "do not touch");
        assertThatThrownBy(() -> plan(gone, theirs))
                .hasMessage(
                        "/interface/bridge name=containers shall be gone, and there is a row *1 that mkrun did not make"
                                + " (\"do not touch\"). mkrun leaves it alone: /interface/bridge/remove *1 removes it");
    }

    @Test
    void othersRowsThatOnlyAPartOfTheKeyFitsStayAndAreTold() throws Exception {
        RouterEntry gone = new RouterEntry("/ip/dns/static", Map.of("name", "nas.lan"), Map.of(), "nas.lan", false);
        SeenRouter router = new SeenRouter("7.20.8").row("/ip/dns/static", "name", "nas.lan", "address", "192.0.2.1");
        assertThat(plan(gone, router).isEmpty()).isTrue();
        assertThat(plan(gone, router).reason()).isEqualTo("/ip/dns/static name=nas.lan: only rows of others are there");
        RouterEntry rule = new RouterEntry("/ip/firewall/filter", Map.of("chain", "input"), Map.of(), "old", false);
        assertThat(plan(rule, new SeenRouter("7.20.8").row("/ip/firewall/filter", "chain", "input"))
                        .isEmpty())
                .as("a menu without keys: nothing but the mark names a row")
                .isTrue();
    }

    @Test
    void whatTheRouterMadeByItselfIsNoneThatShallBeGone() throws Exception {
        RouterEntry gone =
                new RouterEntry("/ip/address", Map.of("address", "192.0.2.9/24"), Map.of(), "192.0.2.9/24", false);
        SeenRouter router = new SeenRouter("7.20.8")
                .row("/ip/address", "address", "192.0.2.9/24", "interface", "ether1", "dynamic", "true");
        assertThat(plan(gone, router).reason()).isEqualTo("/ip/address address=192.0.2.9/24 is not there");
    }

    @Test
    void valuesInOtherWordsAreTheSame() throws Exception {
        RouterEntry rule = new RouterEntry(
                "/ip/firewall/nat",
                Map.of("chain", "srcnat"),
                Map.of("src-address", "10.1.2.3/32", "log", false, "to-ports", 80),
                "rule",
                true);
        SeenRouter router = new SeenRouter("7.24")
                .row(
                        "/ip/firewall/nat",
                        "chain",
                        "srcnat",
                        "src-address",
                        "10.1.2.3",
                        "to-ports",
                        "80",
                        "comment",
                        "mkrun:rule");
        assertThat(plan(rule, router).isEmpty()).isTrue();
    }

    @Test
    void fieldsAreSpeltAsTheVersionSpellsThem() throws Exception {
        RouterEntry env = new RouterEntry(
                "/container/envs",
                Map.of("list", "web"),
                Map.of("key", "A", "value", Secret.of("s3cr3t")),
                "web/env/A",
                true);
        assertThat(commands(env, new SeenRouter("7.24")).get(0)).contains("list=web");
        assertThat(commands(env, new SeenRouter("7.16.2")).get(0)).contains("name=web");
    }

    @Test
    void secretsGoToTheRouterAndNowhereElse() throws Exception {
        RouterEntry env = new RouterEntry(
                "/container/envs",
                Map.of("list", "web", "key", "A"),
                Map.of("value", Secret.of("s3cr3t")),
                "web/env/A",
                true);
        RouterCommand command =
                (RouterCommand) plan(env, new SeenRouter("7.24")).changes().get(0);
        assertThat(command.command().text()).contains("value=s3cr3t");
        assertThat(command.summary()).contains("value=********").doesNotContain("s3cr3t");
        assertThat(command.toString()).doesNotContain("Secret[");
    }

    @Test
    void aFieldThatTheVersionLacksIsAnErrorUnlessItsDefaultIsWanted() throws Exception {
        Map<String, Object> key = Map.of("list", "web-data", "dst", "/data");
        RouterEntry readOnly =
                new RouterEntry("/container/mounts", key, Map.of("src", "/usb1/d", "mode", "ro"), "web/mount/1", true);
        RouterEntry writable =
                new RouterEntry("/container/mounts", key, Map.of("src", "/usb1/d", "mode", "rw"), "web/mount/1", true);
        assertThat(commands(readOnly, new SeenRouter("7.24")).get(0)).contains("mode=ro");
        assertThat(commands(readOnly, new SeenRouter("7.22.3")).get(0)).contains("read-only=yes");
        assertThat(commands(writable, new SeenRouter("7.16.2")).get(0)).doesNotContain("mode", "read-only");
        assertThatThrownBy(() -> plan(readOnly, new SeenRouter("7.16.2")))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("7.16.2")
                .hasMessageContaining("7.20");
    }

    @Test
    void aMisspeltMenuOrFieldIsRefusedWhenThePlaybookIsLoaded() {
        assertThatThrownBy(() -> new RouterEntry("/interface/brigde", Map.of("name", "x"), Map.of(), "m", true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unknown RouterOS menu '/interface/brigde' -- did you mean '/interface/bridge'?");
        assertThatThrownBy(() -> new RouterEntry("/interface/bridge", Map.of("nmae", "x"), Map.of(), "m", true))
                .hasMessage("/interface/bridge has no field 'nmae' -- did you mean 'name'?");
        assertThatThrownBy(() -> new RouterEntry("/interface/bridge", Map.of("running", true), Map.of(), "m", true))
                .hasMessage("/interface/bridge: 'running' is set by the router itself");
        assertThatThrownBy(() -> new RouterEntry("/system/identity", Map.of("name", "x"), Map.of(), "m", true))
                .hasMessageContaining("has no rows");
    }

    @Test
    void settingsOfASingleMenuAreSetWhereTheyDiffer() throws Exception {
        RouterSettings identity = new RouterSettings("/system/identity", Map.of("name", "edge 1"));
        SeenRouter other = new SeenRouter("7.20.8").single("/system/identity", "name", "MikroTik");
        assertThat(identity.diff(identity.inspect(other)).changes())
                .extracting(Change::summary)
                .containsExactly("/system/identity/set name=\"edge 1\"");
        SeenRouter same = new SeenRouter("7.20.8").single("/system/identity", "name", "edge 1");
        assertThat(identity.diff(identity.inspect(same))).isEqualTo(Plan.nothing("/system/identity is as wanted"));
    }
}
