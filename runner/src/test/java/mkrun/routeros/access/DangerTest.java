package mkrun.routeros.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mkrun.routeros.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may cut off somebody at 192.168.88.7, who comes in by the bridge {@code lan}. */
class DangerTest {
    private static final Map<String, List<Row>> MENUS = Map.of(
            "/user/active", List.of(row("name=ops via=ssh address=192.168.88.7")),
            "/ip/address",
                    List.of(
                            row("address=198.51.100.2/30 interface=ether1"),
                            row("address=192.168.88.1/24 interface=lan")),
            "/ip/service", List.of(row("name=ssh port=2200")),
            "/interface/bridge/port",
                    List.of(
                            row("bridge=lan interface=ether2"),
                            row("bridge=lan interface=veth-web"),
                            row("bridge=dmz interface=ether5")),
            "/interface/veth", List.of(row("name=veth-web")));

    private final ManagementPath path = ManagementPath.of(menu -> MENUS.getOrDefault(menu, List.of()));
    private final Danger danger = new Danger(path);

    private static Row row(String words) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String word : words.split(" ")) {
            values.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
        }
        return new Row("*1", values);
    }

    @Test
    void theWayIsFound() {
        assertThat(path.interfaces()).containsExactly("lan");
        assertThat(path.below()).containsExactly("ether2");
        assertThat(path.port()).isEqualTo(2200);
        assertThat(path.users()).containsExactly("ops");
    }

    /** Who comes from behind a gateway comes in by any interface but a container's, which may not be made yet. */
    @ParameterizedTest
    @CsvSource({"ether1, true", "ether5, true", "veth-web, false", "veth-new, false"})
    void aPortThatJoinsABridgeMayBeTheWay(String port, boolean expected) {
        Map<String, List<Row>> menus = new LinkedHashMap<>(MENUS);
        menus.put("/user/active", List.of(row("name=ops via=ssh address=203.0.113.9")));
        menus.put(
                "/interface",
                List.of(row("name=ether1 type=ether"), row("name=ether5 type=ether"), row("name=veth-web type=veth")));
        Danger far = new Danger(ManagementPath.of(menu -> menus.getOrDefault(menu, List.of())));
        RowChange added = RowChange.added("/interface/bridge/port", row("bridge=lan interface=" + port));
        assertThat(far.of(added).isPresent()).isEqualTo(expected);
    }

    /** A list stands for its members, and what these are when the row changes is not looked up. */
    @ParameterizedTest
    @CsvSource({"LAN, true", "ether7, false"})
    void aListThatIsAPortMayBeTheWay(String port, boolean expected) {
        Map<String, List<Row>> menus = new LinkedHashMap<>(MENUS);
        menus.put("/interface/list", List.of(row("name=LAN")));
        Danger listed = new Danger(ManagementPath.of(menu -> menus.getOrDefault(menu, List.of())));
        Row row = row("bridge=dmz interface=" + port);
        assertThat(listed.of(RowChange.added("/interface/bridge/port", row)).isPresent())
                .isEqualTo(expected);
        assertThat(listed.of(RowChange.removed("/interface/bridge/port", row)).isPresent())
                .isEqualTo(expected);
    }

    @Test
    void thePortUnderAVlanThatJoinsABridgeIsTheWay() {
        Map<String, List<Row>> menus = new LinkedHashMap<>(MENUS);
        menus.put("/ip/address", List.of(row("address=192.168.88.1/24 interface=vlan7")));
        menus.put("/interface/vlan", List.of(row("name=vlan7 interface=ether7")));
        Danger tagged = new Danger(ManagementPath.of(menu -> menus.getOrDefault(menu, List.of())));
        RowChange added = RowChange.added("/interface/bridge/port", row("bridge=lan interface=ether7"));
        assertThat(tagged.of(added)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "/ip/firewall/filter, chain=input action=drop, true",
        "/ip/firewall/filter, chain=input action=drop protocol=udp, false",
        "/ip/firewall/filter, chain=input action=drop protocol=tcp dst-port=23, false",
        "/ip/firewall/filter, 'chain=input action=drop protocol=tcp dst-port=23,2000-2300', true",
        "/ip/firewall/filter, chain=input action=drop protocol=!tcp, false",
        "/ip/firewall/filter, chain=input action=drop src-address=203.0.113.0/24, false",
        "/ip/firewall/filter, chain=input action=drop src-address=192.168.88.5-192.168.88.9, true",
        "/ip/firewall/filter, chain=input action=drop src-address=!192.168.88.0/24, false",
        "/ip/firewall/filter, chain=input action=drop in-interface=ether1, false",
        "/ip/firewall/filter, chain=input action=drop in-interface=!lan, false",
        "/ip/firewall/filter, chain=input action=drop in-interface-list=!LAN, true",
        "/ip/firewall/filter, chain=input action=drop disabled=true, false",
        "/ip/firewall/filter, chain=input action=jump jump-target=mine, true",
        "/ip/firewall/filter, chain=mine action=reject, true",
        "/ip/firewall/filter, chain=output action=drop, true",
        "/ip/firewall/filter, chain=forward action=drop, false",
        "/ip/firewall/filter, chain=input action=accept, false",
        "/ip/firewall/filter, chain=input action=add-src-to-address-list address-list=bad, true",
        "/ip/firewall/raw, chain=prerouting action=notrack, true",
        "/ip/firewall/nat, chain=dstnat action=dst-nat protocol=tcp dst-port=8080, false",
        "/ip/firewall/nat, chain=dstnat action=dst-nat protocol=tcp dst-port=2200, true",
        "/ip/firewall/nat, chain=srcnat action=masquerade, false",
        "/ipv6/firewall/filter, chain=input action=drop, false",
        "/ip/firewall/address-list, list=bad address=203.0.113.9, false",
        "/ip/firewall/address-list, list=bad address=192.168.0.0/16, true",
        "/ip/firewall/address-list, list=bad address=vpn.example.net, true",
        "/ip/address, address=10.9.0.1/24 interface=ether5, false",
        "/ip/address, address=10.9.0.1/24 interface=lan, false",
        "/ip/address, address=192.168.88.9/25 interface=ether5, true",
        "/ip/route, dst-address=0.0.0.0/0 gateway=198.51.100.1, false",
        "/ip/route, dst-address=192.168.88.0/25 gateway=198.51.100.1, true",
        "/ip/route, dst-address=192.168.88.7/32 gateway=198.51.100.1, true",
        "/ip/route, dst-address=192.168.88.0/24 gateway=198.51.100.1, false",
        "/ip/route, dst-address=192.168.0.0/16 gateway=198.51.100.1, false",
        "/ip/route, gateway=198.51.100.1, false",
        "/ip/route, dst-address=192.168.0.0/16 gateway=198.51.100.1 routing-table=blue, true",
        "/ip/route, dst-address=192.168.88.0/25 gateway=198.51.100.1 disabled=true, false",
        "/interface/bridge/port, bridge=lan interface=veth-dns, false",
        "/interface/bridge/port, bridge=dmz interface=lan, true",
        "/interface/bridge/vlan, bridge=lan vlan-ids=7, true",
        "/interface/list/member, list=LAN interface=lan, true",
        "/interface/list/member, list=LAN interface=ether5, false",
        "/interface/bridge, name=lan2, false",
        "/ip/dns, servers=9.9.9.9, false",
        "/routing/rule, action=drop, true",
        "/routing/table, name=blue fib=, true",
        "/ip/vrf, name=blue, true",
        "/ip/arp, address=192.168.88.7 interface=lan, true",
        "/ip/hotspot, name=h interface=ether5, true",
        "/ppp/secret, name=ops, true",
        "/radius, address=192.0.2.1 service=login, true",
        "/radius, address=192.0.2.1 secret=x, true",
        "/radius, address=192.0.2.1 service=wireless, false",
        "/ip/firewall/layer7-protocol, name=x regexp=y, false",
        "/ipv6/firewall/raw, chain=prerouting action=drop, false",
        "/interface/bonding, 'name=bond1 slaves=ether5,ether2', true",
        "/interface/bonding, 'name=bond1 slaves=ether5,ether6', false",
        "/interface/macvlan, name=m interface=lan, true",
        "/interface/macvlan, name=m interface=ether5, false",
        "/interface/bridge/filter, chain=input action=drop, true",
        "/interface/ethernet/switch/rule, 'switch=switch1 ports=ether5', true",
        "/user/ssh-keys, user=ops, true",
        "/user, name=other group=full, false",
    })
    void rowsThatAreAdded(String menu, String row, boolean expected) {
        assertThat(danger.of(RowChange.added(menu, row(row))).isPresent()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "/ip/firewall/filter, chain=input action=drop, false",
        "/ip/firewall/filter, chain=input action=accept, true",
        "/ip/firewall/filter, chain=input protocol=icmp action=accept, false",
        "/ip/address, address=192.168.88.1/24 interface=lan, true",
        "/ip/address, address=198.51.100.2/30 interface=ether1, false",
        "/interface/bridge/port, bridge=lan interface=ether2, true",
        "/interface/bridge/port, bridge=lan interface=veth-web, false",
        "/interface/bridge/port, bridge=dmz interface=ether5, false",
        "/interface/bridge, name=lan, true",
        "/interface/bridge, name=dmz, false",
        "/interface/veth, name=veth-web, false",
        "/user, name=ops, true",
        "/user/ssh-keys, user=ops, true",
        "/user/ssh-keys, user=other, false",
    })
    void rowsThatAreRemoved(String menu, String row, boolean expected) {
        assertThat(danger.of(RowChange.removed(menu, row(row))).isPresent()).isEqualTo(expected);
    }

    @Test
    void settingsThatConcernAllInterfacesAndOpenSessionsAreDangers() {
        Row off = row("use-ip-firewall=false");
        Row on = row("use-ip-firewall=true");
        assertThat(danger.of(RowChange.set("/interface/bridge/settings", off, on)))
                .isPresent();
        assertThat(danger.of(RowChange.set("/ip/firewall/connection/tracking", row("enabled=auto"), row("enabled=no"))))
                .isPresent();
        assertThat(danger.of(
                        RowChange.set("/interface/ethernet", row("name=ether5 mtu=1500"), row("name=ether5 mtu=9000"))))
                .isEmpty();
        assertThat(danger.of(
                        RowChange.set("/interface/ethernet", row("name=ether2 mtu=1500"), row("name=ether2 mtu=9000"))))
                .isPresent();
    }

    /** What a bond or a tunnel is made of stands in menus that are not read. */
    @Test
    void whoComesInByABondMayNeedAnyInterface() {
        Map<String, List<Row>> bond = new LinkedHashMap<>(MENUS);
        bond.put("/interface", List.of(row("name=lan type=bond"), row("name=ether5 type=ether")));
        Danger unknown = new Danger(ManagementPath.of(menu -> bond.getOrDefault(menu, List.of())));
        RowChange change = RowChange.set(
                "/interface/ethernet", row("name=ether5 disabled=false"), row("name=ether5 disabled=true"));
        assertThat(unknown.of(change)).isPresent();
        assertThat(danger.of(change)).isEmpty();
    }

    @Test
    void whatIsSetCountsBeforeAndAfter() {
        Row open = row("chain=input action=accept protocol=icmp");
        Row shut = row("chain=input action=drop protocol=tcp");
        assertThat(danger.of(RowChange.set("/ip/firewall/filter", open, shut))).isPresent();
        assertThat(danger.of(RowChange.set("/ip/firewall/filter", open, row("chain=input action=drop protocol=udp"))))
                .isEmpty();
        assertThat(danger.of(RowChange.set(
                        "/ip/firewall/filter", shut, row("chain=input action=drop protocol=tcp comment=x"))))
                .isEmpty();
        assertThat(danger.of(RowChange.moved("/ip/firewall/filter", shut))).isPresent();
        assertThat(danger.of(RowChange.set("/ip/service", row("name=ssh"), row("name=ssh disabled=true"))))
                .isPresent();
        assertThat(danger.of(RowChange.set("/ip/service", row("name=www"), row("name=www disabled=true"))))
                .isEmpty();
    }

    /** Secrets are left out of rows, so a new password may look like no change at all. */
    @Test
    void aPasswordIsNoDangerButWhatElseTheUserIsMayBe() {
        Row ops = row("name=ops group=full");
        assertThat(danger.of(RowChange.set("/user", ops, ops))).isEmpty();
        assertThat(danger.of(RowChange.set("/user", ops, row("name=ops group=full password=x comment=y"))))
                .isEmpty();
        assertThat(danger.of(RowChange.set("/user", ops, row("name=ops group=read"))))
                .isPresent();
        assertThat(danger.of(RowChange.set("/user", ops, row("name=ops group=full disabled=true"))))
                .isPresent();
    }

    /** Behind a router's gateway nothing tells by which interface somebody comes in. */
    /** A router that does not tell the groups of sessions may mean any. */
    @ParameterizedTest
    @CsvSource({"full, ' group=full', true", "read, ' group=full', false", "read, '', true"})
    void aGroupIsADangerToWhoIsInIt(String name, String told, boolean expected) {
        Map<String, List<Row>> menus = new LinkedHashMap<>(MENUS);
        menus.put("/user/active", List.of(row("name=ops via=ssh address=192.168.88.7" + told)));
        Danger grouped = new Danger(ManagementPath.of(menu -> menus.getOrDefault(menu, List.of())));
        RowChange removed = RowChange.removed("/user/group", row("name=" + name));
        assertThat(grouped.of(removed).isPresent()).isEqualTo(expected);
    }

    @Test
    void whoComesFromFarMayComeInByAnyInterface() {
        Map<String, List<Row>> far = Map.of(
                "/user/active", List.of(row("name=ops via=ssh address=203.0.113.50")),
                "/ip/address", MENUS.get("/ip/address"));
        Danger unknown = new Danger(ManagementPath.of(menu -> far.getOrDefault(menu, List.of())));

        assertThat(unknown.of(RowChange.removed("/interface/bridge", row("name=dmz"))))
                .isPresent();
        assertThat(unknown.of(RowChange.removed("/ip/route", row("dst-address=0.0.0.0/0"))))
                .isPresent();
        assertThat(unknown.of(RowChange.removed("/ip/route", row("dst-address=10.0.0.0/8"))))
                .isEmpty();
        assertThat(unknown.of(
                        RowChange.added("/ip/firewall/filter", row("chain=input action=drop in-interface=ether1"))))
                .isPresent();
    }

    /** The longest prefix wins, whatever its length: a connected network may be as wide as 10.0.0.0/8. */
    @ParameterizedTest
    @CsvSource({"10.0.0.0/9, true", "10.0.0.0/8, false", "10.128.0.0/9, false", "0.0.0.0/0, false"})
    void aRouteNarrowerThanTheConnectedNetworkIsTheWay(String to, boolean expected) {
        Danger wide = danger(Map.of("/ip/address", List.of(row("address=10.0.0.1/8 interface=lan"))), "10.1.2.3");
        RowChange added = RowChange.added("/ip/route", row("gateway=198.51.100.1 dst-address=" + to));
        assertThat(wide.of(added).isPresent()).isEqualTo(expected);
    }

    /** A peer behind a gateway may be led to by any route that holds it, also a wide one. */
    @ParameterizedTest
    @CsvSource({"10.0.0.0/8, true", "0.0.0.0/0, true", "10.1.2.3, true", "172.16.0.0/12, false"})
    void aWideRouteMayLeadToWhoIsBehindAGateway(String to, boolean expected) {
        Danger far = danger(Map.of(), "10.1.2.3");
        RowChange added = RowChange.added("/ip/route", row("gateway=198.51.100.1 dst-address=" + to));
        assertThat(far.of(added).isPresent()).isEqualTo(expected);
    }

    /** Through a network whose interface is down nobody comes in. */
    @Test
    void theNetworkOfAnInterfaceThatIsDownIsNoWay() {
        Danger down = danger(Map.of("/interface", List.of(row("name=lan type=bridge running=false"))), "192.168.88.7");
        RowChange added = RowChange.added("/ip/route", row("gateway=198.51.100.1 dst-address=192.168.0.0/16"));
        assertThat(down.of(added)).isPresent();
        assertThat(danger.of(added)).isEmpty();
    }

    /** Somebody in two networks of the router's may come in by either. */
    @Test
    void eachNetworkThatHoldsThePeerIsAWay() {
        Danger two = danger(
                Map.of(
                        "/ip/address",
                        List.of(
                                row("address=10.0.0.1/8 interface=ether1"),
                                row("address=10.1.0.1/16 interface=ether2"))),
                "10.1.2.3");
        for (String name : List.of("ether1", "ether2")) {
            assertThat(two.of(RowChange.added(
                            "/ip/firewall/filter", row("chain=input action=drop in-interface=" + name))))
                    .isPresent();
        }
    }

    /** Sessions that come in by port 2222, which NAT leads to the server's 2200. */
    @ParameterizedTest
    @CsvSource({
        "removed, /ip/firewall/nat, chain=dstnat action=redirect protocol=tcp dst-port=2222 to-ports=2200, true",
        "moved, /ip/firewall/nat, chain=dstnat action=redirect protocol=tcp dst-port=2222 to-ports=2200, true",
        "removed, /ip/firewall/nat, chain=dstnat action=dst-nat dst-port=22 to-addresses=192.168.88.1 to-ports=2200, true",
        "removed, /ip/firewall/nat, chain=dstnat action=dst-nat dst-port=22 to-addresses=192.168.88.9 to-ports=2200, false",
        "removed, /ip/firewall/nat, chain=dstnat action=redirect dst-port=53 to-ports=53, false",
        "added, /ip/firewall/nat, chain=dstnat action=dst-nat protocol=tcp dst-port=2222 to-addresses=172.17.0.2, true",
        "added, /ip/firewall/nat, chain=dstnat action=dst-nat protocol=tcp dst-port=2223 to-addresses=172.17.0.2, false",
        "added, /ip/firewall/nat, chain=dstnat action=accept protocol=tcp dst-port=2222, true",
        "added, /ip/firewall/nat, chain=dstnat action=accept protocol=tcp dst-port=80, false",
        "added, /ip/firewall/raw, chain=prerouting action=drop protocol=tcp dst-port=2222, true",
        "added, /ip/firewall/raw, chain=prerouting action=drop protocol=tcp dst-port=23, false",
        "added, /ip/firewall/filter, chain=input action=drop protocol=tcp dst-port=2222, false",
        "added, /ip/firewall/filter, chain=input action=drop connection-nat-state=dstnat, true",
        "added, /ip/firewall/filter, chain=input action=accept protocol=tcp dst-port=2222, false",
    })
    void aPortThatNatLeadsToTheServerIsAWay(String what, String menu, String rule, boolean expected) {
        Danger led = danger(
                Map.of(
                        "/ip/firewall/nat",
                        List.of(
                                row("chain=dstnat action=redirect dst-port=2222 protocol=tcp to-ports=2200"),
                                row("chain=dstnat action=dst-nat dst-port=8080 to-addresses=172.17.0.2 to-ports=80"))),
                "192.168.88.7");
        assertThat(led.of(change(what, menu, row(rule))).isPresent()).isEqualTo(expected);
    }

    /** What NAT of IPv6 leads where is not read. */
    @Test
    void ofNatOfIpv6NothingIsTakenForGranted() {
        Danger six = danger(Map.of(), "2001:db8::7");
        Row redirect = row("chain=dstnat action=redirect to-ports=2200");
        assertThat(six.of(RowChange.removed("/ipv6/firewall/nat", redirect))).isPresent();
        assertThat(danger.of(RowChange.removed("/ipv6/firewall/nat", redirect))).isEmpty();
    }

    private static RowChange change(String what, String menu, Row row) {
        return switch (what) {
            case "added" -> RowChange.added(menu, row);
            case "removed" -> RowChange.removed(menu, row);
            default -> RowChange.moved(menu, row);
        };
    }

    private static Danger danger(Map<String, List<Row>> other, String peer) {
        Map<String, List<Row>> menus = new LinkedHashMap<>(MENUS);
        menus.putAll(other);
        menus.put("/user/active", List.of(row("name=ops via=ssh address=" + peer)));
        return new Danger(ManagementPath.of(menu -> menus.getOrDefault(menu, List.of())));
    }
}
