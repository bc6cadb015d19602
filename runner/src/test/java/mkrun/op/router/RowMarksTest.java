package mkrun.op.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import mkrun.target.TargetException;
import mkrun.task.Plan;
import org.junit.jupiter.api.Test;

/** Whose a row is: what carries the mark is mkrun's, all else is left alone, told, or taken over where that is asked for. */
class RowMarksTest {
    private static final RouterEntry BRIDGE = new RouterEntry(
            "/interface/bridge", Map.of("name", "containers"), Map.of("vlan-filtering", true), "bridge", true);

    @Test
    void anOwnRowAsWantedIsLeftAlone() throws Exception {
        SeenRouter router = new SeenRouter("7.20.8")
                .row("/interface/bridge", "name", "containers", "vlan-filtering", "true", "comment", "mkrun:bridge");
        assertThat(Planned.plan(BRIDGE, router))
                .isEqualTo(Plan.nothing("/interface/bridge name=containers is as wanted"));
    }

    @Test
    void aForeignRowAsWantedWillDo() throws Exception {
        SeenRouter router = new SeenRouter("7.20.8")
                .row("/interface/bridge", "name", "containers", "vlan-filtering", "true", "comment", "by hand");
        assertThat(Planned.plan(BRIDGE, router))
                .isEqualTo(Plan.nothing("/interface/bridge name=containers is as wanted, made by somebody else"));
    }

    @Test
    void aForeignRowWithTheSameKeyIsRefusedNeverTouched() {
        SeenRouter router = new SeenRouter("7.20.8")
                .row("/interface/bridge", "name", "containers", "vlan-filtering", "false", "comment", "by hand");
        assertThatThrownBy(() -> Planned.plan(BRIDGE, router))
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
        assertThatThrownBy(() -> Planned.plan(BRIDGE, router)).hasMessageContaining("a row *2 that mkrun did not make");
    }

    @Test
    void aForeignRowIsAdoptedIfAskedForAndKeepsWhatPeopleSaidOfIt() throws Exception {
        RouterEntry entry = new RouterEntry("/interface/bridge", BRIDGE.key(), BRIDGE.values(), "bridge", true, true);
        SeenRouter router = new SeenRouter("7.20.8")
                .row("/interface/bridge", "name", "containers", "vlan-filtering", "false", "comment", "by hand");
        assertThat(Planned.commands(entry, router))
                .containsExactly("/interface/bridge/set *1 vlan-filtering=yes comment=\"mkrun:bridge | by hand\"");
        SeenRouter dynamic = new SeenRouter("7.20.8").row("/interface/bridge", "name", "containers", "dynamic", "true");
        assertThatThrownBy(() -> Planned.plan(entry, dynamic))
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
        assertThatThrownBy(() -> Planned.plan(entry, router))
                .hasMessageEndingWith(". Or keep it with /ip/dhcp-server/lease/make-static *1, and take it over with"
                        + " adopt: true");
    }

    /** What a message tells to type must be what the console takes. */
    @Test
    void theWayToHandARowOverIsQuoted() {
        SeenRouter router = new SeenRouter("7.20.8")
                .row("/interface/bridge", "name", "containers", "vlan-filtering", "false", "comment", "5\" $ [old]");
        assertThatThrownBy(() -> Planned.plan(BRIDGE, router))
                .hasMessageContaining("(\"5\" $ [old]\")")
                .hasMessageEndingWith("/interface/bridge/set *1 comment=\"mkrun:bridge | 5\\\" \\$ [old]\"");
    }

    @Test
    void aNoteStandsBehindTheMarkAndIsLeftAloneWhereNoneIsGiven() throws Exception {
        RouterEntry noted =
                new RouterEntry("/interface/bridge", BRIDGE.key(), Map.of("comment", "for containers"), "bridge", true);
        assertThat(Planned.commands(noted, new SeenRouter("7.20.8")))
                .containsExactly("/interface/bridge/add name=containers comment=\"mkrun:bridge | for containers\"");
        SeenRouter other = new SeenRouter("7.20.8")
                .row("/interface/bridge", "name", "containers", "comment", "mkrun:bridge | old words");
        assertThat(Planned.commands(noted, other))
                .containsExactly("/interface/bridge/set [find where comment=\"mkrun:bridge | old words\"]"
                        + " comment=\"mkrun:bridge | for containers\"");
        RouterEntry silent = new RouterEntry("/interface/bridge", BRIDGE.key(), Map.of(), "bridge", true);
        assertThat(Planned.commands(silent, other)).isEmpty();
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
        assertThat(Planned.commands(rule, router)).containsExactly("/ip/firewall/filter/remove *3");

        router.row("/ip/firewall/filter", "chain", "forward", "action", "drop", "log", "true", "comment", "mkrun:shut");
        assertThatThrownBy(() -> Planned.plan(rule, router))
                .hasMessageEndingWith("remove all but one: /ip/firewall/filter/print where .id=*1 or .id=*3 or .id=*4");
    }

    @Test
    void twoRowsWithOneMarkAreForAHumanToSort() {
        SeenRouter router = new SeenRouter("7.20.8")
                .row("/interface/bridge", "name", "a", "comment", "mkrun:bridge")
                .row("/interface/bridge", "name", "b", "comment", "mkrun:bridge");
        assertThatThrownBy(() -> Planned.plan(BRIDGE, router))
                .hasMessageContaining("2 rows carry the mark \"mkrun:bridge\"");
    }

    @Test
    void anUnwantedOwnRowIsRemovedAndAForeignOneIsTold() throws Exception {
        RouterEntry gone = new RouterEntry("/interface/bridge", BRIDGE.key(), Map.of(), "bridge", false);
        assertThat(Planned.commands(
                        gone,
                        new SeenRouter("7.20.8").row("/interface/bridge", "name", "x", "comment", "mkrun:bridge")))
                .containsExactly("/interface/bridge/remove [find where comment=\"mkrun:bridge\"]");
        assertThat(Planned.plan(gone, new SeenRouter("7.20.8").row("/interface/bridge", "name", "x"))
                        .reason())
                .isEqualTo("/interface/bridge name=containers is not there");
        SeenRouter theirs =
                new SeenRouter("7.20.8").row("/interface/bridge", "name", "containers", "comment", "do not touch");
        assertThatThrownBy(() -> Planned.plan(gone, theirs))
                .hasMessage(
                        "/interface/bridge name=containers shall be gone, and there is a row *1 that mkrun did not make"
                                + " (\"do not touch\"). mkrun leaves it alone: /interface/bridge/remove *1 removes it");
    }

    @Test
    void othersRowsThatOnlyAPartOfTheKeyFitsStayAndAreTold() throws Exception {
        RouterEntry gone = new RouterEntry("/ip/dns/static", Map.of("name", "nas.lan"), Map.of(), "nas.lan", false);
        SeenRouter router = new SeenRouter("7.20.8").row("/ip/dns/static", "name", "nas.lan", "address", "192.0.2.1");
        assertThat(Planned.plan(gone, router).isEmpty()).isTrue();
        assertThat(Planned.plan(gone, router).reason())
                .isEqualTo("/ip/dns/static name=nas.lan: only rows of others are there");
        RouterEntry rule = new RouterEntry("/ip/firewall/filter", Map.of("chain", "input"), Map.of(), "old", false);
        assertThat(Planned.plan(rule, new SeenRouter("7.20.8").row("/ip/firewall/filter", "chain", "input"))
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
        assertThat(Planned.plan(gone, router).reason()).isEqualTo("/ip/address address=192.0.2.9/24 is not there");
    }
}
