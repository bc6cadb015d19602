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
import org.junit.jupiter.api.Test;

class RouterEntryTest {
    private static final RouterEntry BRIDGE = new RouterEntry(
            "/interface/bridge", Map.of("name", "containers"), Map.of("vlan-filtering", true), "bridge", true);

    @Test
    void aMissingRowIsAddedWithItsMark() throws Exception {
        assertThat(Planned.commands(BRIDGE, new SeenRouter("7.20.8")))
                .containsExactly("/interface/bridge/add name=containers vlan-filtering=yes comment=mkrun:bridge");
    }

    @Test
    void aNewRowThatLacksWhatItNeedsIsRefusedBeforeTheRouterIsAsked() {
        RouterEntry user = new RouterEntry("/user", Map.of("name", "bob"), Map.of("group", "full"), "bob", true);
        assertThatThrownBy(() -> Planned.plan(user, new SeenRouter("7.20.8")))
                .isInstanceOf(TargetException.class)
                .hasMessage("/user name=bob: there is no such row, and a new one needs password");
        RouterEntry env = new RouterEntry("/container/envs", Map.of("list", "a"), Map.of("value", "v"), "e", true);
        assertThatThrownBy(() -> Planned.plan(env, new SeenRouter("7.12.2")))
                .hasMessageEndingWith("a new one needs key");
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
        assertThat(Planned.commands(syn, router))
                .containsExactly(
                        "/ip/firewall/raw/remove [find where comment=\"mkrun:syn | by night\"]",
                        "/ip/firewall/raw/add place-before=*2 chain=prerouting action=drop tcp-flags=syn log=yes"
                                + " comment=\"mkrun:syn | by night\"");
        RouterEntry both = new RouterEntry(
                "/ip/firewall/raw", Map.of("chain", "prerouting"), Map.of("tcp-flags", "rst,!fin"), "syn", true);
        assertThat(Planned.commands(both, router)).singleElement().asString().contains("/set ");
    }

    /** A router keeps what was granted until it is denied by name. */
    @Test
    void whatIsNoLongerGrantedIsDeniedByName() throws Exception {
        SeenRouter router = new SeenRouter("7.24")
                .row("/user/group", "name", "bots", "policy", "ssh,read,api,dude,!local,!write", "skin", "default");
        RouterEntry bots = new RouterEntry(
                "/user/group", Map.of("name", "bots"), Map.of("policy", List.of("read", "write")), "bots", true, true);
        assertThat(Planned.commands(bots, router))
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
        assertThat(Planned.commands(
                        new RouterEntry("/ip/dhcp-server", Map.of("name", "lan"), asItIs, "lan", true), router))
                .isEmpty();
        Map<String, Object> otherwise = Map.of("conflict-detection", false);
        assertThat(Planned.commands(
                        new RouterEntry("/ip/dhcp-server", Map.of("name", "lan"), otherwise, "lan", true), router))
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
        assertThat(Planned.commands(queue, new SeenRouter("7.20.8")))
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
        assertThat(Planned.commands(BRIDGE, router))
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
        Undo.Steps undo = (Undo.Steps)
                ((RouterCommand) Planned.plan(route, router).changes().get(0)).undo();
        assertThat(undo.known().orElseThrow())
                .extracting(Change::summary)
                .containsExactly(
                        "/ip/route/unset [find where comment=\"mkrun:r\"] value-name=check-gateway",
                        "/ip/route/set [find where comment=\"mkrun:r\"] pref-src=\"\"");
        assertThat(undo.doubt()).isEmpty();
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
        assertThat(Planned.plan(rule, router).isEmpty()).isTrue();
    }

    @Test
    void fieldsAreSpeltAsTheVersionSpellsThem() throws Exception {
        RouterEntry env = new RouterEntry(
                "/container/envs",
                Map.of("list", "web"),
                Map.of("key", "A", "value", Secret.of("s3cr3t")),
                "web/env/A",
                true);
        assertThat(Planned.commands(env, new SeenRouter("7.24")).get(0)).contains("list=web");
        assertThat(Planned.commands(env, new SeenRouter("7.16.2")).get(0)).contains("name=web");
    }

    @Test
    void secretsGoToTheRouterAndNowhereElse() throws Exception {
        RouterEntry env = new RouterEntry(
                "/container/envs",
                Map.of("list", "web", "key", "A"),
                Map.of("value", Secret.of("s3cr3t")),
                "web/env/A",
                true);
        RouterCommand command = (RouterCommand)
                Planned.plan(env, new SeenRouter("7.24")).changes().get(0);
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
        assertThat(Planned.commands(readOnly, new SeenRouter("7.24")).get(0)).contains("mode=ro");
        assertThat(Planned.commands(readOnly, new SeenRouter("7.22.3")).get(0)).contains("read-only=yes");
        assertThat(Planned.commands(writable, new SeenRouter("7.16.2")).get(0)).doesNotContain("mode", "read-only");
        assertThatThrownBy(() -> Planned.plan(readOnly, new SeenRouter("7.16.2")))
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
        assertThat(Planned.plan(identity, other).changes())
                .extracting(Change::summary)
                .containsExactly("/system/identity/set name=\"edge 1\"");
        SeenRouter same = new SeenRouter("7.20.8").single("/system/identity", "name", "edge 1");
        assertThat(Planned.plan(identity, same)).isEqualTo(Plan.nothing("/system/identity is as wanted"));
    }
}
