package mkrun.lab.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import mkrun.routeros.Field;
import mkrun.routeros.Menu;
import mkrun.routeros.RouterosVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes out of an export goes in again: rows in every menu, in every style, and the same export afterwards. */
class ExportRoundTripTest {
    private static final String PRIVATE = "yAnz5TF+lXXJte14tji3zlMNq+hd2rYUIgJBgB3fBmk=";
    private static final String PUBLIC = "HIgo9xNzJMWLKASShiTqIybxZ0U3wGLiUeJ1PKf8ykw=";
    private static final String FILE = "router.rsc";

    /** Kept by routers for themselves, or not to be set; interfaces stand in the menus of their kinds. */
    private static final Set<String> NEVER = Set.of(
            "/certificate",
            "/disk", // on a router with disks: DiskMenuTest
            "/file",
            "/interface",
            "/safe-mode",
            "/system/package",
            "/system/script/environment",
            "/system/script/job",
            "/user",
            "/user/ssh-keys");

    /** As of every router: a port, services, the log's first rules, a community, a group. */
    private static void fill(RouterState state) {
        Map<String, String> ether = Map.of("name", "ether1", "default-name", "ether1", "type", "ether");
        for (TableRow row : state.table("/interface").rows()) {
            state.table("/interface").remove(row);
        }
        state.table("/interface").add(ether);
        state.table("/interface/list").add(Map.of("name", "all", "builtin", "true"));
        state.table("/queue/interface").add(Map.of("interface", "ether1", "queue", "only-hardware-queue"));
        for (String name : List.of("telnet", "ssh")) {
            state.table("/ip/service").add(Map.of("name", name, "port", "22", "disabled", "false"));
        }
        for (String name : List.of("memory", "disk")) {
            state.table("/system/logging/action").add(Map.of("name", name, "target", name, "default", "true"));
        }
        for (String topics : List.of("info", "error")) {
            state.table("/system/logging").add(Map.of("topics", topics, "action", "memory", "default", "true"));
        }
        state.table("/snmp/community").add(Map.of("name", "public", "addresses", "::/0", "default", "true"));
        state.table("/user/group").add(Map.of("name", "full", "policy", "local,ssh,write,read", "skin", "default"));
        state.single("/system/clock").set("date", "2026-03-09").set("time", "07:08:09");
        state.fillDefaults();
    }

    private static TestConsole router(String version) {
        TestConsole made = new TestConsole(version);
        RouterState factory =
                new RouterState(made.state().version(), made.state().dialect().packages());
        fill(made.state());
        fill(factory);
        made.interpreter().factory(factory);
        for (String command : List.of("/user/group add", "/user/group set", "/ip/ssh set")) {
            String[] words = command.split(" ");
            made.interpreter().on(words[0], words[1], call -> {
                call.proceed();
                return "";
            });
        }
        return made;
    }

    /** With something in every menu that this version has. */
    private static TestConsole configured(String version) {
        TestConsole made = router(version);
        boolean lists = made.state().version().atLeast("7.21");
        String envs = made.state().version().atLeast("7.20") ? "list" : "name";
        String mounts = lists ? "list" : "name";
        made.given(
                "/interface/bridge/add name=\"a b\" comment=\"k\\C3\\BCche \\\"q\\\" \\$ \\? \\\\ \\t;\" mtu=1400",
                "/interface/bridge/add name=long comment=\"" + "much to say, ".repeat(20) + "\\r\\n\\n end\"",
                "/interface/set ether1 name=wan comment=uplink",
                "/interface/wireguard/add name=wg private-key=\"" + PRIVATE + "\"",
                "/interface/veth/add name=v address=172.17.0.2/24,fd00::2/64 gateway=172.17.0.1",
                "/interface/vlan/add name=v7 interface=\"a b\" vlan-id=7 arp=proxy-arp",
                "/interface/list/add name=L include=all",
                "/interface/list/member/add list=L interface=\"a b\"",
                "/interface/bridge/port/add bridge=\"a b\" interface=v pvid=7",
                "/interface/bridge/vlan/add bridge=\"a b\" vlan-ids=7,9-11 tagged=\"a b,v\" comment=trunk",
                "/interface/wireguard/peers/add interface=wg public-key=\"" + PUBLIC + "\" preshared-key=\"" + PRIVATE
                        + "\" allowed-address=10.9.0.2/32,fd01::/64 persistent-keepalive=25s",
                "/container/envs/add " + envs + "=e key=K value=\"--a=b c\"",
                "/container/mounts/add " + mounts + "=m src=/usb1/x dst=/x",
                "/container/config/set registry-url=https://registry.example.net username=u password=hush",
                "/container/add file=x.tar interface=v root-dir=usb1/web logging=yes",
                "/ip/pool/add name=p ranges=10.0.0.10-10.0.0.20,10.0.0.30",
                "/ip/dhcp-server/option/add name=o code=43 value=\"0x01\"",
                "/ip/dhcp-server/add name=d interface=\"a b\" address-pool=p lease-time=1h",
                "/ip/dhcp-server/network/add address=10.0.0.0/24 gateway=10.0.0.1 dns-server=10.0.0.1 dhcp-option=o",
                "/ip/dhcp-server/lease/add address=10.0.0.11 mac-address=02:00:00:00:00:01 server=d comment=printer",
                "/ip/address/add address=172.17.0.1/24 interface=\"a b\"",
                "/ip/dns/set servers=9.9.9.9,149.112.112.112 allow-remote-requests=yes",
                "/ip/dns/static/add name=nas.lan address=10.0.0.9",
                "/ip/dns/static/add regexp=\".*\\\\.home\\$\" type=CNAME cname=nas.lan ttl=1h",
                "/ip/firewall/address-list/add list=good address=10.0.0.0/8 comment=\"ours; all\"",
                "/ip/firewall/address-list/add list=good address=vpn.example.net",
                "/ip/firewall/address-list/add list=gone address=10.1.1.1 timeout=1h dynamic=yes",
                "/ip/firewall/filter/add chain=input connection-state=established,related,untracked",
                "/ip/firewall/filter/add chain=input action=reject reject-with=tcp-reset protocol=tcp dst-port=22,8291"
                        + " src-address-list=!good log=yes log-prefix=\"no: \"",
                "/ip/firewall/filter/add chain=input action=drop in-interface-list=!L disabled=yes",
                "/ip/firewall/mangle/add chain=forward action=change-mss new-mss=clamp-to-pmtu protocol=tcp"
                        + " tcp-flags=syn",
                "/ip/firewall/nat/add chain=srcnat action=masquerade src-address=!172.17.0.0/24 protocol=!udp",
                "/ip/firewall/raw/add chain=prerouting action=notrack dst-address=10.0.0.0/8",
                "/ip/route/add dst-address=10.7.0.0/16 gateway=10.0.0.2 distance=5",
                "/ip/service/set telnet disabled=yes address=10.0.0.0/8",
                "/ip/ssh/set strong-crypto=yes",
                "/ip/socks/set enabled=yes port=1081",
                "/ip/vrf/add name=blue interfaces=v7",
                "/routing/table/add fib name=isp2",
                "/ip/route/add blackhole dst-address=10.66.0.0/16 distance=250",
                "/ipv6/address/add address=fd00::1/64 interface=\"a b\" advertise=no",
                "/ipv6/route/add dst-address=2001:db8::/32 gateway=fd00::2 scope=40",
                "/ipv6/firewall/address-list/add list=bad address=fec0::/10",
                "/ipv6/firewall/filter/add chain=input action=drop hop-limit=equal:1 protocol=icmpv6",
                "/queue/interface/set ether1 queue=no-queue",
                "/queue/simple/add name=q target=10.0.0.11/32 max-limit=10M/20M",
                "/radius/add address=10.0.0.3 service=login,ppp secret=hush",
                "/ppp/secret/add name=bob password=hush routes=\"10.0.0.0/8 10.1.2.3 1\"",
                "/routing/filter/rule/add chain=in rule=\"if (dst in 10.0.0.0/8) {accept}\"",
                "/system/note/set note=\"Two\\r\\nlines\"",
                "/snmp/set enabled=yes contact=\"noc@example.net\"",
                "/snmp/community/set public name=others addresses=10.0.0.0/8",
                "/snmp/community/add name=c addresses=10.0.0.4/32 authentication-password=hushhush security=private",
                "/system/clock/set time-zone-name=Europe/Berlin",
                "/system/identity/set name=edge",
                "/system/logging/action/set memory memory-lines=3000",
                "/system/logging/action/add name=far target=remote remote=10.0.0.5",
                "/system/logging/set [find topics=error] action=far",
                "/system/ntp/client/set enabled=yes",
                "/system/ntp/client/servers/add address=pool.ntp.org",
                "/system/routerboard/settings/set auto-upgrade=yes",
                "/system/script/add name=s policy=read,write source=\":put 1\\r\\n# \\\"two\\\" \\$x\"",
                "/system/scheduler/add name=daily interval=1d start-time=03:00:00 on-event=s policy=read,write",
                "/system/script/add name=unrestricted source=x owner=admin",
                "/tool/netwatch/add host=10.0.0.9 interval=1m down-script=\":log info down\"",
                "/user/group/add name=bot policy=read,api,ssh");
        if (made.state().dialect().has("/ip/dns/forwarders")) {
            made.given("/ip/dns/forwarders/add name=doh doh-servers=https://dns.example.net/dns-query");
        }
        return made;
    }

    private static String export(TestConsole console, String style) {
        return console.run("/export" + style);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.9.2", "7.16.2", "7.20.8", "7.22.3", "7.24"})
    void anImportedExportMakesTheSameRouterAgain(String version) {
        TestConsole first = configured(version);
        for (String style :
                List.of("", " terse", " show-sensitive", " verbose", " verbose terse", " verbose show-sensitive")) {
            String exported = export(first, style);
            TestConsole second = router(version);
            second.interpreter().imports(name -> Optional.of(exported).filter(e -> name.equals(FILE)));
            assertThat(second.run("/import " + FILE))
                    .as(version + style + ":\n" + exported)
                    .isEqualTo("\r\nScript file loaded and executed successfully\r\n");
            assertThat(export(second, style)).as(version + style).isEqualTo(exported);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.9.2", "7.16.2", "7.24"})
    void everyMenuIsExportedOrKnownNotToBe(String version) {
        TestConsole console = configured(version)
                .given("/system/ntp/key/add key-id=7 key-val=hush"); // no row without its secret, which exports lack
        Set<String> sections = export(console, "")
                .lines()
                .filter(l -> l.startsWith("/"))
                .map(l -> l.replace(" ", "/"))
                .collect(Collectors.toSet());
        List<String> left = new ArrayList<>();
        for (Menu menu : console.state().dialect().menus()) {
            boolean settable =
                    console.state().dialect().fields(menu.path()).stream().anyMatch(f -> !f.readOnly())
                            && menu.command("set").isPresent();
            if (settable && !NEVER.contains(menu.path()) && !sections.contains(menu.path())) {
                left.add(menu.path());
            }
        }
        assertThat(left).isEmpty();
        Set<String> unknown = new HashSet<>(sections);
        console.state().dialect().menus().forEach(m -> unknown.remove(m.path()));
        assertThat(unknown).isEmpty();
    }

    private static List<String> sections(TestConsole console) {
        return export(console, "").lines().filter(l -> l.startsWith("/")).toList();
    }

    @Test
    void sectionsStandInTheOrderOfTheVersion() {
        assertThat(sections(configured("7.24")))
                .containsSubsequence(
                        "/interface bridge",
                        "/interface ethernet",
                        "/interface wireguard",
                        "/interface veth",
                        "/container",
                        "/interface vlan",
                        "/interface list",
                        "/ip pool",
                        "/ip dhcp-server",
                        "/queue simple",
                        "/snmp community",
                        "/system logging action",
                        "/system script",
                        "/user group",
                        "/container config",
                        "/container mounts",
                        "/interface bridge port",
                        "/interface bridge vlan",
                        "/interface list member",
                        "/interface wireguard peers",
                        "/ip address",
                        "/ip dhcp-server lease",
                        "/ip dns",
                        "/ip firewall address-list",
                        "/ip firewall filter",
                        "/ip firewall raw",
                        "/ip route",
                        "/ip service",
                        "/ipv6 firewall filter",
                        "/snmp",
                        "/system identity",
                        "/system logging",
                        "/system ntp client servers",
                        "/system routerboard settings",
                        "/system scheduler",
                        "/tool netwatch");
        assertThat(sections(configured("7.20.8")))
                .containsSubsequence("/container mounts", "/interface bridge", "/user group", "/container")
                .containsSubsequence("/system scheduler", "/system script", "/tool netwatch");
    }

    @Test
    void rowsThatRoutersMakeGoByWhatFindsThem() {
        assertThat(export(configured("7.24"), " terse"))
                .contains(
                        "/interface ethernet set [ find default-name=ether1 ] comment=uplink name=wan\r\n",
                        "/snmp community set [ find default=yes ] addresses=10.0.0.0/8 name=others\r\n",
                        "/system logging action set 0 memory-lines=3000\r\n",
                        "/system logging set 1 action=far\r\n",
                        "/ip service set telnet available-from=10.0.0.0/8 disabled=yes\r\n",
                        "/queue interface set ether1 queue=no-queue\r\n",
                        "/interface wireguard add listen-port=13231 mtu=1420 name=wg\r\n",
                        "/queue simple add max-limit=10M/20M name=q target=10.0.0.11/32\r\n",
                        "/system script add dont-require-permissions=no name=unrestricted owner=admin policy="
                                + "ftp,reboot,read,write,policy,test,password,sniff,sensitive,romon source=x\r\n",
                        "/tool netwatch add disabled=no down-script=\":log info down\" host=10.0.0.9 interval=1m type=simple\r\n",
                        "/user group add name=bot policy=\"ssh,read,api,!local,!telnet,!ftp,!reboot,!write,!policy,!test,"
                                + "!winbox,!password,!web,!sniff,!sensitive,!romon,!rest-api\"\r\n")
                .doesNotContain("10.1.1.1");
    }

    @Test
    void secretsAreInNoExportUnlessItIsAskedForThem() {
        TestConsole console = configured("7.24");
        for (String style : List.of("", " verbose", " hide-sensitive", " terse")) {
            assertThat(export(console, style)).doesNotContain("hush").doesNotContain(PRIVATE);
        }
        assertThat(export(console, " show-sensitive"))
                .contains("password=hush ", "authentication-password=hushhush ", "secret=hush ")
                .contains("private-key=\\\r\n    \"" + PRIVATE, "preshared-key=\"" + PRIVATE);
    }

    static List<RouterosVersion> versions() {
        return RouterosVersion.KNOWN;
    }

    /** Every field that is secret in a table of ours, one after the other, as far as rows with it can be added or set. */
    @ParameterizedTest
    @MethodSource("versions")
    void noSecretOfAnyTableIsInAnExportOfAnyVersion(RouterosVersion version) {
        TestConsole console = configured(version.toString());
        int planted = 0;
        for (Menu menu : console.state().dialect().menus()) {
            Table table = console.state().table(menu.path());
            for (Field field : console.state().dialect().fields(menu.path())) {
                if (field.secret()) {
                    table.rows().forEach(row -> row.set(field.name(), "hush-" + field.name()));
                    planted += table.rows().size();
                }
            }
        }
        assertThat(planted).isGreaterThan(6);
        for (String style : List.of("", " verbose", " hide-sensitive", " terse")) {
            assertThat(export(console, style)).doesNotContain("hush");
        }
        assertThat(export(console, " show-sensitive")).contains("hush-secret");
    }
}
