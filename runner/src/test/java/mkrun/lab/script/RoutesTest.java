package mkrun.lab.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Routes that follow from addresses, printed as routers were seen to, and those that lead on through them. */
class RoutesTest {
    private final TestConsole console = console("7.22.3");

    private static TestConsole console(String version) {
        return new TestConsole(version)
                .given(
                        "/interface/bridge/add name=lan",
                        "/ip/address/add address=192.168.10.1/24 interface=lan",
                        "/ip/address/add address=10.0.0.1/24 interface=ether1",
                        "/ip/route/add gateway=192.168.10.254",
                        "/ip/route/add dst-address=172.16.0.0/12 gateway=10.9.9.9");
    }

    @Test
    void connectedRoutesStandAmongTheOthersWithoutNumbers() {
        assertThat(console.run("/ip/route/print"))
                .isEqualTo(String.join(
                        "\r\n",
                        "Flags: D - DYNAMIC; I - INACTIVE, A - ACTIVE; c - CONNECT, s - STATIC",
                        "Columns: DST-ADDRESS, GATEWAY, ROUTING-TABLE, DISTANCE",
                        "#     DST-ADDRESS      GATEWAY         ROUTING-TABLE  DISTANCE",
                        "0  As 0.0.0.0/0        192.168.10.254  main                  1",
                        "  DAc 10.0.0.0/24      ether1          main                  0",
                        "1  Is 172.16.0.0/12    10.9.9.9        main                  1",
                        "  DAc 192.168.10.0/24  lan             main                  0",
                        "",
                        ""));
        assertThat(console.run("/ip/route/print where dynamic"))
                .contains("\r\n    DST-ADDRESS      GATEWAY", "\r\nDAc 10.0.0.0/24      ether1 ");
    }

    @Test
    void detailsNameTheInterfaceAndTheOwnAddress() {
        assertThat(console.run("/ip/route/print detail"))
                .startsWith("Flags: D - dynamic; X - disabled, I - inactive, A - active; \r\n"
                        + "c - connect, s - static, r - rip, b - bgp, o - ospf, i - is-is, d - dhcp, v - vpn, m - modem,"
                        + " y - bgp-mpls-vpn; \r\n"
                        + "H - hw-offloaded; + - ecmp \r\n"
                        + " 0  As   dst-address=0.0.0.0/0 routing-table=main gateway=192.168.10.254 \r\n"
                        + "         immediate-gw=192.168.10.254%lan distance=1 scope=30 target-scope=10 \r\n\r\n"
                        + "   DAc   dst-address=10.0.0.0/24 routing-table=main gateway=ether1 \r\n"
                        + "         immediate-gw=ether1 distance=0 scope=10 target-scope=5 \r\n"
                        + "         local-address=10.0.0.1%ether1 \r\n\r\n")
                .contains(" 1  Is   dst-address=172.16.0.0/12 routing-table=main gateway=10.9.9.9 \r\n"
                        + "         immediate-gw=\"\" distance=1 ");
    }

    @Test
    void olderVersionsSayOfHardwareWhatNewerOnesSayOfScope() {
        TestConsole old = console("7.12.2");
        assertThat(old.run("/ip/route/print detail"))
                .contains("y - copy; \r\n")
                .contains("   DAc   dst-address=10.0.0.0/24 routing-table=main gateway=ether1 \r\n"
                        + "         immediate-gw=ether1 distance=0 scope=10 suppress-hw-offload=no \r\n"
                        + "         local-address=10.0.0.1%ether1 \r\n");
        assertThat(old.run("/ip/route/print")).contains("Columns: DST-ADDRESS, GATEWAY, DISTANCE");
    }

    /** As exports of routers show it, {@code gateway=*F00026}. */
    @Test
    void gatewaysFollowTheNamesOfInterfacesAndShowTheIdsOfThoseThatAreGone() {
        console.given(
                "/interface/bridge/add name=old",
                "/ip/route/add dst-address=10.1.0.0/24 gateway=old comment=a",
                "/ip/route/add dst-address=10.2.0.0/24 gateway=192.168.10.2%old,ether1@main comment=b",
                "/interface/bridge/set old name=new");
        assertThat(console.put("[/ip/route/get [find comment=a] gateway]")).isEqualTo("new");
        assertThat(console.put("[/ip/route/get [find comment=b] gateway]")).isEqualTo("192.168.10.2%new,ether1@main");
        String id = console.put("[/interface/bridge/find name=new]");
        console.given("/interface/bridge/remove new");
        assertThat(console.put("[/ip/route/get [find comment=a] gateway]")).isEqualTo(id);
    }

    @Test
    void nobodyCanChangeThem() {
        String refused = "failure: can not change dynamic item";
        assertThat(console.run("/ip/route/set [find connect] distance=5")).startsWith(refused);
        assertThat(console.run("/ip/route/remove [find dst-address=10.0.0.0/24]"))
                .startsWith(refused);
        assertThat(console.run("/ip/route/disable [find]")).startsWith(refused);
        assertThat(console.put("[:len [/ip/route/find connect]]")).isEqualTo("2");
        assertThat(console.run("/export")).contains("gateway=192.168.10.254").doesNotContain("distance=0");
        console.given("/ip/route/remove [find !dynamic]", "/undo");
        assertThat(console.put("[/ip/route/print count-only]")).isEqualTo("4");
    }

    @Test
    void theyComeAndGoWithAddressesAndInterfaces() {
        String id = console.put("[/ip/route/find gateway=lan]");
        assertThat(id).isEqualTo("*20183010");
        assertThat(console.put("[/ip/route/get " + id + " local-address]")).isEqualTo("192.168.10.1%lan");
        console.given("/interface/disable lan");
        assertThat(console.put("[:len [/ip/route/find gateway=lan]]")).isEqualTo("0");
        assertThat(console.put("[/ip/route/get [find dst-address=0.0.0.0/0] inactive]"))
                .isEqualTo("true");
        console.given("/interface/enable lan", "/ip/address/disable [find interface=lan]");
        assertThat(console.put("[:len [/ip/route/find gateway=lan]]")).isEqualTo("0");
        console.given("/ip/address/enable [find interface=lan]", "/ip/vrf/add name=blue interfaces=lan");
        assertThat(console.put("[/ip/route/get [find gateway=\"lan@blue\"] local-address]"))
                .isEqualTo("192.168.10.1%lan@blue");
    }

    @Test
    void theNearestOfSeveralRoutesIsInUse() {
        console.given(
                "/ip/route/add gateway=10.0.0.9 distance=5 comment=spare",
                "/ip/route/add dst-address=10.8.0.0/16 gateway=lan comment=one",
                "/ip/route/add dst-address=10.8.0.0/16 gateway=10.0.0.7%ether1 comment=two");
        assertThat(console.run("/ip/route/print"))
                .contains(
                        "Flags: D - DYNAMIC; I - INACTIVE, A - ACTIVE; c - CONNECT, s - STATIC; + - ECMP\r\n",
                        "1   s  0.0.0.0/0        10.0.0.9 ",
                        "2  As+ 10.8.0.0/16      lan ",
                        "3  As+ 10.8.0.0/16      10.0.0.7%ether1 ");
        console.given("/ip/route/remove [find gateway=\"192.168.10.254\"]");
        assertThat(console.put("[/ip/route/get [find comment=spare] active]")).isEqualTo("true");
    }

    @Test
    void aGatewayBehindAnotherRouteIsReachedByItsGateway() {
        console.given(
                "/ip/route/add dst-address=8.8.8.8/32 gateway=10.0.0.254 scope=10 comment=probe",
                "/ip/route/add gateway=8.8.8.8 target-scope=11 check-gateway=ping distance=2 comment=first",
                "/ip/route/add dst-address=10.70.0.0/16 gateway=8.8.8.8 comment=usual",
                "/ip/route/add dst-address=10.71.0.0/16 gateway=10.72.0.1 target-scope=12 comment=outer",
                "/ip/route/add dst-address=10.72.0.0/16 gateway=8.8.8.8 scope=11 target-scope=11 comment=inner",
                "/ip/route/remove [find gateway=\"192.168.10.254\"]");
        assertThat(console.run("/ip/route/print detail where comment=first"))
                .contains(
                        " 0  As   ;;; first\r\n"
                                + "         dst-address=0.0.0.0/0 routing-table=main gateway=8.8.8.8 \r\n",
                        "immediate-gw=10.0.0.254%ether1 ",
                        " target-scope=11 ");
        assertThat(console.put("[/ip/route/get [find comment=usual] inactive]"))
                .as("what looks no further than its way does")
                .isEqualTo("true");
        assertThat(console.put("[/ip/route/get [find comment=outer] immediate-gw]"))
                .isEqualTo("10.0.0.254%ether1");
        console.given("/ip/route/set [find comment=probe] scope=30");
        assertThat(active()).isEqualTo("probe");
        console.given("/ip/route/set [find comment=usual] target-scope=30");
        assertThat(active()).isEqualTo("probe usual");
        console.given("/interface/disable ether1");
        assertThat(active()).isEmpty();
    }

    private String active() {
        console.run("/ip/route/print");
        return console.state().table("/ip/route").rows().stream()
                .filter(r ->
                        r.is("active") && r.is("static") && !r.text("comment").isEmpty())
                .map(r -> r.text("comment"))
                .sorted()
                .collect(Collectors.joining(" "));
    }

    @Test
    void theLongestWayCountsWhateverItLeadsTo() {
        console.given(
                "/ip/route/add dst-address=10.9.0.0/16 gateway=10.0.0.8 scope=10 comment=wide",
                "/ip/route/set [find gateway=\"10.9.9.9\"] target-scope=20 comment=on");
        assertThat(console.put("[/ip/route/get [find comment=on] immediate-gw]"))
                .isEqualTo("10.0.0.8%ether1");
        console.given("/ip/route/add dst-address=10.9.9.0/24 gateway=lan scope=10 comment=link");
        assertThat(console.put("[/ip/route/get [find comment=on] inactive]"))
                .as("behind an interface nobody knows")
                .isEqualTo("true");
        console.given("/ip/route/set [find comment=link] gateway=192.168.10.7,10.0.0.7");
        assertThat(console.put("[/ip/route/get [find comment=on] immediate-gw]"))
                .isEqualTo("192.168.10.7%lan,10.0.0.7%ether1");
        console.given("/ip/route/add dst-address=10.9.9.9/32 blackhole scope=10");
        assertThat(console.put("[/ip/route/get [find comment=on] inactive]")).isEqualTo("true");
    }

    @Test
    void aWayThatHasLostIsNone() {
        console.given(
                "/ip/route/add dst-address=10.50.0.0/16 gateway=10.0.0.8 scope=10 distance=9 comment=far",
                "/ip/route/add dst-address=10.60.0.0/16 gateway=10.50.0.1 target-scope=11 scope=10 comment=through",
                "/ip/route/add dst-address=10.50.0.0/16 gateway=10.60.0.1 target-scope=12 distance=1 comment=near");
        assertThat(console.put("[/ip/route/get [find comment=far] active]")).isEqualTo("false");
        assertThat(console.put("[/ip/route/get [find comment=through] inactive]"))
                .isEqualTo("true");
        console.given("/ip/route/remove [find comment=near]");
        assertThat(console.put("[/ip/route/get [find comment=through] active]")).isEqualTo("true");
    }

    @Test
    void gatewaysAreLookedForInTheirTable() {
        console.given(
                "/ip/vrf/add name=blue interfaces=lan",
                "/routing/table/add name=other fib",
                "/ip/route/set [find gateway=\"10.9.9.9\"] gateway=192.168.10.9@blue comment=across",
                "/ip/route/add gateway=192.168.10.9 routing-table=blue comment=inside",
                "/ip/route/add gateway=10.0.0.9 routing-table=other comment=marked");
        assertThat(console.put("[/ip/route/get [find gateway=\"192.168.10.254\"] inactive]"))
                .isEqualTo("true");
        for (String reached : new String[] {"across", "inside", "marked"}) {
            assertThat(console.put("[/ip/route/get [find comment=" + reached + "] active]"))
                    .as(reached)
                    .isEqualTo("true");
        }
    }

    @Test
    void linkLocalAddressesBringRoutesToo() {
        console.given("/ipv6/address/add address=2001:db8::1/64 interface=lan");
        String mac = console.row("/interface", "*2").get("mac-address");
        String[] bytes = mac.toLowerCase(Locale.ROOT).split(":");
        assertThat(console.run("/ipv6/address/print where interface=lan"))
                .contains("Flags: D - DYNAMIC; G - GLOBAL, L - LINK-LOCAL\r\n", "\r\n0  G 2001:db8::1/64 ")
                .containsPattern("\r\n1 DL fe80::(0|)" + bytes[2].replaceFirst("^0", "") + "ff:fe" + bytes[3] + ":"
                        + (bytes[4] + bytes[5]).replaceFirst("^0+", "") + "/64 ");
        assertThat(console.run("/ipv6/route/print"))
                .contains(
                        "DAc 2001:db8::/64  lan      main                  0\r\n",
                        "DAc fe80::/64      lan      main                  0\r\n");
        assertThat(console.run("/ipv6/address/remove [find link-local]")).startsWith("failure: can not change dynamic");
        assertThat(console.run("/export")).contains("address=2001:db8::1/64").doesNotContain("fe80");
        console.given(
                "/interface/vlan/add name=port interface=ether1 vlan-id=9",
                "/ipv6/address/add address=2001:db8:1::1/64 interface=port");
        assertThat(console.put("[:len [/ipv6/address/find where interface=port link-local]]"))
                .isEqualTo("1");
        console.given("/interface/bridge/port/add bridge=lan interface=port");
        assertThat(console.put("[:len [/ipv6/address/find where interface=port link-local]]"))
                .isEqualTo("0");
    }
}
