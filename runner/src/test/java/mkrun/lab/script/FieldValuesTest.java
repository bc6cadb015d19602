package mkrun.lab.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What fields take, and how it comes back. */
class FieldValuesTest {
    private final TestConsole console = new TestConsole("7.22.3");

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

    /** Said by MikroTik's command reference of 7.24. */
    @Test
    void aServiceTakesItsFormerNameAndIsReadByTheNewOne() {
        TestConsole newest = new TestConsole("7.24");
        newest.state().table("/ip/service").add(Map.of("name", "ssh", "port", "22"));
        newest.given("/ip/service/set [find name=ssh] address=10.0.0.0/8");
        assertThat(newest.run("/ip/service/print detail"))
                .contains("available-from=10.0.0.0/8")
                .doesNotContain(" address=");
        assertThat(newest.row("/ip/service", "*1")).containsEntry("available-from", "10.0.0.0/8");
    }

    @Test
    void scriptsGetTheNumbersOfWords() {
        console.given("/interface/bridge/add name=br");
        assertThat(console.put("[/interface/bridge/get br mtu]")).isEqualTo("0");
        assertThat(console.run("/interface/bridge/print detail")).contains("mtu=auto");
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

    @Test
    void valuesCannotForgeAsValueWhenReadAsJson() {
        console.given("/interface/bridge/add name=b comment=\"a;name=INJECTED;.id=*999\"");
        assertThat(console.put("[:serialize to=json [/interface/bridge/print as-value proplist=comment,name]]"))
                .isEqualTo("[{\"comment\":\"a;name=INJECTED;.id=*999\",\"name\":\"b\"}]");
        assertThat(console.put("[/interface/bridge/print as-value proplist=comment]"))
                .isEqualTo("comment=a;name=INJECTED;.id=*999");
    }
}
