package mkrun.lab.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mkrun.routeros.Dialect;
import mkrun.routeros.Field;
import mkrun.routeros.RouterosVersion;
import org.junit.jupiter.api.Test;

/** What menus print, as prints of real routers have it: the manual's, and those in the tests of ntc-templates. */
class PrintTest {
    private final TestConsole console = new TestConsole("7.22.3");

    @Test
    void rulesOfAFirewallArePrintedInDetail() {
        console.given(
                "/ip/firewall/filter/add chain=input action=accept connection-state=established,related comment=\"a b\"",
                "/ip/firewall/filter/add chain=input action=drop src-address-list=bad log=yes log-prefix=\"no way\"");
        assertThat(console.run("/ip/firewall/filter/print"))
                .isEqualTo("Flags: X - disabled, I - invalid; D - dynamic \r\n"
                        + " 0    ;;; a b\r\n"
                        + "      chain=input action=accept connection-state=established,related log=no \r\n"
                        + "      log-prefix=\"\" \r\n\r\n"
                        + " 1    chain=input action=drop src-address-list=bad log=yes log-prefix=\"no way\" \r\n\r\n");
    }

    @Test
    void rulesAreChosenByTheirChainAndCounted() {
        console.given(
                "/ip/firewall/filter/add chain=input action=accept comment=x",
                "/ip/firewall/filter/add chain=forward action=reject");
        assertThat(console.run("/ip/firewall/filter/print stats"))
                .isEqualTo("Columns: CHAIN, ACTION, BYTES, PACKETS\r\n"
                        + "# CHAIN    ACTION  BYTES  PACKETS\r\n"
                        + ";;; x\r\n"
                        + "0 input    accept      0        0\r\n"
                        + "1 forward  reject      0        0\r\n\r\n");
        console.state().table("/ip/firewall/filter").rows().get(0).set("bytes", "874062");
        assertThat(console.run("/ip/firewall/filter/print stats")).contains("0 input    accept  874 062        0\r\n");
        assertThat(console.given("/ip/firewall/nat/add chain=srcnat action=masquerade")
                        .run("/ip/firewall/nat/print stats"))
                .contains("# CHAIN   ACTION      BYTES  PACKETS\r\n0 srcnat  masquerade      0        0\r\n");
        assertThat(console.run("/ip/firewall/filter/print chain=forward"))
                .contains(" 1    chain=forward action=reject reject-with=icmp-network-unreachable ")
                .doesNotContain("input");
        assertThat(console.run("/ip/firewall/filter/print dynamic count-only")).isEqualTo("0\r\n");
        assertThat(console.run("/ip/firewall/filter/print static count-only")).isEqualTo("2\r\n");
    }

    @Test
    void interfacesAreCountedInColumnsOfTheirOwn() {
        assertThat(console.run("/interface/print stats"))
                .isEqualTo("Columns: NAME, RX-BYTE, TX-BYTE, RX-PACKET, TX-PACKET, TX-QUEUE-DROP\r\n"
                        + "# NAME    RX-BYTE  TX-BYTE  RX-PACKET  TX-PACKET  TX-QUEUE-DROP\r\n"
                        + "0 ether1        0        0          0          0              0\r\n\r\n");
        assertThat(console.put("[/interface/get ether1 rx-byte]")).isEqualTo("0");
        assertThat(console.run("/interface/print detail")).doesNotContain("rx-byte");
    }

    @Test
    void menusWithoutATableArePrintedInDetail() {
        assertThat(new TestConsole("7.20.8")
                        .given("/interface/veth/add name=v address=172.17.0.2/24 gateway=172.17.0.1")
                        .run("/interface/veth/print"))
                .contains(" 0    name=\"v\" address=172.17.0.2/24 ");
        assertThat(new TestConsole("7.21.5")
                        .given("/interface/veth/add name=v address=172.17.0.2/24 gateway=172.17.0.1")
                        .run("/interface/veth/print"))
                .contains("Columns: NAME, ADDRESS, GATEWAY");
    }

    @Test
    void detailsNameAddressesInTheOrderOfRouters() {
        console.given("/ip/address/add interface=ether1 address=10.155.101.1/24");
        assertThat(console.run("/ip/address/print detail"))
                .contains(" 0    address=10.155.101.1/24 network=10.155.101.0 interface=ether1 \r\n"
                        + "      actual-interface=ether1 \r\n");
    }

    @Test
    void lettersOfFlagsKeepTheirCaseInTables() {
        console.given("/ip/route/add dst-address=10.9.0.0/16 gateway=192.0.2.7");
        assertThat(console.run("/ip/route/print"))
                .startsWith(
                        "Flags: I - INACTIVE; s - STATIC\r\nColumns: DST-ADDRESS, GATEWAY, ROUTING-TABLE, DISTANCE\r\n")
                .contains("0 Is 10.9.0.0/16  192.0.2.7  main                  1\r\n");
    }

    @Test
    void aLogIsPrintedAsLinesWithoutAHeading() {
        console.state()
                .table("/log")
                .add(Map.of("time", "2024-11-25 13:14:28", "topics", "system,info", "message", "router up"));
        assertThat(console.run("/log/print")).isEqualTo(" 2024-11-25 13:14:28 system,info router up\r\n\r\n");
        assertThat(console.run("/log/print detail"))
                .isEqualTo(" time=2024-11-25 13:14:28 topics=system,info message=\"router up\" \r\n\r\n");
        assertThat(console.run("/log/print proplist=message")).startsWith("Columns: MESSAGE\r\n");
    }

    @Test
    void theClockShowsTheTimeFirst() {
        console.state().single("/system/clock").set("date", "2026-03-09").set("time", "07:08:09");
        assertThat(console.run("/system/clock/print"))
                .containsPattern("\\A +time: 07:08:09 *\r\n +date: 2026-03-09 *\r\n");
    }

    @Test
    void layoutsNameWhatMenusHave() {
        List<String> unknown = new ArrayList<>();
        for (Layout layout : Layout.all()) {
            Set<String> known = Stream.of("7.9", "7.16.2", "7.19.6", "7.20.8", "7.24")
                    .map(RouterosVersion::parse)
                    .filter(layout.range()::contains)
                    .flatMap(v ->
                            Dialect.emulated(v, Set.of("routeros", "container", "routerboard"))
                                    .fields(layout.menu())
                                    .stream())
                    .map(Field::name)
                    .collect(Collectors.toSet());
            layout.named()
                    .filter(name -> !known.contains(name))
                    .forEach(name -> unknown.add(layout.menu() + " " + name));
        }
        assertThat(unknown).isEmpty();
    }
}
