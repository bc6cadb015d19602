package mkrun.routeros.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mkrun.routeros.Row;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What may cut off somebody whose packets get to the router by way of others: by WireGuard from 10.9.0.2, whose packets
 * come from 198.51.100.7 behind the gateway 203.0.113.1, or by IPv6.
 */
class TunnelDangerTest {
    private static final Map<String, List<Row>> MENUS = Map.of(
            "/user/active",
            List.of(row("name=ops via=ssh address=10.9.0.2")),
            "/ip/address",
            List.of(
                    row("address=203.0.113.2/24 interface=ether1"),
                    row("address=192.168.88.1/24 interface=lan"),
                    row("address=10.9.0.1/24 interface=wg1")),
            "/interface",
            List.of(
                    row("name=ether1 type=ether"),
                    row("name=lan type=bridge"),
                    row("name=wg1 type=wg"),
                    row("name=wg2 type=wg")),
            Carriers.WIREGUARDS,
            List.of(row("name=wg1 listen-port=13231"), row("name=wg2 listen-port=13232")),
            Carriers.PEERS,
            List.of(
                    row("interface=wg1 allowed-address=10.9.0.2/32 current-endpoint-address=198.51.100.7"),
                    row("interface=wg1 allowed-address=10.9.0.3/32 current-endpoint-address=198.51.100.99"),
                    row("interface=wg2 allowed-address=0.0.0.0/0 endpoint-address=192.0.2.99")));
    private static final List<Row> ROUTES = List.of(
            row("dst-address=0.0.0.0/0 gateway=203.0.113.1"),
            row("dst-address=10.50.0.0/16 gateway=10.60.0.1"),
            row("dst-address=10.60.0.0/16 gateway=192.168.88.2%lan"));

    private static Row row(String words) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String word : words.split(" ")) {
            values.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
        }
        return new Row("*1", values);
    }

    private static Danger from(String peer, Map<String, List<Row>> more) {
        Map<String, List<Row>> menus = new LinkedHashMap<>(MENUS);
        menus.put("/user/active", List.of(row("name=ops via=ssh address=" + peer)));
        menus.putAll(more);
        return new Danger(ManagementPath.of(menu -> menus.getOrDefault(menu, List.of())), ROUTES);
    }

    @ParameterizedTest
    @CsvSource({
        "/ip/firewall/filter, chain=input action=drop protocol=udp dst-port=13231, true",
        "/ip/firewall/filter, chain=input action=drop protocol=udp src-address=198.51.100.0/24, true",
        "/ip/firewall/filter, chain=input action=drop protocol=udp src-address=198.51.100.99, false",
        "/ip/firewall/filter, chain=input action=drop protocol=udp dst-port=53, false",
        "/ip/firewall/filter, 'chain=input action=drop protocol=udp dst-port=53,13000-14000', true",
        "/ip/firewall/nat, chain=dstnat action=dst-nat protocol=udp dst-port=53 to-addresses=172.17.0.2, false",
        "/ip/firewall/filter, chain=input action=drop protocol=tcp dst-port=80, false",
        "/ip/firewall/filter, chain=forward action=drop, false",
        "/ip/firewall/raw, chain=prerouting action=drop protocol=udp in-interface=ether1, true",
        "/ip/firewall/nat, chain=dstnat action=dst-nat protocol=udp to-addresses=192.168.88.9, true",
        "/ip/firewall/address-list, list=bad address=198.51.100.7, true",
        "/ip/firewall/address-list, list=bad address=198.51.100.8, false",
        "/ip/address, address=198.51.100.1/24 interface=lan, true",
        "/ip/address, address=172.17.0.1/24 interface=lan, false",
        "/ip/route, dst-address=198.51.100.0/24 gateway=192.168.88.3, true",
        "/ip/route, dst-address=0.0.0.0/0 gateway=192.168.88.3, true",
        "/ip/route, dst-address=172.20.0.0/16 gateway=192.168.88.3, false",
    })
    void thePacketsOfWireguardAreOnTheWayToo(String menu, String added, boolean expected) {
        assertThat(from("10.9.0.2", Map.of()).of(RowChange.added(menu, row(added))))
                .matches(danger -> danger.isPresent() == expected);
    }

    /** By a rule of NAT that leads there WireGuard's packets may have come to another port. */
    @ParameterizedTest
    @CsvSource({
        "added, /ip/firewall/filter, chain=input action=drop protocol=udp dst-port=53, true",
        "added, /ip/firewall/raw, chain=prerouting action=drop protocol=udp dst-port=53, true",
        "removed, /ip/firewall/nat, chain=dstnat action=redirect protocol=udp dst-port=53 to-ports=13231, true",
        "removed, /ip/firewall/nat, chain=dstnat action=redirect protocol=udp dst-port=53 to-ports=5353, false",
        "added, /ip/firewall/filter, chain=input action=drop protocol=tcp dst-port=53, false",
    })
    void aPortThatNatLeadsToATunnelIsAWay(String what, String menu, String rule, boolean expected) {
        Danger led = from(
                "10.9.0.2",
                Map.of(
                        "/ip/firewall/nat",
                        List.of(row("chain=dstnat action=redirect protocol=udp dst-port=53 to-ports=13231"))));
        RowChange change = what.equals("added") ? RowChange.added(menu, row(rule)) : RowChange.removed(menu, row(rule));
        assertThat(led.of(change)).matches(danger -> danger.isPresent() == expected);
    }

    /** What a published port asks for is none of a tunnel's packets, unless these may be of its protocol. */
    @ParameterizedTest
    @CsvSource({
        "l2tp-in, tcp, false",
        "l2tp-in, udp, true",
        "l2tp-in, gre, true",
        "gre-tunnel, tcp, false",
        "gre-tunnel, 6, false",
        "gre-tunnel, 47, true",
        "eoip, ipsec-esp, true",
        "sstp-in, tcp, true",
        "sstp-in, udp, false",
        "pptp-out, udp, false",
        "pptp-out, gre, true",
        "ovpn-in, gre, false",
        "ovpn-in, tcp, true",
        "zerotier, tcp, true",
        "zerotier, udp, true",
    })
    void aTunnelMayHaveItsOwnProtocolsOnly(String type, String protocol, boolean expected) {
        Danger tunnel = from("10.50.0.9", Map.of("/interface", List.of(row("name=t1 type=" + type))));
        String rule = "chain=dstnat action=dst-nat to-addresses=172.17.0.2 dst-port=8080 protocol=" + protocol;
        assertThat(tunnel.of(RowChange.added("/ip/firewall/nat", row(rule))))
                .matches(danger -> danger.isPresent() == expected);
    }

    /** The default route is how WireGuard's packets leave, though the session itself is in a network of the router's. */
    @ParameterizedTest
    @CsvSource({"dst-address=0.0.0.0/0 gateway=203.0.113.1, true", "dst-address=10.50.0.0/16 gateway=10.60.0.1, false"})
    void theRouteOfATunnelIsTheWay(String removed, boolean expected) {
        assertThat(from("10.9.0.2", Map.of()).of(RowChange.removed("/ip/route", row(removed))))
                .matches(danger -> danger.isPresent() == expected);
    }

    /** Of a tunnel of another kind, or whose peer is not known, anything may carry it. */
    @ParameterizedTest
    @CsvSource({"wg1", "l2tp-in"})
    void whatIsNotKnownOfATunnelIsADanger(String type) {
        Danger unknown = from(
                "10.9.0.2",
                Map.of(
                        "/interface",
                        List.of(row("name=wg1 type=" + (type.equals("wg1") ? "wg" : type))),
                        Carriers.PEERS,
                        List.of()));
        assertThat(unknown.of(RowChange.added(
                        "/ip/firewall/filter", row("chain=input action=drop protocol=udp src-address=203.0.113.77"))))
                .isPresent();
        assertThat(unknown.of(RowChange.added("/ip/route", row("dst-address=172.20.0.0/16 gateway=192.168.88.3"))))
                .isPresent();
    }

    /** By its own menu, or by that of MikroTik's cloud, which makes a WireGuard of its own. */
    @ParameterizedTest
    @CsvSource({"/zerotier/interface, zerotier, true", "/ip/cloud, wg, true", "/ip/cloud, bridge, false"})
    void whatMakesTunnelsIsADangerToWhoComesInByOne(String menu, String type, boolean expected) {
        Danger tunnel = from("10.9.0.2", Map.of("/interface", List.of(row("name=wg1 type=" + type))));
        RowChange change = RowChange.set(menu, row("name=z1"), row("name=z2"));
        assertThat(Danger.possible(menu)).isTrue();
        assertThat(tunnel.of(change)).matches(danger -> danger.isPresent() == expected);
    }

    /** A bond, and a dialled line, are made of no packets that rules meet. */
    @ParameterizedTest
    @CsvSource({"bond", "pppoe-out", "vrrp", "bridge"})
    void whatIsNoTunnelHasNoPacketsOfItsOwn(String type) {
        Danger plain = from("10.9.0.2", Map.of("/interface", List.of(row("name=wg1 type=" + type))));
        assertThat(plain.of(RowChange.added("/ip/firewall/filter", row("chain=input action=drop protocol=udp"))))
                .isEmpty();
        assertThat(plain.of(RowChange.added("/ip/route", row("dst-address=198.51.100.0/24 gateway=192.168.88.3"))))
                .isEmpty();
    }

    /** Who comes from behind a gateway may come through any tunnel that somebody is at the other end of. */
    @ParameterizedTest
    @CsvSource({
        "src-address=198.51.100.99, true",
        "src-address=192.0.2.99, true",
        "src-address=192.0.2.98, false",
    })
    void fromFarAnyTunnelMayBeTheWay(String source, boolean expected) {
        RowChange added = RowChange.added("/ip/firewall/filter", row("chain=input action=drop protocol=udp " + source));
        assertThat(from("10.50.0.9", Map.of()).of(added)).matches(danger -> danger.isPresent() == expected);
    }

    /** 10.50.0.9 is behind 10.60.0.1, which is behind 192.168.88.2, which is in a network of the router's. */
    @ParameterizedTest
    @CsvSource({
        "/ip/route, dst-address=10.50.0.0/16 gateway=10.60.0.1, true",
        "/ip/route, dst-address=10.60.0.0/16 gateway=192.168.88.2, true",
        "/ip/route, dst-address=192.168.88.2/32 gateway=ether1, true",
        "/ip/route, dst-address=192.168.0.0/16 gateway=ether1, false",
        "/ip/route, dst-address=10.70.0.0/16 gateway=192.168.88.2, false",
        "/ip/address, address=192.168.88.129/25 interface=ether1, true",
        "/ip/address, address=172.17.0.1/24 interface=ether1, false",
    })
    void theGatewaysOfAFarWayAreOnIt(String menu, String added, boolean expected) {
        Map<String, List<Row>> plain = Map.of("/interface", List.of(row("name=ether1 type=ether")));
        assertThat(from("10.50.0.9", plain).of(RowChange.added(menu, row(added))))
                .matches(danger -> danger.isPresent() == expected);
    }

    /** Who is not found on the link, or whose gateway is not, gets no answer. A gateway may have any address there. */
    @ParameterizedTest
    @CsvSource({
        "chain=input action=drop protocol=icmpv6, true",
        "chain=input action=drop protocol=58 in-interface=lan, true",
        "chain=input action=drop src-address=fe80::/10, true",
        "chain=input action=drop protocol=icmpv6 src-address=2001:db8:bad::/48, true",
        "chain=input action=drop protocol=udp, false",
        "chain=forward action=drop protocol=icmpv6, false",
    })
    void byIpv6NeighboursMustBeFound(String added, boolean expected) {
        Map<String, List<Row>> plain = Map.of("/interface", List.of(row("name=lan type=bridge")));
        assertThat(from("2001:db8::7", plain).of(RowChange.added("/ipv6/firewall/filter", row(added))))
                .matches(danger -> danger.isPresent() == expected);
    }
}
