package mkrun.lab.script;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import mkrun.routeros.Menu;

/** What rows may not be, and what routers fill in by themselves, menu by menu. */
final class Rules {
    private static final String INTERFACES = "/interface";
    private static final String ADDRESSES = "/ip/address";
    private static final String VETH = "/interface/veth";
    private static final String BRIDGE = "/interface/bridge";
    private static final String MOUNTS = "/container/mounts";
    private static final String CONTAINERS = "/container";
    private static final String NAME = "name";

    /** What a router says to a second row with the same key. */
    private static final Map<String, String> DUPLICATE = Map.of(
            ADDRESSES,
            "failure: already have such address",
            VETH,
            "failure: already have interface with such name",
            BRIDGE,
            "failure: already have interface with such name",
            "/interface",
            "failure: already have interface with such name",
            "/interface/list",
            "failure: already have interface with such name",
            "/interface/bridge/port",
            "failure: device already added as bridge port",
            MOUNTS,
            "failure: mount with same dst already exists",
            "/user",
            "failure: user with the same name already exists");

    private Rules() {}

    /**
     * Refuses values that the router would not take for a row.
     *
     * @param self the row if it is there already
     */
    static void check(RouterState state, MenuFields fields, Optional<TableRow> self, Map<String, String> values)
            throws RouterError {
        String menu = fields.menu();
        List<String> keys = keys(state, menu);
        boolean keyed = !keys.isEmpty() && keys.stream().allMatch(k -> values.containsKey(k));
        // Interfaces of all types share one space of names.
        Table table = state.table(menu.equals(VETH) || menu.equals(BRIDGE) ? INTERFACES : menu);
        boolean taken = keyed
                && table.rows().stream()
                        .filter(r -> self.isEmpty() || !r.id().equals(self.get().id()))
                        .anyMatch(r -> keys.stream().allMatch(k -> r.text(k).equals(values.get(k))));
        if (taken) {
            throw RouterError.of(DUPLICATE.getOrDefault(menu, "failure: already have such entry"));
        }
        if (menu.equals(MOUNTS) && "/".equals(values.get("dst"))) {
            throw Refusals.invalid("dst");
        }
        if (menu.equals("/ip/firewall/nat")) {
            checkNat(values);
        }
    }

    private static List<String> keys(RouterState state, String menu) {
        return menu.equals(INTERFACES)
                ? List.of(NAME)
                : state.dialect().menu(menu).map(Menu::keys).orElse(List.of());
    }

    /** Ports belong to protocols that have them. */
    private static void checkNat(Map<String, String> values) throws RouterError {
        String protocol = values.getOrDefault("protocol", "");
        boolean ported =
                List.of("tcp", "udp", "udp-lite", "dccp", "sctp", "6", "17").contains(protocol);
        boolean ports = values.containsKey("dst-port") || values.containsKey("src-port") || values.containsKey("port");
        if (ports && !ported) {
            throw RouterError.of("failure: ports can be specified if proto is tcp,udp,udp-lite,dccp,sctp");
        }
    }

    /** Refuses to remove what something else needs. */
    static void checkRemoval(RouterState state, String menu, TableRow row) throws RouterError {
        boolean used = menu.equals(VETH)
                && state.table(CONTAINERS).rows().stream()
                        .anyMatch(c -> List.of(c.text("interface").split(",")).contains(row.text(NAME)));
        if (used) {
            throw RouterError.of("failure: interface is in use by container");
        }
    }

    /** Fills in what the router works out itself. */
    static void derive(RouterState state, String menu, TableRow row) {
        switch (menu) {
            case ADDRESSES -> address(row);
            case VETH -> veth(state, row);
            case BRIDGE -> bridge(state, row);
            case MOUNTS -> row.get("src").filter(s -> !s.startsWith("/")).ifPresent(s -> row.set("src", "/" + s));
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

    private static void veth(RouterState state, TableRow row) {
        name(state, row, "veth");
        if (row.get("running").isEmpty()) {
            row.set("running", false);
        }
        if (row.get("mac-address").isEmpty()) {
            row.set("mac-address", mac(row));
        }
    }

    private static void bridge(RouterState state, TableRow row) {
        name(state, row, "bridge");
        row.set("running", !row.is("disabled"));
        if (row.get("mac-address").isEmpty()) {
            row.set("mac-address", mac(row)).set("actual-mtu", "1500");
        }
    }

    private static void name(RouterState state, TableRow row, String stem) {
        int number = 1;
        while (row.text(NAME).isEmpty()) {
            String name = stem + number++;
            if (state.table(INTERFACES).where(NAME, name).isEmpty()) {
                row.set(NAME, name);
            }
        }
    }

    /** Whether a value is one that the router made up, though it could be set. */
    static boolean madeUp(String menu, TableRow row, String field) {
        return menu.equals(VETH)
                && field.equals("mac-address")
                && row.text(field).equals(mac(row));
    }

    /** A locally administered address that is the same for the same row. */
    private static String mac(TableRow row) {
        CRC32 sum = new CRC32();
        sum.update((row.id() + row.text(NAME)).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        String hex = String.format(Locale.ROOT, "%08X", sum.getValue());
        return "02:00:" + String.join(":", hex.split("(?<=\\G..)"));
    }
}
