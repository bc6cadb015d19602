package mkrun.lab.script;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows that routers refuse, and their like that they take. */
class RefusedRowsTest {
    private final TestConsole console = new TestConsole("7.22.3");

    @Test
    void listsDoNotIncludeThemselvesByWayOfOthers() {
        console.given("/interface/list/add name=a", "/interface/list/add name=b include=a");
        console.given("/interface/list/add name=c include=b,a", "/interface/list/set c comment=x");
        assertThat(console.run("/interface/list/set a include=c")).startsWith("failure: list can not include itself");
    }

    @Test
    void anInterfaceHasOneVlanOfANumber() {
        console.given("/interface/vlan/add name=a interface=ether1 vlan-id=7", "/interface/vlan/set a mtu=1400");
        console.given("/interface/vlan/add name=b interface=ether1 vlan-id=7 use-service-tag=yes");
        console.given("/interface/bridge/add name=br", "/interface/vlan/add name=c interface=br vlan-id=7");
        String refused = "failure: interface already has a vlan with this vlan-id";
        assertThat(console.run("/interface/vlan/add name=d interface=ether1 vlan-id=7"))
                .startsWith(refused);
        assertThat(console.run("/interface/vlan/set c interface=ether1")).startsWith(refused);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // As tried on 7.23.7: what is there, what is added, what the router says.
                "/ip/dhcp-server/network|address=10.0.0.0/24|address=10.0.0.0/24|such network already exists",
                "/ip/dhcp-server/network|address=10.0.0.0/24|address=10.0.0.0/25|",
                "/ip/dhcp-server/network|address=10.0.0.0/24|address=10.1.0.1/24|invalid network",
                "/ip/dhcp-server|name=a interface=ether1|name=a interface=ether1|server with such name already exists",
                "/ip/dhcp-server/lease|address=10.0.0.2 mac-address=aa:00:00:00:00:01|address=10.0.0.3"
                        + " mac-address=AA:00:00:00:00:01|already have static lease for this client",
                "/ip/dhcp-server/lease|address=10.0.0.2 mac-address=aa:00:00:00:00:01|address=10.0.0.3"
                        + " mac-address=AA:00:00:00:00:01 server=all|already have static lease for this client",
                "/ip/dhcp-server/lease|address=10.0.0.2 mac-address=aa:00:00:00:00:01|address=10.0.0.3"
                        + " mac-address=AA:00:00:00:00:01 disabled=yes|",
                "/ip/dhcp-server/lease|address=10.0.0.2 mac-address=aa:00:00:00:00:01|address=10.0.0.2"
                        + " mac-address=AA:00:00:00:00:02|already have static lease with this IP address",
                "/ip/dns/static|name=a address=10.0.0.1|name=a address=10.0.0.1 ttl=1h|entry already exists",
                "/ip/dns/static|name=a address=10.0.0.1|name=A address=10.0.0.1|",
                "/ip/dns/static|name=a address=10.0.0.1|name=a address=10.0.0.1 disabled=yes|",
                "/ip/dns/static|name=a type=CNAME cname=x|name=a type=CNAME cname=y|",
                "/ip/dns/static|name=a type=MX mx-exchange=x|name=a type=MX mx-exchange=x mx-preference=0|"
                        + "entry already exists",
                "/ip/dns/static|name=a type=MX mx-exchange=x|name=a type=MX mx-exchange=x mx-preference=5|",
                "/ip/dns/static|name=a type=TXT text=a|name=a type=TXT text=A|",
                "/ip/dns/static|name=a address=10.0.0.1|name=b regexp=c address=10.0.0.1|only name or regexp allowed",
                "/ip/firewall/address-list|list=a address=10.0.0.1|list=a address=10.0.0.1/32 comment=x|"
                        + "already have such entry",
                "/ip/firewall/address-list|list=a address=10.0.0.1|list=a address=10.0.0.1 disabled=yes|",
                "/ip/firewall/address-list|list=a address=10.0.0.1|list=a address=10.0.0.0/24|",
            })
    void rowsDifferInWhatRoutersCompare(String menu, String there, String added, String refusal) {
        console.given(menu + "/add " + there);
        assertThat(console.run(menu + "/add " + added))
                .isEqualTo(refusal == null ? "" : "failure: " + refusal + " (" + menu + "/add; line 1)\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/ip/firewall/filter/add chain=input protocol=tcp dst-port=80-70|invalid value for argument dst-port",
                "/ip/firewall/filter/add chain=input protocol=tcp dst-port=70-80,90-90|",
                "/system/clock/set time=25:00:00|invalid value for argument time",
                "/system/clock/set time=23:59:59|",
                "/system/clock/set time-zone-name=Foo/Bar|input does not match any value of time-zone-name",
                "/system/clock/set time-zone-name=Europe/Riga|",
                "/system/clock/set time-zone-name=manual|",
                "/system/clock/set date=2038-01-19|invalid value for argument date",
                "/system/clock/set date=2038-01-18|",
                "/system/identity/set name=1234567890123456789012345678901234567890123456789012345678901234|",
                "/system/identity/set name=12345678901234567890123456789012345678901234567890123456789012345|"
                        + "failure: could not change identity: too long (/system/identity/set; line 1)",
                "/interface/vlan/add interface=ether1 vlan-id=4095|value of vlan-id out of range (1..4094)",
                "/interface/vlan/add interface=ether1 vlan-id=0|value of vlan-id out of range (1..4094)",
                "/ip/dns/static/add name=a|failure: bad A data (/ip/dns/static/add; line 1)",
                "/ip/dns/static/add name=a address=2001:db8::1|failure: bad A data (/ip/dns/static/add; line 1)",
                "/ip/dns/static/add name=a type=AAAA address=2001:db8::1|",
                "/ip/dns/static/add name=a type=AAAA address=10.0.0.1|"
                        + "failure: bad AAAA data (/ip/dns/static/add; line 1)",
                "/ip/dns/static/add name=a type=CNAME|failure: bad CNAME data (/ip/dns/static/add; line 1)",
                "/ip/dns/static/add name=a type=TXT|failure: bad TXT data (/ip/dns/static/add; line 1)",
                "/ip/dns/static/add name=a type=FWD|",
                "/ip/dns/static/add name=a type=NXDOMAIN|",
                "/ip/firewall/filter/add chain=input src-address=2001:db8::1|invalid value for argument src-address",
                "/ipv6/firewall/filter/add chain=input src-address=10.0.0.1|invalid value for argument src-address",
                "/ipv6/firewall/filter/add chain=input dst-address-type=anycast,local src-address=!2001:db8::/32|",
                "/ip/firewall/filter/add chain=input dst-address-type=anycast|"
                        + "input does not match any value of dst-address-type",
                "/ip/firewall/filter/add chain=input dst-limit=1,5,addresses-and-dst-port|",
                "/ip/firewall/filter/add chain=input connection-bytes=!1-2|invalid value for argument connection-bytes",
                "/ip/firewall/mangle/add chain=forward action=change-mss new-mss=39|"
                        + "value of new-mss out of range (40..65534)",
                "/ip/firewall/mangle/add chain=forward action=change-dscp new-dscp=from-priority|",
                "/ip/firewall/nat/add chain=dstnat action=dst-nat to-addresses=2001:db8::1|"
                        + "invalid value for argument to-addresses",
                "/ip/address/add address=2001:db8::1/64 interface=ether1|invalid value for argument address",
                "/ip/dns/static/add name=a type=AAAA|failure: bad AAAA data (/ip/dns/static/add; line 1)",
                "/system/logging/add topics=wireguard,!debug|",
                "/system/logging/add topics=wireguard,nosuch|input does not match any value of topics",
                "/system/logging/action/add name=far-1 target=memory|invalid value for argument name",
                "/container/mounts/add list=a src=x|missing value(s) of argument(s) dst (/container/mounts/add; line 1)",
                "/interface/list/add name=A include=nosuch|input does not match any value of include",
                "/system/identity/set name=\"\"|invalid value for argument name",
                "/ip/dns/static/add regexp=\"a(\" address=10.0.0.1|invalid value for argument regexp",
                "/ip/dns/static/add regexp=\".*[.]a\" address=10.0.0.1|",
                "/ip/dns/static/add name=a type=BOGUS address=10.0.0.1|input does not match any value of type",
                "/interface/list/add name=A include=A|input does not match any value of include",
                "/interface/list/add name=A include=all|",
                "/system/scheduler/add name=s start-time=24:00:00|invalid value for argument start-time",
                "/system/scheduler/add name=s start-time=startup|",
                "/interface/bridge/port/add bridge=br interface=br|"
                        + "failure: bridge can not be added as bridge port (/interface/bridge/port/add; line 1)",
                "/interface/bridge/port/add bridge=br interface=ether1|",
            })
    void whatCannotBeIsRefused(String command, String refusal) {
        console.given("/interface/bridge/add name=br");
        assertThat(console.run(command)).isEqualTo(refusal == null ? "" : refusal + "\r\n");
    }

    @Test
    void newerVersionsTellWhereAZoneIsUnknown() {
        assertThat(new TestConsole("7.24").run("/system/clock/set time-zone-name=Foo/Bar"))
                .isEqualTo(
                        "input does not match any value of time-zone-name (/system/clock/set (time-zone-name); line 1)\r\n");
    }

    @Test
    void aDisabledTwinCannotBeEnabled() {
        console.given(
                "/ip/dns/static/add name=a address=10.0.0.1",
                "/ip/dns/static/add name=a address=10.0.0.1 disabled=yes",
                "/ip/dns/static/set [find disabled] ttl=1h");
        assertThat(console.run("/ip/dns/static/enable [find disabled]"))
                .isEqualTo("failure: entry already exists (/ip/dns/static/enable; line 1)\r\n");
    }

    @Test
    void gatewaysAreAddressesOrInterfaces() {
        console.given(
                "/ip/route/add dst-address=10.0.0.0/8 gateway=ether1",
                "/ip/route/add dst-address=10.1.0.0/16 gateway=10.0.0.1%ether1,10.0.0.2");
        assertThat(console.run("/ip/route/add dst-address=10.2.0.0/16 gateway=nosuch"))
                .isEqualTo("invalid or unexpected argument base (/ip/route/add; line 1)\r\n");
    }

    @Test
    void rulesNameTheKindOfWhatTheyDoNotFind() {
        assertThat(console.run("/ip/firewall/filter/add chain=input in-interface=nosuch"))
                .isEqualTo("input does not match any value of interface\r\n");
        assertThat(console.run("/ip/firewall/filter/add chain=input out-interface-list=!nosuch"))
                .isEqualTo("input does not match any value of interface-list\r\n");
        console.given("/interface/bridge/add name=b0");
        assertThat(console.run("/interface/bridge/port/add bridge=b0 interface=nosuch"))
                .isEqualTo("invalid value for argument interface:\r\n"
                        + "    input does not match any value of interface\r\n"
                        + "    input does not match any value of interface-list\r\n");
    }

    /** What the trees say of how long values may be, and what rules cannot be. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/ip/firewall/filter|chain=input limit=bogus|invalid value for argument limit",
                "/ip/firewall/filter|chain=input limit=10,5:pigeon|invalid value for argument limit",
                "/ip/firewall/filter|chain=input dst-limit=1,5|invalid value for argument dst-limit",
                "/ip/firewall/filter|chain=input nth=2,|invalid value for argument nth",
                "/ip/firewall/filter|chain=input nth=0,1|invalid value for argument nth",
                "/ip/firewall/filter|chain=input dst-limit=!1,5,src-address|invalid value for argument dst-limit",
                "/ip/firewall/filter|chain=input time=always|invalid value for argument time",
                "/ip/firewall/filter|chain=input connection-limit=100|invalid value for argument connection-limit",
                "/ip/firewall/filter|chain=input packet-size=9-1|invalid value for argument packet-size",
                "/ip/firewall/filter|chain=input dst-address-type=!moon|input does not match any value of dst-address-type",
                "/ip/firewall/filter|chain=input routing-mark=nosuch|input does not match any value of routing-mark",
                "/ip/firewall/filter|chain=input action=log log-prefix=12345678901234567890123456789012"
                        + "|invalid value for argument log-prefix",
                "/ip/firewall/filter|chain=input action=add-src-to-address-list address-list=a address-list-timeout=36w"
                        + "|value of address-list-timeout is out of range (00:00:00 .. 35w3d13:13:56)",
                "/ip/firewall/filter|chain=forward action=jump|failure: no target chain specified",
                "/ip/firewall/filter|chain=input action=add-src-to-address-list|failure: no address-list specified",
                "/ip/firewall/filter|chain=input tcp-flags=syn protocol=udp|failure: tcp-flags works only with tcp",
                "/ip/firewall/filter|chain=input icmp-options=8:0|failure: icmp-options can be specified if proto is icmp",
                "/ip/firewall/filter|chain=input action=reject reject-with=tcp-reset|failure: tcp-reset works only with tcp",
                "/ip/firewall/filter|chain=input out-interface=ether1|failure: outgoing interface matching not possible",
                "/ip/firewall/filter|chain=output in-interface-list=all|failure: incoming interface matching not possible",
                "/ip/firewall/nat|chain=dstnat action=masquerade|failure: src-nat/masquerade action must be in srcnat",
                "/ip/firewall/nat|chain=srcnat action=dst-nat to-addresses=10.0.0.1|failure: dst-nat/redirect action must",
                "/ip/firewall/nat|chain=srcnat action=redirect|failure: dst-nat/redirect action must be in dstnat/output",
                "/ip/firewall/nat|chain=input action=same|failure: same/fullconenat action must be in dstnat/srcnat",
                "/ip/firewall/nat|chain=dstnat protocol=tcp to-ports=80,443|invalid value for argument to-ports",
                "/ip/firewall/mangle|chain=forward action=mark-routing new-routing-mark=main|failure: mark-routing allowed",
                "/ip/firewall/mangle|chain=prerouting action=mark-packet|failure: no new-packet-mark specified",
                "/ip/firewall/mangle|chain=prerouting action=mark-routing new-routing-mark=nosuch"
                        + "|input does not match any value of new-routing-mark",
                "/ip/route|gateway=ether1 routing-table=nosuch|input does not match any value of routing-table",
                "/ip/dns/static|name=a type=MX address=10.0.0.1|failure: bad MX data",
                "/ipv6/firewall/address-list|list=a address=2001:db8::1-2001:db8::9|invalid value for argument address",
                "/system/ntp/client/servers|address=10.0.0.1%ether1|invalid value for argument address",
                "/system/ntp/client/servers|address=10.0.0.1@nosuch|invalid value for argument address",
                "/system/ntp/client/servers|address=10.0.0.1 auth-key=7|input does not match any value of auth-key",
                "/ip/route|gateway=nosuch|invalid or unexpected argument base",
                "/ip/route|gateway=10.0.0.1%nosuch|invalid or unexpected argument base",
                "/ip/route|gateway=10.0.0.1@nosuch|invalid or unexpected argument base",
                "/interface/bridge/port|bridge=b0 interface=ether1 priority=100|input does not match any value of priority",
                "/interface/bridge/port|bridge=b0 interface=all|invalid value for argument interface",
                "/interface/bridge|name=\"\"|invalid value for argument name",
                "/interface/bridge|name=b forward-delay=3s|value of forward-delay is out of range (00:00:04 .. 00:00:30)",
            })
    void rowsThatNoRouterTakesAreRefused(String menu, String arguments, String error) {
        console.given("/interface/list/add name=all", "/interface/bridge/add name=b0");
        int before = console.state().table(menu).own().size();
        assertThat(console.run(menu + "/add " + arguments)).startsWith(error);
        assertThat(console.state().table(menu).own()).hasSize(before);
    }

    @Test
    void rowsThatRoutersTakeAreTaken() {
        console.given(
                "/routing/table/add name=isp2 fib",
                "/ip/route/add gateway=ether1 routing-table=isp2",
                "/ip/firewall/mangle/add chain=prerouting action=mark-routing new-routing-mark=isp2 routing-mark=!main",
                "/ip/firewall/filter/add chain=input protocol=tcp tcp-flags=syn,!ack,!fin limit=10,5",
                "/ip/firewall/filter/add chain=input protocol=icmp icmp-options=8:0-255 limit=5k/1m,500:bit",
                "/ip/firewall/filter/add chain=mine action=jump jump-target=nosuch out-interface=ether1",
                "/ip/firewall/filter/add chain=input dst-limit=1/1m,9,dst-address/1m psd=21,3s,3,1 nth=2,1",
                "/ip/firewall/filter/add chain=input time=0s-1d,sun,mon connection-rate=0-128k dst-address-type=!local",
                "/ip/firewall/filter/add chain=input limit=!10,5 nth=!2 time=!8h-9h,tue,mon"
                        + " per-connection-classifier=!src-address:2/0",
                "/ip/firewall/nat/add chain=mine action=masquerade",
                "/ip/firewall/nat/add chain=output action=redirect protocol=tcp dst-port=80 to-ports=8080-8081",
                "/ip/vrf/add name=blue",
                "/ip/dns/set servers=10.0.0.1@blue,2001:db8::1",
                "/system/ntp/client/servers/add address=fe80::1%ether1",
                "/ip/route/add gateway=10.0.0.1%ether1@blue",
                "/ipv6/firewall/address-list/add list=a address=vpn.example.net",
                "/ip/firewall/address-list/add list=a address=192.0.2.0-192.0.2.255",
                "/ip/dns/static/add name=a type=MX mx-exchange=b");
        assertThat(console.put("[/ip/firewall/address-list/get [find] address]"))
                .isEqualTo("192.0.2.0/24");
        assertThat(console.row("/ip/firewall/filter", "*1"))
                .containsEntry("tcp-flags", "syn,!fin,!ack")
                .containsEntry("limit", "10,5:packet");
        assertThat(console.row("/ip/firewall/filter", "*6"))
                .containsEntry("limit", "!10,5:packet")
                .containsEntry("time", "!8h-9h,mon,tue");
        assertThat(console.row("/ip/firewall/filter", "*2")).containsEntry("limit", "5k/1m,500:bit");
    }

    @Test
    void whatTheLabDoesNotImplementIsRefused() {
        for (String line : new String[] {
            "/ip/address/edit *1 address",
            ":beep",
            ":grep",
            "/user/add name=x group=full password=y",
            "/system/reboot",
            "/certificate/sign x"
        }) {
            assertThat(console.run(line)).as(line).startsWith("bad command name ");
        }
        for (String line : new String[] {
            "/interface/print follow", "/interface/print interval=1s", "/interface/print file=x",
            "/interface/bridge/add copy-from=*1", ":serialize to=json value=1 delimiter=x", ":parse value=1 nope=2"
        }) {
            assertThat(console.run(line)).as(line).startsWith("expected end of command");
        }
    }
}
