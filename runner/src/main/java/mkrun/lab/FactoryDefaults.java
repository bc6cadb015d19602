package mkrun.lab;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import mkrun.lab.script.RouterState;
import mkrun.lab.script.Table;
import mkrun.lab.script.TableRow;
import mkrun.routeros.RouterosVersion;

/** What a router has before anybody configures it, plus the user and the network that the lab gives it. */
final class FactoryDefaults {
    private static final String READ = "local,telnet,ssh,reboot,read,test,winbox,password,web,sniff,sensitive,api,romon"
            + ",rest-api,!ftp,!write,!policy";
    private static final String WRITE =
            "local,telnet,ssh,reboot,read,write,test,winbox,password,web,sniff,sensitive,api"
                    + ",romon,rest-api,!ftp,!policy";
    private static final String FULL = "local,telnet,ssh,ftp,reboot,read,write,policy,test,winbox,password,web,sniff"
            + ",sensitive,api,romon,rest-api";

    private FactoryDefaults() {}

    /**
     * Fills the menus that have nothing yet.
     *
     * @return whether that is so
     */
    static boolean apply(LabConfig config, RouterState state) {
        if (!state.table("/user").rows().isEmpty()) {
            return false;
        }
        state.single("/system/identity").set("name", "MikroTik");
        users(config, state);
        interfaces(config.board(), state);
        addresses(state);
        services(config.version(), state);
        state.single("/ip/dns")
                .set("servers", "")
                .set("dynamic-servers", "192.0.2.53")
                .set("cache-size", "2048");
        logging(state);
        state.table("/snmp/community")
                .add(ordered(
                        "name",
                        "public",
                        "addresses",
                        "::/0",
                        "read-access",
                        "true",
                        "write-access",
                        "false",
                        "security",
                        "none",
                        "authentication-protocol",
                        "MD5",
                        "encryption-protocol",
                        "DES",
                        "disabled",
                        "false",
                        "default",
                        "true"));
        state.single("/system/clock").set("time-zone-autodetect", true).set("time-zone-name", "Etc/UTC");
        state.fillDefaults();
        return true;
    }

    private static void users(LabConfig config, RouterState state) {
        Table groups = state.table("/user/group");
        groups.add(Map.of("name", "read", "policy", READ, "skin", "default"));
        groups.add(Map.of("name", "write", "policy", WRITE, "skin", "default"));
        groups.add(Map.of("name", "full", "policy", FULL, "skin", "default"));
        Map<String, String> user = new LinkedHashMap<>();
        user.put("name", config.user());
        user.put("group", "full");
        user.put("disabled", "false");
        state.table("/user").add(user);
        for (String key : config.authorizedKeys()) {
            UserKeys.add(state, config.user(), key);
        }
    }

    private static void interfaces(Board board, RouterState state) {
        Table interfaces = state.table("/interface");
        for (int port = 1; port <= board.ports(); port++) {
            Map<String, String> row = new LinkedHashMap<>();
            row.put("name", "ether" + port);
            row.put("default-name", "ether" + port);
            row.put("type", "ether");
            row.put("mtu", "1500");
            row.put("actual-mtu", "1500");
            String mac = String.format(Locale.ROOT, "02:00:5E:00:00:%02X", port);
            row.put("mac-address", mac);
            row.put("orig-mac-address", mac);
            row.put("arp", "enabled");
            row.put("running", Boolean.toString(port == 1));
            row.put("disabled", "false");
            interfaces.add(row);
            state.table("/queue/interface")
                    .add(ordered(
                            "interface",
                            "ether" + port,
                            "queue",
                            "only-hardware-queue",
                            "active-queue",
                            "only-hardware-queue",
                            "default-queue",
                            "only-hardware-queue"));
        }
        for (String list : new String[] {"all", "none", "dynamic", "static"}) {
            state.table("/interface/list").add(Map.of("name", list, "builtin", "true", "dynamic", "false"));
        }
    }

    /** As a DHCP client would have it; a network reserved for documentation. */
    private static void addresses(RouterState state) {
        state.table("/ip/address")
                .add(ordered(
                        "address", LabWay.LINK.router().text() + "/24",
                        "network", "192.0.2.0",
                        "interface", LabWay.PORT,
                        "actual-interface", LabWay.PORT,
                        "dynamic", "true",
                        "invalid", "false",
                        "disabled", "false"));
        state.table("/ip/route")
                .add(ordered(
                        "dst-address", "0.0.0.0/0",
                        "gateway", LabWay.GATEWAY.gateway().orElseThrow().text(),
                        "distance", "1",
                        "scope", "30",
                        "target-scope", "10",
                        "vrf-interface", LabWay.PORT,
                        "routing-table", "main",
                        "dynamic", "true",
                        "dhcp", "true"));
    }

    private static void logging(RouterState state) {
        Table actions = state.table("/system/logging/action");
        actions.add(ordered("name", "memory", "target", "memory", "memory-lines", "1000", "default", "true"));
        actions.add(ordered("name", "disk", "target", "disk", "disk-file-name", "log", "default", "true"));
        actions.add(ordered("name", "echo", "target", "echo", "remember", "true", "default", "true"));
        actions.add(ordered("name", "remote", "target", "remote", "remote-port", "514", "default", "true"));
        ordered("info", "memory", "error", "memory", "warning", "memory", "critical", "echo")
                .forEach((topics, action) -> state.table("/system/logging")
                        .add(ordered(
                                "topics",
                                topics,
                                "action",
                                action,
                                "prefix",
                                "",
                                "disabled",
                                "false",
                                "invalid",
                                "false",
                                "default",
                                "true")));
    }

    /**
     * From 7.19 on they stand in the order of their ports, as in the manual's print of them. Before, FTP has no VRF: so do prints
     * of 7.9.2 and of a version with {@code max-sessions} show it.
     */
    private static void services(RouterosVersion version, RouterState state) {
        Map<String, String> ports = version.atLeast("7.19")
                ? ordered(
                        "ftp", "21", "ssh", "22", "telnet", "23", "www", "80", "www-ssl", "443", "winbox", "8291",
                        "api", "8728", "api-ssl", "8729")
                : ordered(
                        "telnet", "23", "ftp", "21", "www", "80", "ssh", "22", "www-ssl", "443", "api", "8728",
                        "winbox", "8291", "api-ssl", "8729");
        ports.forEach((name, port) -> {
            TableRow row = state.table("/ip/service")
                    .add(ordered(
                            "name",
                            name,
                            "port",
                            port,
                            "disabled",
                            Boolean.toString(name.equals("www-ssl")),
                            "invalid",
                            "false"));
            if (version.atLeast("7.19")) {
                row.set("proto", "tcp").set("dynamic", false);
            }
            if (version.atLeast("7.19") || !name.equals("ftp")) {
                row.set("vrf", "main");
            }
            if (version.atLeast("7.16")) {
                row.set("max-sessions", "20");
            }
            if (name.endsWith("ssl")) {
                row.set("certificate", "none");
            }
        });
    }

    private static Map<String, String> ordered(String... pairs) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
