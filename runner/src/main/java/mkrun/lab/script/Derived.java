package mkrun.lab.script;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import mkrun.routeros.ip.Addresses;

/** What routers fill in by themselves when a row is made or changed, menu by menu. */
final class Derived {
    private static final String INTERFACES = "/interface";
    private static final String NAME = "name";
    private static final String RUNNING = "running";
    private static final String MAC = "mac-address";

    /** What a name begins with that the router chooses, because nobody gave one. */
    private static final Map<String, String> STEMS = Map.of(
            "/interface/veth", "veth",
            "/interface/bridge", "bridge",
            "/interface/vlan", "vlan",
            "/interface/wireguard", "wireguard",
            "/ip/pool", "pool",
            "/ip/dhcp-server", "server",
            "/queue/simple", "queue",
            "/system/script", "script");

    /** What new rows have that nobody can set. */
    private static final Map<String, Map<String, String>> INITIAL = Map.ofEntries(
            Map.entry("/ip/firewall/filter", counters()),
            Map.entry("/ip/firewall/mangle", counters()),
            Map.entry("/ip/firewall/raw", counters()),
            Map.entry("/ipv6/firewall/filter", counters()),
            Map.entry("/ip/dns/static", Map.of("dynamic", "false")),
            Map.entry("/interface/bridge/vlan", Map.of("dynamic", "false")),
            Map.entry("/ip/dhcp-server", Map.of("dynamic", "false", "invalid", "false")),
            Map.entry("/ip/dhcp-server/network", Map.of("dynamic", "false")),
            Map.entry(
                    "/ip/dhcp-server/lease",
                    Map.of("dynamic", "false", "radius", "false", "blocked", "false", "status", "waiting")),
            Map.entry("/system/logging", Map.of("invalid", "false", "default", "false")),
            Map.entry("/system/logging/action", Map.of("default", "false")),
            Map.entry("/system/scheduler", Map.of("run-count", "0")),
            Map.entry("/system/script", Map.of("run-count", "0", "invalid", "false")),
            Map.entry("/snmp/community", Map.of("default", "false")),
            Map.entry("/queue/simple", Map.of("invalid", "false", "dynamic", "false")),
            Map.entry("/tool/netwatch", Map.of("status", "unknown")));

    /** What scripts may that nobody restricts: as all exports of routers say. */
    private static final String POLICY = "ftp,reboot,read,write,policy,test,password,sniff,sensitive,romon";

    private static final Set<String> SCRIPTS = Set.of("/system/script", "/system/scheduler");

    private Derived() {}

    /** Gives a new row what depends on who made it: scripts are owned, and may do what they were not denied. */
    static void owned(String menu, TableRow row, String user) {
        if (!SCRIPTS.contains(menu)) {
            return;
        }
        if (row.get("policy").isEmpty()) {
            row.set("policy", POLICY);
        }
        if (row.get("owner").isEmpty() && !user.isEmpty()) {
            row.set("owner", user);
        }
    }

    private static Map<String, String> counters() {
        return Map.of("dynamic", "false", "invalid", "false", "bytes", "0", "packets", "0");
    }

    /** Brings a row up to date with what was just set in it. */
    static void apply(RouterState state, String menu, TableRow row) {
        if (STEMS.containsKey(menu)) {
            name(state, menu, row);
        }
        INITIAL.getOrDefault(menu, Map.of()).entrySet().stream()
                .filter(e -> row.get(e.getKey()).isEmpty())
                .sorted(Map.Entry.comparingByKey())
                .forEach(e -> row.set(e.getKey(), e.getValue()));
        switch (menu) {
            case "/ip/address" -> address(row);
            case "/ip/route" -> route(row, "0.0.0.0/0");
            case "/ipv6/route" -> route(row, "::/0");
            case "/ipv6/address" -> address6(row);
            case "/ip/firewall/filter" -> reject(row, "icmp-network-unreachable");
            case "/ipv6/firewall/filter" -> reject(row, "icmp-no-route");
            case "/interface/veth" -> veth(row);
            case "/interface/bridge" -> bridge(row);
            case "/interface/vlan" -> vlan(row);
            case "/interface/wireguard" -> wireguard(row);
            case "/container/mounts" ->
                row.get("src").filter(s -> !s.startsWith("/")).ifPresent(s -> row.set("src", "/" + s));
            default -> {
                return;
            }
        }
    }

    private static void address(TableRow row) {
        Addresses.net(row.text("address"))
                .ifPresent(n -> row.set("network", n.network().text()));
        row.set("actual-interface", row.text("interface"));
        row.set("dynamic", false).set("invalid", false);
    }

    private static void address6(TableRow row) {
        boolean local = Addresses.net(row.text("address"))
                .filter(n -> n.address().text().startsWith("fe80:"))
                .isPresent();
        row.set("actual-interface", row.text("interface"));
        row.set("dynamic", false).set("invalid", false).set("global", !local).set("link-local", local);
    }

    private static void route(TableRow row, String everywhere) {
        if (row.get("dst-address").isEmpty()) {
            row.set("dst-address", everywhere);
        }
        row.set("dynamic", false).set("static", true);
    }

    /** Only rules that reject say with what. */
    private static void reject(TableRow row, String usual) {
        if (row.text("action").equals("reject") && row.get("reject-with").isEmpty()) {
            row.set("reject-with", usual);
        }
    }

    private static void veth(TableRow row) {
        if (row.get(RUNNING).isEmpty()) {
            row.set(RUNNING, false);
        }
        if (row.get(MAC).isEmpty()) {
            row.set(MAC, mac(row));
        }
    }

    private static void bridge(TableRow row) {
        row.set(RUNNING, !row.is("disabled"));
        if (row.get(MAC).isEmpty()) {
            row.set(MAC, mac(row)).set("actual-mtu", "1500");
        }
    }

    private static void vlan(TableRow row) {
        row.set(RUNNING, !row.is("disabled"));
        if (row.get(MAC).isEmpty()) {
            row.set(MAC, mac(row));
        }
    }

    private static void wireguard(TableRow row) {
        row.set(RUNNING, !row.is("disabled"));
        if (row.get("private-key").isEmpty()) {
            row.set("private-key", WireguardKey.random());
        }
        row.set("public-key", WireguardKey.publicOf(row.text("private-key")));
        if (row.get("listen-port").isEmpty()) {
            row.set("listen-port", "13231");
        }
    }

    /** Whether a value is one that the router made up, though it could be set. */
    static boolean madeUp(String menu, TableRow row, String field) {
        return menu.equals("/interface/veth")
                && field.equals(MAC)
                && row.text(field).equals(mac(row));
    }

    private static void name(RouterState state, String menu, TableRow row) {
        Table names = state.table(RouterState.isInterfaceType(menu) ? INTERFACES : menu);
        int number = 1;
        while (row.text(NAME).isEmpty()) {
            String name = STEMS.get(menu) + number++;
            if (names.where(NAME, name).isEmpty()) {
                row.set(NAME, name);
            }
        }
    }

    /** A locally administered address that is the same for the same row. */
    private static String mac(TableRow row) {
        CRC32 sum = new CRC32();
        sum.update((row.id() + row.text(NAME)).getBytes(StandardCharsets.UTF_8));
        String hex = String.format(Locale.ROOT, "%08X", sum.getValue());
        return "02:00:" + String.join(":", hex.split("(?<=\\G..)"));
    }
}
