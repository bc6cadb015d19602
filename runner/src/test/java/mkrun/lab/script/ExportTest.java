package mkrun.lab.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mkrun.routeros.RouterosVersion;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code export}: layout and line breaks as in exports of real routers, and a script that makes the same rows again. */
class ExportTest {
    private final TestConsole console = router("7.22.3");

    private static TestConsole router(String version) {
        TestConsole made = new TestConsole(version);
        RouterState factory =
                new RouterState(made.state().version(), made.state().dialect().packages());
        for (RouterState state : List.of(made.state(), factory)) {
            state.table("/interface").rows().forEach(r -> state.table("/interface")
                    .remove(r));
            state.table("/interface").add(Map.of("name", "ether1", "default-name", "ether1", "type", "ether"));
            state.single("/system/clock").set("date", "2026-03-09").set("time", "07:08:09");
            state.single("/system/license").set("software-id", "MKRN-0LAB");
            state.single("/system/routerboard").set("model", "RB5009UG+S+IN").set("serial-number", "LAB1");
        }
        made.interpreter().factory(factory);
        return made;
    }

    @BeforeEach
    void configure() {
        console.given(SETUP);
    }

    private static final String[] SETUP = {
        "/interface/bridge/add name=containers comment=\"mkrun: bridge of \\\"containers\\\", 5 \\$\"",
        "/interface/veth/add name=veth-web address=172.17.0.2/24 gateway=172.17.0.1",
        "/interface/bridge/port/add bridge=containers interface=veth-web",
        "/ip/address/add address=172.17.0.1/24 interface=containers",
        "/ip/firewall/nat/add chain=dstnat action=dst-nat protocol=tcp dst-port=8080 to-addresses=172.17.0.2"
                + " to-ports=80 comment=mkrun:web disabled=yes",
        "/container/envs/add list=web key=TZ value=Europe/Berlin",
        "/container/mounts/add list=web src=usb1/web/data dst=/data",
        "/container/config/set registry-url=https://registry.example.net username=u password=hush",
        "/container/add name=web file=usb1/web.tar interface=veth-web root-dir=usb1/web envlists=web mountlists=web"
                + " logging=yes memory-high=314572800",
    };

    private static final String HEAD = """
            # 2026-03-09 07:08:09 by RouterOS 7.22.3
            # software id = MKRN-0LAB
            #
            # model = RB5009UG+S+IN
            # serial number = LAB1
            """;

    private String export(String command) {
        String output = console.run(command);
        assertThat(output.replace("\r\n", "")).doesNotContain("\n").doesNotContain("\r");
        return output.replace("\r\n", "\n");
    }

    @Test
    void namesEachMenuAboveTheCommandsThatMakeIt() {
        assertThat(export("/export")).isEqualTo(HEAD + """
                /interface bridge
                add comment="mkrun: bridge of \\"containers\\", 5 \\$" name=containers
                /interface veth
                add address=172.17.0.2/24 dhcp=no gateway=172.17.0.1 gateway6="" name=\\
                    veth-web
                /container
                add envlists=web file=usb1/web.tar interface=veth-web logging=yes memory-high=\\
                    314572800 mountlists=web name=web root-dir=usb1/web
                /container config
                set registry-url=https://registry.example.net username=u
                /container envs
                add key=TZ list=web value=Europe/Berlin
                /container mounts
                add dst=/data list=web src=/usb1/web/data
                /interface bridge port
                add bridge=containers interface=veth-web
                /ip address
                add address=172.17.0.1/24 interface=containers network=172.17.0.0
                /ip firewall nat
                add action=dst-nat chain=dstnat comment=mkrun:web disabled=yes dst-port=8080 \\
                    protocol=tcp to-addresses=172.17.0.2 to-ports=80
                """);
    }

    @Test
    void ofAMenuHasThatMenuAndThoseBelowIt() {
        assertThat(export("/ip/address/export")).isEqualTo(HEAD + """
                /ip address
                add address=172.17.0.1/24 interface=containers network=172.17.0.0
                """);
        assertThat(export("/ip export").lines().filter(l -> l.startsWith("/")))
                .containsExactly("/ip address", "/ip firewall nat");
        assertThat(export("/container export").lines().filter(l -> l.startsWith("/")))
                .containsExactly("/container", "/container config", "/container envs", "/container mounts");
        assertThat(export("/system/identity/export")).isEqualTo(HEAD);
    }

    @Test
    void terseHasAWholeCommandInEachLine() {
        assertThat(export("/container/export terse"))
                .contains("/container add envlists=web file=usb1/web.tar interface=veth-web logging=yes"
                        + " memory-high=314572800 mountlists=web name=web root-dir=usb1/web\n")
                .doesNotContain("\\\n");
    }

    @Test
    void secretsComeOnlyToThoseWhoAskForThemAndMay() {
        assertThat(export("/export")).doesNotContain("hush");
        assertThat(export("/export hide-sensitive")).isEqualTo(export("/export"));
        assertThat(export("/container/config/export show-sensitive")).contains("set password=hush registry-url=");
        assertThat(lacking("sensitive", "/container/config/export show-sensitive"))
                .doesNotContain("hush");
    }

    @Test
    void verboseHasDefaultsToo() {
        assertThat(export("/interface/bridge/port/export verbose terse"))
                .contains("pvid=1 ", " learn=auto ", "trusted=no");
        assertThat(export("/interface/bridge/port/export compact")).doesNotContain("pvid");
    }

    @Test
    void verboseNamesWhatNobodySetWhereRoutersDo() {
        console.given("/ip/firewall/raw/add chain=prerouting action=drop src-address=10.0.0.0/8 comment=mine");
        assertThat(export("/ip/firewall/raw/export verbose")).endsWith("""
                /ip firewall raw
                add action=drop chain=prerouting comment=mine !content disabled=no !dscp \\
                    !dst-address !dst-address-list !dst-address-type !dst-limit !dst-port \\
                    !fragment !icmp-options !in-bridge-port !in-bridge-port-list !in-interface \\
                    !in-interface-list !ingress-priority !ipsec-policy !ipv4-options !limit \\
                    log=no log-prefix="" !nth !out-bridge-port !out-bridge-port-list \\
                    !out-interface !out-interface-list !packet-mark !packet-size \\
                    !per-connection-classifier !port !priority !protocol !psd !random \\
                    src-address=10.0.0.0/8 !src-address-list !src-address-type \\
                    !src-mac-address !src-port !tcp-flags !tcp-mss !time !tls-host !tos !ttl
                """);
        assertThat(export("/ip/dhcp-server/network/export verbose")).isEqualTo(HEAD);
    }

    @Test
    void whatExportsNameUnsetCanBeUnsetSo() {
        console.given(
                "/ip/firewall/raw/add chain=prerouting action=drop protocol=tcp dst-port=22 !src-address",
                "/ip/firewall/raw/set [find] !dst-port !protocol comment=all");
        assertThat(export("/ip/firewall/raw/export"))
                .endsWith("/ip firewall raw\nadd action=drop chain=prerouting comment=all\n");
        assertThat(console.run("/ip/firewall/raw/set [find] !chain"))
                .isEqualTo("expected end of command (line 1 column 29)\r\n");
        assertThat(console.run("/ip/firewall/raw/set [find] !protocol=tcp"))
                .isEqualTo("expected end of command (line 1 column 29)\r\n");
        assertThat(console.run("/ip/pool/add name=x !ranges"))
                .isEqualTo("expected end of command (line 1 column 21)\r\n");
    }

    @Test
    void aHostsAddressIsExportedWithoutItsLength() {
        console.given("/ip/address/add address=10.255.255.1 interface=containers");
        assertThat(console.put("[/ip/address/get [find network=10.255.255.1] address]"))
                .isEqualTo("10.255.255.1/32");
        assertThat(export("/ip/address/export"))
                .contains("add address=10.255.255.1 interface=containers network=10.255.255.1\n");
    }

    @Test
    void aConditionPicksRowsFrom713On() {
        console.given("/ip/address/add address=10.0.0.1/8 interface=containers");
        assertThat(export("/ip/address/export where address~\"^10\""))
                .isEqualTo(HEAD + "/ip address\nadd address=10.0.0.1/8 interface=containers network=10.0.0.0\n");
        assertThat(router("7.12.2").run("/ip/address/export where address~\"^10\""))
                .isEqualTo("expected end of command (line 1 column 20)\r\n");
        assertThat(console.run("/export terse show-sensitive=no"))
                .isEqualTo("expected end of command (line 1 column 29)\r\n");
    }

    @Test
    void kibibytesAreWrittenWithTheirUnit() {
        console.given("/ip/dns/set cache-size=4M");
        assertThat(export("/ip/dns/export")).endsWith("/ip dns\nset cache-size=4096KiB\n");
        assertThat(console.put("[/ip/dns/get cache-size]")).isEqualTo("4096");
    }

    @Test
    void rowsOfTheRoutersOwnMakingAreSetWhereTheyDiffer() {
        console.given("/interface/set ether1 name=wan comment=uplink", "/ip/dns/set servers=1.1.1.1 cache-max-ttl=1w");
        assertThat(export("/interface/export"))
                .contains("/interface ethernet\nset [ find default-name=ether1 ] comment=uplink name=wan\n");
        assertThat(export("/ip/dns/export")).endsWith("/ip dns\nset servers=1.1.1.1\n");
        assertThat(console.put("[/interface/get wan comment]")).isEqualTo("uplink");
    }

    @Test
    void dynamicRowsAreLeftOut() {
        console.state()
                .table("/ip/address")
                .add(Map.of("address", "192.0.2.9/24", "interface", "ether1", "dynamic", "true"));
        assertThat(export("/ip/address/export")).doesNotContain("192.0.2.9");
    }

    @Test
    void linesBreakWhereThoseOfRealRoutersDo() {
        console.given(
                "/interface/list/add name=LAN",
                "/interface/bridge/add name=VLAN20-IPCAMERAS",
                "/interface/bridge/add name=VLAN30-WIFIAPs",
                "/ip/address/add address=192.168.107.250/24 interface=VLAN20-IPCAMERAS",
                "/ip/address/add address=192.168.105.250/24 interface=VLAN30-WIFIAPs",
                "/ip/firewall/nat/add action=accept chain=input comment=\"defconf: accept UDP traceroute\""
                        + " dst-port=33434-33534 protocol=udp",
                "/ip/firewall/nat/add action=dst-nat chain=dstnat comment=\"defconf: drop everything else not coming"
                        + " from LAN\" in-interface-list=!LAN",
                "/ip/firewall/nat/add chain=srcnat action=accept src-address=!10.11.0.0/16 comment=\"a\\r\\nb\"");
        assertThat(export("/ip/firewall/nat/export")).contains("""
                add action=accept chain=input comment="defconf: accept UDP traceroute" \\
                    dst-port=33434-33534 protocol=udp
                """, """
                add action=dst-nat chain=dstnat comment=\\
                    "defconf: drop everything else not coming from LAN" in-interface-list=\\
                    !LAN
                """, """
                add action=accept chain=srcnat comment="a\\r\\
                    \\nb" src-address=!10.11.0.0/16
                """);
        assertThat(export("/ip/address/export")).contains("""
                add address=192.168.107.250/24 interface=VLAN20-IPCAMERAS network=\\
                    192.168.107.0
                add address=192.168.105.250/24 interface=VLAN30-WIFIAPs network=192.168.105.0
                """);
    }

    @Test
    void textsThatNoLineHoldsAreBrokenWithinAndBlanksKept() {
        assertThat(ExportLine.wrapped("add", Map.of("tagged", Optional.of("x".repeat(100)))))
                .isEqualTo("add tagged=\"" + "x".repeat(66) + "\\\r\n    " + "x".repeat(34) + "\"\r\n");
        assertThat(ExportLine.wrapped("add", Map.of("comment", Optional.of("x".repeat(65) + " " + "y".repeat(30)))))
                .isEqualTo("add comment=\"" + "x".repeat(65) + "\\\r\n    \\_" + "y".repeat(30) + "\"\r\n");
    }

    @Test
    void filesNeedThePolicyForThem() {
        List<String> written = new ArrayList<>();
        console.interpreter()
                .exports((name, text) -> written.add(name + " " + text.lines().count()), menu -> false);
        assertThat(export("/ip/address/export file=addresses")).isEmpty();
        assertThat(written).containsExactly("addresses 7");
        assertThat(lacking("ftp", "/export file=x")).isEqualTo("not enough permissions (9) (:export; line 1)\r\n");
        assertThat(written).hasSize(1);
    }

    /** As a user whose group has all policies but one. */
    private String lacking(String policy, String command) {
        StringBuilder out = new StringBuilder();
        console.interpreter().session("somebody", p -> !p.equals(policy)).execute(command, out::append);
        return out.toString();
    }

    @Test
    void aMenuThatDoesNotAnswerIsNamedAndLeftOut() {
        console.interpreter().exports((name, text) -> {}, menu -> menu.equals("/ip/firewall/nat"));
        assertThat(export("/ip/export"))
                .endsWith("network=172.17.0.0\n#error exporting \"/ip/firewall/nat\" (timeout)\n");
    }

    @Test
    void oldVersionsNameMonthsAndVirtualRoutersHaveNoSoftwareId() {
        assertThat(router("7.9.2").run("/ip/address/export"))
                .startsWith("# mar/09/2026 07:08:09 by RouterOS 7.9.2\r\n");
        RouterState virtual = new RouterState(RouterosVersion.parse("7.20.8"), Set.of("routeros"));
        virtual.single("/system/license").set("system-id", "mkrunLabRtr");
        assertThat(ExportHeader.lines(virtual).subList(1, 3)).containsExactly("# system id = mkrunLabRtr", "#");
    }
}
