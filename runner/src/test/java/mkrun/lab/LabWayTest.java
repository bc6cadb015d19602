package mkrun.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import mkrun.routeros.RouterosVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever comes to a router on a way gets in as long as its configuration leaves that way open. */
class LabWayTest extends OnPlayedContainers {
    private Machine machine;

    private void router(LabWay way, String version) throws IOException {
        Path own = dir.resolve(way + "-" + version);
        LabConfig config = LabConfig.of("r1", RouterosVersion.parse(version), "arm64", own);
        machine = open(config.withSpeeds(LabSpeeds.FAST).withWay(way));
    }

    private void open(boolean begin, boolean goOn) {
        assertThat(machine.letsIn(Reachability.SSH)).as("new sessions").isEqualTo(begin);
        synchronized (machine.state()) {
            assertThat(new Reachability(machine.state(), machine.config().way()).cutOff())
                    .hasSize(goOn ? 0 : Reachability.SERVICES.size());
        }
    }

    private void run(String command) {
        assertThat(run(machine, command)).as(command).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aNewRouterLetsItsClientsIn(LabWay way) throws IOException {
        for (String version : List.of("7.9.2", "7.16.2", "7.20.8", "7.24")) {
            router(way, version);
            open(true, true);
            assertThat(run(machine, ":put [:len [/system/history/find]]").strip())
                    .isEqualTo("0");
            machine.close();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", textBlock = """
                    LINK      | /ip/route/add dst-address=192.0.2.2/32 gateway=192.0.2.77
                    LINK      | /ip/route/add dst-address=192.0.2.0/28 blackhole
                    LINK      | /ip/vrf/add name=blue interfaces=ether1
                    GATEWAY   | /ip/vrf/add name=blue interfaces=ether1
                    LINK6     | /ipv6/address/disable [find where !dynamic]
                    LINK6     | /ipv6/firewall/filter/add chain=input action=drop protocol=icmpv6
                    LINK6     | /ipv6/firewall/filter/add chain=input action=drop protocol=tcp
                    LINK6     | /ipv6/route/add dst-address=2001:db8::2/128 gateway=2001:db8::9
                    GATEWAY   | /ip/route/remove [find where static]
                    GATEWAY   | /ip/route/disable [find where static]
                    GATEWAY   | /ip/route/set [find where static] gateway=192.0.2.3
                    GATEWAY   | /ip/route/set [find where static] dst-address=198.18.0.0/15
                    GATEWAY   | /ip/route/add dst-address=198.51.100.0/24 gateway=192.0.2.3
                    GATEWAY   | /ip/route/add gateway=192.0.2.3
                    GATEWAY   | /ip/address/add address=198.51.100.1/24 interface=ether1
                    GATEWAY   | /ip/address/set [find] address=192.0.2.11/24
                    GATEWAY   | /ip/firewall/raw/add chain=prerouting action=drop src-address=198.51.100.0/24
                    GATEWAY6  | /ipv6/route/remove [find where static]
                    GATEWAY6  | /ipv6/route/set [find where static] gateway=2001:db8::3
                    GATEWAY6  | /ipv6/firewall/filter/add chain=input action=drop src-address=2001:db8:1::/48
                    GATEWAY6  | /ipv6/firewall/filter/add chain=input action=drop protocol=icmpv6 src-address=2001:db8::/64
                    VLAN      | /interface/vlan/set vlan10 vlan-id=11
                    VLAN      | /interface/vlan/set vlan10 use-service-tag=yes
                    VLAN      | /interface/vlan/disable vlan10
                    VLAN      | /interface/bridge/vlan/remove [find where !dynamic]
                    VLAN      | /interface/bridge/vlan/set [find where !dynamic] tagged=bridge
                    VLAN      | /interface/bridge/vlan/set [find where !dynamic] tagged=ether1
                    VLAN      | /interface/bridge/vlan/set [find where !dynamic] vlan-ids=20
                    VLAN      | /interface/bridge/set bridge ether-type=0x88a8
                    VLAN      | /interface/bridge/set bridge frame-types=admit-only-untagged-and-priority-tagged
                    VLAN      | /interface/bridge/port/set [find] frame-types=admit-only-untagged-and-priority-tagged
                    VLAN      | /interface/bridge/port/set [find] tag-stacking=yes
                    VLAN      | /interface/bridge/port/remove [find]
                    VLAN      | /interface/bridge/disable bridge
                    VLAN      | /interface/disable ether1
                    VLAN      | /ip/firewall/filter/add chain=input action=drop in-interface=vlan10
                    WIREGUARD | /interface/wireguard/disable wireguard1
                    WIREGUARD | /interface/wireguard/set wireguard1 listen-port=13232
                    WIREGUARD | /interface/wireguard/set wireguard1 private-key="QMTM8rZ8cKz9l5nRC0e1Lr6v4mQ3bZ0ZcJx3Xo9w8EE="
                    WIREGUARD | /interface/wireguard/peers/remove [find]
                    WIREGUARD | /interface/wireguard/peers/disable [find]
                    WIREGUARD | /interface/wireguard/peers/set [find] allowed-address=203.0.113.3/32
                    WIREGUARD | /interface/wireguard/peers/set [find] preshared-key="QMTM8rZ8cKz9l5nRC0e1Lr6v4mQ3bZ0ZcJx3Xo9w8EE="
                    WIREGUARD | /interface/wireguard/peers/set [find] public-key="QMTM8rZ8cKz9l5nRC0e1Lr6v4mQ3bZ0ZcJx3Xo9w8EE="
                    WIREGUARD | /interface/wireguard/peers/add interface=wireguard1 allowed-address=203.0.113.2/32 public-key="QMTM8rZ8cKz9l5nRC0e1Lr6v4mQ3bZ0ZcJx3Xo9w8EE="
                    WIREGUARD | /ip/firewall/filter/add chain=input action=drop protocol=udp
                    WIREGUARD | /ip/firewall/raw/add chain=prerouting action=drop src-address=198.51.100.2
                    WIREGUARD | /ip/firewall/filter/add chain=input action=drop in-interface=wireguard1
                    WIREGUARD | /ip/route/remove [find where static]
                    WIREGUARD | /ip/address/disable [find where interface=ether1]
                    WIREGUARD | /ip/address/disable [find where interface=wireguard1]
                    WIREGUARD | /ip/route/add dst-address=203.0.113.2/32 gateway=192.0.2.1
                    WIREGUARD | /interface/disable ether1
                    """)
    void whatShutsAWayCutsOff(LabWay way, String command) throws IOException {
        for (String version : List.of("7.9.2", "7.24")) {
            router(way, version);
            open(true, true);
            run(command);
            open(false, false);
            machine.close();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", textBlock = """
                    LINK      | /ip/route/add dst-address=198.51.100.0/24 gateway=192.0.2.77
                    LINK      | /ip/vrf/add name=blue interfaces=ether1; /ip/service/set ssh,api,api-ssl vrf=blue
                    GATEWAY   | /ip/route/add dst-address=203.0.113.0/24 gateway=192.0.2.3
                    GATEWAY   | /ip/route/add dst-address=198.51.100.0/24 gateway=192.0.2.1
                    GATEWAY   | /ip/route/add gateway=192.0.2.3 distance=5
                    VLAN      | /interface/bridge/set bridge vlan-filtering=no
                    VLAN      | /interface/bridge/vlan/set [find where !dynamic] vlan-ids=5-15
                    VLAN      | /interface/vlan/set vlan10 name=management
                    VLAN      | /interface/bridge/port/remove [find]; /interface/vlan/set vlan10 interface=ether1
                    WIREGUARD | /interface/wireguard/peers/set [find] endpoint-address=198.51.100.77
                    WIREGUARD | /interface/wireguard/peers/set [find] allowed-address=0.0.0.0/0
                    WIREGUARD | /interface/wireguard/set wireguard1 name=management
                    WIREGUARD | /ip/firewall/filter/add chain=input action=drop protocol=udp dst-port=53
                    WIREGUARD | /ip/firewall/filter/add chain=input action=drop in-interface=ether1 protocol=tcp
                    """)
    void whatDoesNotLeavesItOpen(LabWay way, String command) throws IOException {
        for (String version : List.of("7.9.2", "7.24")) {
            router(way, version);
            run(command);
            open(true, true);
            machine.close();
        }
    }

    /** Who is in stays in where only what is new is kept out. */
    @ParameterizedTest
    @CsvSource(delimiterString = " | ", textBlock = """
                    GATEWAY   | /ip/firewall/filter/add chain=input action=drop connection-state=new
                    WIREGUARD | /ip/firewall/filter/add chain=input action=drop connection-state=new protocol=udp
                    WIREGUARD | /ip/firewall/nat/add chain=dstnat action=dst-nat to-addresses=172.17.0.2 protocol=udp
                    """)
    void whoIsInMayStayWhereNobodyElseComesIn(LabWay way, String command) throws IOException {
        router(way, "7.20.8");
        run(command);
        open(false, true);
    }

    @Test
    void aPeerShowsWhereItIsAnswered() throws IOException {
        router(LabWay.WIREGUARD, "7.20.8");
        assertThat(run(machine, ":put [/interface/wireguard/peers/get [find] current-endpoint-address]"))
                .startsWith("198.51.100.2");
    }

    @Test
    void aRouterThatIsThereKeepsItsConfiguration() throws IOException {
        machine = open(config("7.20.8"));
        machine.close();
        machine = open(config("7.20.8").withWay(LabWay.GATEWAY));
        open(true, true); // by the route that a DHCP server gave
        machine.close();
        machine = open(config("7.20.8").withWay(LabWay.WIREGUARD));
        open(false, false);
    }

    @Test
    void waysHaveNames() {
        assertThat(LabWay.named("wireguard")).isEqualTo(LabWay.WIREGUARD);
        assertThatThrownBy(() -> LabWay.named("wlan"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "no way to an emulated router: 'wlan' (expected one of link, link6, gateway, gateway6, vlan,"
                                + " wireguard)");
    }
}
