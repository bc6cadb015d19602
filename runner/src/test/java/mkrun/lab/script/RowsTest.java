package mkrun.lab.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowsTest {
    private final TestConsole console = new TestConsole("7.22.3");

    private List<String> order() {
        return console.state().table("/ip/firewall/nat").rows().stream()
                .map(r -> r.text("comment"))
                .toList();
    }

    private void rules() {
        for (String name : new String[] {"a", "b", "c"}) {
            console.given("/ip/firewall/nat/add chain=srcnat action=accept comment=" + name);
        }
    }

    @Test
    void timesOfDayPrintAsOnAClock() {
        console.given("/system/scheduler/add name=nightly start-time=3h interval=1d");
        assertThat(console.run("/system/scheduler/print detail"))
                .contains("start-time=03:00:00")
                .contains("interval=1d ");
    }

    @Test
    void listsOfFlagsComeBackInTheRoutersOrder() {
        console.given("/ip/firewall/filter/add chain=input action=drop protocol=6 tcp-flags=\"ack,!syn,fin\"");
        assertThat(console.row("/ip/firewall/filter", "*1"))
                .containsEntry("tcp-flags", "fin,ack,!syn")
                .containsEntry("protocol", "tcp");
        assertThat(console.run("/ip/firewall/filter/add chain=input connection-state=\"established,!new\""))
                .startsWith("invalid value for argument connection-state");
        console.given("/ip/firewall/filter/set *1 tcp-flags=psh");
        assertThat(console.row("/ip/firewall/filter", "*1")).containsEntry("tcp-flags", "psh,!syn");
    }

    @Test
    void scriptsGetTheNumbersOfWords() {
        console.given("/interface/bridge/add name=br");
        assertThat(console.put("[/interface/bridge/get br mtu]")).isEqualTo("0");
        assertThat(console.run("/interface/bridge/print detail")).contains("mtu=auto");
    }

    @Test
    void addedRowsHaveDefaultsAndWhatTheRouterWorksOut() {
        console.given("/ip/address/add address=172.17.0.1/24 interface=ether1");
        assertThat(console.row("/ip/address", "*1"))
                .containsEntry("network", "172.17.0.0")
                .containsEntry("actual-interface", "ether1")
                .containsEntry("disabled", "false");
    }

    /** A port of a bridge, a VLAN's members and a peer are about an interface that stays when they go. */
    @Test
    void whatIsAboutAnInterfaceDoesNotTakeItAlong() {
        console.given(
                "/interface/bridge/add name=br",
                "/interface/bridge/add name=other",
                "/ip/address/add address=10.1.1.1/24 interface=ether1",
                "/ip/address/add address=10.1.2.1/24 interface=br",
                "/interface/bridge/port/add interface=ether1 bridge=br",
                "/interface/bridge/vlan/add bridge=br vlan-ids=7",
                "/interface/list/add name=WAN",
                "/interface/list/member/add list=WAN interface=ether1",
                "/interface/bridge/port/set [find] interface=other",
                "/interface/bridge/port/remove [find]",
                "/interface/bridge/vlan/remove [find]",
                "/interface/list/member/remove [find]");
        assertThat(console.put("[/ip/address/get *1 interface]")).isEqualTo("ether1");
        assertThat(console.put("[/ip/address/get *2 interface]")).isEqualTo("br");
        console.given("/interface/bridge/remove br");
        assertThat(console.put("[/ip/address/get *2 interface]")).startsWith("*");
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

    /** Shown of 7.23.7. */
    @Test
    void aLeaseOfAllServersNamesNone() {
        console.given(
                "/ip/dhcp-server/add name=a interface=ether1",
                "/ip/dhcp-server/lease/add address=10.0.0.2 mac-address=aa:00:00:00:00:01 server=all",
                "/ip/dhcp-server/lease/add address=10.0.0.3 mac-address=aa:00:00:00:00:02",
                "/ip/dhcp-server/lease/add address=10.0.0.4 mac-address=aa:00:00:00:00:03 server=a",
                "/ip/dhcp-server/lease/set *3 server=all");
        assertThat(console.run("/ip/dhcp-server/lease/print detail")).doesNotContain("server=all");
        assertThat(console.run("/ip/dhcp-server/lease/export")).doesNotContain("server=");
        assertThat(console.put("[:len [/ip/dhcp-server/lease/find !server]]")).isEqualTo("3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/ip/firewall/filter|chain=input|limit|10,5|10,5:packet",
                "/ip/firewall/filter|chain=input|limit|10/60,5:bit|10/1m,5:bit",
                "/ip/firewall/filter|chain=input|limit|10|",
                "/ip/firewall/filter|chain=input|dst-limit|1/1s,5,dst-address/100s|1,5,dst-address/1m40s",
                "/ip/firewall/filter|chain=input|dst-limit|1,5,anything|",
                "/ip/firewall/filter|chain=input|time|0s-24h,sat,sun|0s-1d,sun,sat",
                "/ip/firewall/filter|chain=input|time|8h-17h|",
                "/ip/firewall/filter|chain=input|time|8h-25h,sun|",
                "/queue/simple|name=q target=10.0.0.0/24|priority|7/8|7/8",
                "/queue/simple|name=q target=10.0.0.0/24|priority|7|",
                "/queue/simple|name=q target=10.0.0.0/24|priority|7/9|",
                "/queue/simple|name=q target=10.0.0.0/24|bucket-size|0.10/2|0.1/2",
                "/queue/simple|name=q target=10.0.0.0/24|bucket-size|0.1/11|",
                "/system/scheduler|name=s start-time=startup|start-date|2026-01-31|2026-01-31",
                "/system/scheduler|name=s start-time=startup|start-date|jan/31/2026|",
                "/system/scheduler|name=s start-time=startup|start-date|2026-02-30|",
            })
    void valuesOfSeveralPartsComeBackInTheRoutersForm(
            String menu, String row, String field, String given, String kept) {
        String told = console.run(menu + "/add comment=own " + row + " " + field + "=" + given);
        if (kept == null) {
            assertThat(told).contains(field);
        } else {
            assertThat(told).isEmpty();
            assertThat(console.put("[" + menu + "/get [find where comment=own] " + field + "]"))
                    .isEqualTo(kept);
        }
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
    }

    @Test
    void rangesBeginWithTheLesserAddress() {
        for (String refused : new String[] {
            "/ip/pool/add name=p ranges=10.0.0.9-10.0.0.1",
            "/ip/firewall/filter/add chain=input src-address=10.0.0.9-10.0.0.1",
            "/ip/firewall/filter/add chain=input src-address=10.0.0.9-::1",
            "/ip/firewall/nat/add chain=dstnat action=dst-nat to-addresses=10.0.0.9-10.0.0.1",
            "/ip/firewall/nat/add chain=dstnat action=dst-nat to-addresses=nosuch",
            "/ip/firewall/nat/add chain=dstnat action=dst-nat to-addresses=!10.0.0.1",
        }) {
            assertThat(console.run(refused)).as(refused).startsWith("invalid value for argument ");
        }
        console.given(
                "/ip/firewall/nat/add chain=dstnat action=dst-nat to-addresses=10.0.0.1-10.0.0.9",
                "/ip/firewall/nat/add chain=srcnat action=netmap to-addresses=10.0.0.0/24",
                "/ip/firewall/nat/set [find action=netmap] to-addresses=\"\"");
    }

    @Test
    void nothingMovesBeforeItself() {
        rules();
        assertThat(console.run("/ip/firewall/nat/move [find comment=a] [find comment=a]"))
                .isEqualTo("failure: can not move object before itself (/ip/firewall/nat/move; line 1)\r\n");
        assertThat(order()).containsExactly("a", "b", "c");
    }

    @Test
    void setChangesOnlyWhatIsGiven() {
        console.given("/interface/bridge/add name=br comment=x", "/interface/bridge/set br mtu=1400");
        assertThat(console.put("[/interface/bridge/get br comment]")).isEqualTo("x");
        assertThat(console.put("[/interface/bridge/get br mtu]")).isEqualTo("1400");
        console.given("/interface/bridge/set [find name=br] comment=\"\"");
        assertThat(console.put("[/interface/bridge/find where comment=x]")).isEmpty();
    }

    @Test
    void rowsAreMeantByIdNameFoundIdsOrPrintedNumber() {
        console.given("/interface/bridge/add name=a", "/interface/bridge/add name=b", "/interface/bridge/add name=c");
        console.given("/interface/bridge/remove a", "/interface/bridge/remove *3");
        assertThat(console.run("/interface/bridge/remove 0")).startsWith("no such item");
        Session session = console.interpreter().session();
        StringBuilder out = new StringBuilder();
        session.execute("/interface/bridge/print", s -> {});
        session.execute("/interface/bridge/remove 0", out::append);
        assertThat(out).isEmpty();
        assertThat(console.state().table("/interface/bridge").rows()).isEmpty();
        assertThat(console.run("/interface/bridge/remove gone"))
                .isEqualTo("no such item (/interface/bridge/remove; line 1)\r\n");
    }

    @Test
    void getWantsOneRow() {
        console.given("/interface/bridge/add name=a", "/interface/bridge/add name=b");
        assertThat(console.run(":put [/interface/bridge/get [find name=none] name]"))
                .isEqualTo("no such item (/interface/bridge/get; line 1)\r\n");
        assertThat(console.run(":put [/interface/bridge/get [find] name]"))
                .isEqualTo("invalid internal item number (/interface/bridge/get; line 1)\r\n");
        assertThat(console.run(":put [/interface/bridge/get a nope]"))
                .isEqualTo("input does not match any value of value-name\r\n");
        assertThat(new TestConsole("7.24").run(":put [/system/identity/get nope]"))
                .isEqualTo("input does not match any value of value-name"
                        + " (/system/identity/get (value-name); line 1)\r\n");
    }

    @Test
    void orderedRowsKeepTheirPlaces() {
        rules();
        console.given("/ip/firewall/nat/add chain=srcnat action=accept comment=d place-before=[find comment=b]");
        assertThat(order()).containsExactly("a", "d", "b", "c");
        console.given("/ip/firewall/nat/move [find comment=c] destination=[find comment=a]");
        assertThat(order()).containsExactly("c", "a", "d", "b");
        console.given("/ip/firewall/nat/disable [find comment~\"[ab]\"]");
        assertThat(console.put("[:len [/ip/firewall/nat/find where disabled]]")).isEqualTo("2");
        console.given("/ip/firewall/nat/enable [find comment=a]");
        assertThat(console.put("[:len [/ip/firewall/nat/find where !disabled]]"))
                .isEqualTo("3");
    }

    @Test
    void newNamesAreFollowedAndLostOnesBecomeIds() {
        console.given(
                "/interface/bridge/add name=br",
                "/interface/veth/add name=v",
                "/interface/bridge/port/add bridge=br interface=v",
                "/interface/bridge/set br name=lan");
        assertThat(console.row("/interface/bridge/port", "*1")).containsEntry("bridge", "lan");
        console.given("/interface/veth/remove v");
        assertThat(console.row("/interface/bridge/port", "*1")).containsEntry("interface", "*3");
    }

    @Test
    void interfacesOfAllKindsAreOneListWithOneSpaceOfNames() {
        console.given("/interface/bridge/add name=br", "/interface/veth/add name=v address=172.17.0.2/24,fd00::2/64");
        assertThat(console.put("[/interface/find]")).isEqualTo("*1;*2;*3");
        assertThat(console.put("[/interface/veth/find]")).isEqualTo("*3");
        assertThat(console.put("[/interface/get v type]")).isEqualTo("veth");
        assertThat(console.put("[/interface/veth/get v address]")).isEqualTo("172.17.0.2/24;fd00::2/64");
        assertThat(console.run("/interface/veth/add name=br")).contains("already have interface with such name");
        assertThat(console.run("/interface/set v name=ether1")).contains("already have interface with such name");
    }

    @ParameterizedTest
    @CsvSource({
        "/ip/address, address=1.2.3.300/24 interface=ether1, invalid value for argument address",
        "/ip/address, address=1.2.3.4/33 interface=ether1, invalid value for argument address",
        "/ip/address, address=1.2.3.4/24 interface=ether1 disabled=true, invalid value for argument disabled",
        "/interface/bridge, name=b pvid=0, value of pvid out of range (1..4094)",
        "/interface/bridge, name=b protocol-mode=tokenring, input does not match any value of protocol-mode",
        "/interface/bridge, name=b ageing-time=soon, invalid value for argument ageing-time",
        "/interface/bridge, name=b frame-types=admit-only, ambiguous value of frame-types",
        "/interface/veth, name=v gateway=here, invalid value for argument gateway",
        "/ip/firewall/nat, chain=dstnat src-address=1.2.3.4/40, invalid value for argument src-address",
        "/ip/firewall/nat, chain=dstnat protocol=tcp dst-port=99999, invalid value for argument dst-port",
        "/ip/firewall/nat, chain=dstnat dst-port=80, failure: ports can be specified if proto is tcp",
        "/container, remote-image=x interface=nope, input does not match any value of interface",
        "/container, remote-image=x interface=veth1 envlists=E, input does not match any value of envlists"
    })
    void valuesAreCheckedByType(String menu, String arguments, String error) {
        console.given("/interface/veth/add");
        assertThat(console.run(menu + "/add " + arguments)).startsWith(error);
        assertThat(console.state().table(menu).rows().stream()
                        .filter(r -> !r.text("name").equals("veth1")))
                .isEmpty();
    }

    /** What the trees say of how long values may be, and what rules cannot be. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/ip/firewall/filter|chain=input limit=bogus|invalid value for argument limit",
                "/ip/firewall/filter|chain=input limit=10,5:pigeon|invalid value for argument limit",
                "/ip/firewall/filter|chain=input dst-limit=1,5|invalid value for argument dst-limit",
                "/ip/firewall/filter|chain=input nth=2|invalid value for argument nth",
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
                "/interface/bridge|name=\"\"|invalid value for argument name",
                "/interface/bridge|name=b forward-delay=3s|value of forward-delay is out of range (00:00:04 .. 00:00:30)",
            })
    void rowsThatNoRouterTakesAreRefused(String menu, String arguments, String error) {
        console.given("/interface/list/add name=all");
        assertThat(console.run(menu + "/add " + arguments)).startsWith(error);
        assertThat(console.state().table(menu).own()).isEmpty();
    }

    /** Words and columns as 7.22.1 and 7.23 were seen to have them. */
    @Test
    void switchesHaveNoValue() {
        console.given(
                "/routing/table/add disabled=no fib name=isp2", "/ip/route/add blackhole dst-address=10.66.0.0/16");
        assertThat(console.run("/ip/route add dst-address=10.10.12.0/24 blackhole=yes"))
                .isEqualTo("expected end of command (line 1 column 50)\r\n");
        assertThat(console.put("[/routing/table/print as-value]"))
                .contains("fib=;")
                .contains("name=isp2");
        assertThat(console.run("/routing/table/print detail")).contains("name=\"isp2\" fib ");
        assertThat(console.run("/ip/route/export terse"))
                .contains("/ip route add blackhole dst-address=10.66.0.0/16\r\n");
        console.given("/routing/table/set isp2 !fib", "/ip/route/set [find] !blackhole");
        assertThat(console.put("[/routing/table/print as-value]")).doesNotContain("fib");
        console.given("/routing/table/set isp2 fib");
        assertThat(console.put("[/routing/table/print as-value]")).contains("fib=;");
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
                "/ip/firewall/nat/add chain=mine action=masquerade",
                "/ip/firewall/nat/add chain=output action=redirect protocol=tcp dst-port=80 to-ports=8080-8081",
                "/ip/dns/static/add name=a type=MX mx-exchange=b");
        assertThat(console.row("/ip/firewall/filter", "*1"))
                .containsEntry("tcp-flags", "syn,!fin,!ack")
                .containsEntry("limit", "10,5:packet");
        assertThat(console.row("/ip/firewall/filter", "*2")).containsEntry("limit", "5k/1m,500:bit");
    }

    @Test
    void namesAreNeverTakenAway() {
        console.given("/interface/bridge/add name=br");
        assertThat(console.run("/interface/bridge/set br name=\"\"")).isEqualTo("invalid value for argument name\r\n");
        assertThat(console.put("[/interface/bridge/find name=br]")).isEqualTo("*2");
    }

    @Test
    void valuesComeBackInTheRoutersForm() {
        console.given("/ip/firewall/nat/add chain=srcnat src-address=1.2.3.4/32 dst-address=10.1.2.3/16");
        assertThat(console.put("[/ip/firewall/nat/get *1 src-address]")).isEqualTo("1.2.3.4");
        assertThat(console.put("[/ip/firewall/nat/get *1 dst-address]")).isEqualTo("10.1.0.0/16");
        console.given("/interface/bridge/add name=b ageing-time=600 admin-mac=02:aa:bb:cc:dd:ee");
        assertThat(console.put("[/interface/bridge/get b ageing-time]")).isEqualTo("00:10:00");
        assertThat(console.put("[/interface/bridge/get b admin-mac]")).isEqualTo("02:AA:BB:CC:DD:EE");
        console.given("/ip/address/add address=10.0.0.1 interface=ether1");
        assertThat(console.put("[/ip/address/get *1 address]")).isEqualTo("10.0.0.1/32");
    }

    @Test
    void eachVersionHasItsNamesAndWords() {
        TestConsole old = new TestConsole("7.19.6").given("/container/envs/add name=E key=A value=1");
        assertThat(old.run("/container/envs/add list=E key=B value=1"))
                .isEqualTo("expected end of command (line 1 column 21)\r\n");
        assertThat(old.put("[/container/envs/get *1 name]")).isEqualTo("E");
        assertThat(old.row("/container/envs", "*1")).containsEntry("list", "E");
        TestConsole middle =
                new TestConsole("7.21.5").given("/container/mounts/add list=M src=usb1/a dst=/a read-only=yes");
        assertThat(middle.row("/container/mounts", "*1"))
                .containsEntry("mode", "ro")
                .containsEntry("src", "/usb1/a");
        assertThat(middle.put("[/container/mounts/get *1 read-only]")).isEqualTo("yes");
        assertThat(middle.run("/container/mounts/add list=M dst=/b read-only=maybe"))
                .isEqualTo("invalid value for argument read-only\r\n");
        TestConsole last = new TestConsole("7.23.3").given("/container/mounts/add list=M src=/a dst=/a mode=ro");
        assertThat(last.run("/container/mounts/add list=M dst=/b read-only=yes"))
                .startsWith("bad parameter read-only");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "where name=web",
                "name=web",
                "where name=\"web\"",
                "where name~\"^w\"",
                "where (name=web)",
                "where name=web and !disabled",
                "where name=none or name=web",
                "where name=web disabled=no",
                "where .id=*2",
                "where !(name=ether1) && name!=\"x\"",
                "name=\"web\" || name=\"x\""
            })
    void conditionsFind(String condition) {
        console.given("/interface/veth/add name=web");
        assertThat(console.put("[/interface/veth/find " + condition + "]")).isEqualTo("*2");
    }

    @Test
    void conditionsFindAddressesInNetworks() {
        console.given("/ip/address/add address=192.168.7.1/24 interface=ether1");
        assertThat(console.put(
                        "[:len [/ip/address/find where address in 192.168.0.0/16 and network in 192.168.7.0/24]]"))
                .isEqualTo("1");
        assertThat(console.put("[:len [/ip/address/find where address in 10.0.0.0/8]]"))
                .isEqualTo("0");
        assertThat(console.put("[:len [/ip/address/find where interface in 192.168.0.0/16]]"))
                .isEqualTo("0");
        assertThat(console.run(":put [/ip/address/find where address in ether1]"))
                .startsWith("cannot convert");
    }

    @Test
    void conditionsOnTypesThatDoNotFitFindNothing() {
        console.given("/ip/address/add address=192.168.1.1/24 interface=ether1");
        assertThat(console.put("[/ip/address/find where address=192.168.1.1/24]"))
                .isEmpty();
        assertThat(console.put("[/ip/address/find where address=\"192.168.1.1/24\"]"))
                .isEqualTo("*1");
        assertThat(console.run(":put [/ip/address/find where nonsense=1]"))
                .isEqualTo("syntax error (line 1 column 30)\r\n");
    }

    @Test
    void valuesCannotForgeAsValueWhenReadAsJson() {
        console.given("/interface/bridge/add name=b comment=\"a;name=INJECTED;.id=*999\"");
        assertThat(console.put("[:serialize to=json [/interface/bridge/print as-value proplist=comment,name]]"))
                .isEqualTo("[{\"comment\":\"a;name=INJECTED;.id=*999\",\"name\":\"b\"}]");
        assertThat(console.put("[/interface/bridge/print as-value proplist=comment]"))
                .isEqualTo("comment=a;name=INJECTED;.id=*999");
    }

    @Test
    void stateSurvivesAsPlainData() {
        console.given("/interface/bridge/add name=b", "/interface/bridge/add name=c", "/interface/bridge/remove c");
        RouterState copy = RouterState.of(console.state().data());
        assertThat(copy.data()).isEqualTo(console.state().data());
        Interpreter again = new Interpreter(copy, time -> {});
        assertThat(again.execute(":put [/interface/bridge/add name=d]")).isEqualTo("*4\r\n");
    }

    @Test
    void changesAreToldAndReadingIsNot() {
        int[] changes = new int[1];
        console.state().onChange(() -> changes[0]++);
        console.run("/interface/bridge/print; :put [/interface/find]; /interface/bridge/add name=");
        assertThat(changes[0]).isZero();
        console.run("/interface/bridge/add name=x");
        assertThat(changes[0]).isEqualTo(1);
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
