package mkrun.lab.script;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import mkrun.routeros.Menu;

/** What rows may not be, menu by menu. */
final class Rules {
    private static final String INTERFACES = "/interface";
    private static final String VETH = "/interface/veth";
    private static final String MOUNTS = "/container/mounts";
    private static final String CONTAINERS = "/container";
    private static final String NAME = "name";

    /** What a router says to a second row with the same key. */
    private static final Map<String, String> DUPLICATE = Map.of(
            "/ip/address",
            "failure: already have such address",
            "/interface/list",
            "failure: already have interface with such name",
            "/interface/bridge/port",
            "failure: device already added as bridge port",
            MOUNTS,
            "failure: mount with same dst already exists",
            "/user",
            "failure: user with the same name already exists",
            "/ip/pool",
            "failure: pool with such name exists");

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
        boolean keyed = keys.stream().anyMatch(values::containsKey);
        // Interfaces of all types share one space of names.
        Table table = state.table(RouterState.isInterfaceType(menu) ? INTERFACES : menu);
        boolean taken = keyed
                && table.own().stream()
                        .filter(r -> self.isEmpty() || !r.id().equals(self.get().id()))
                        .anyMatch(r -> keys.stream().allMatch(k -> r.text(k).equals(values.getOrDefault(k, ""))));
        if (taken) {
            throw RouterError.of(duplicate(menu));
        }
        if (menu.equals(MOUNTS) && "/".equals(values.get("dst"))) {
            throw Refusals.invalid("dst");
        }
        if (menu.contains("/firewall/") && !menu.endsWith("/address-list")) {
            checkPorts(values);
        }
        for (String key : List.of("private-key", "public-key", "preshared-key")) {
            String given = values.getOrDefault(key, "");
            if (menu.startsWith("/interface/wireguard") && !given.isEmpty() && !WireguardKey.wellFormed(given)) {
                throw Refusals.invalid(key);
            }
        }
        if (menu.equals("/ip/dns/static") && !values.containsKey(NAME) && !values.containsKey("regexp")) {
            throw RouterError.of("failure: name or regexp is required");
        }
    }

    private static String duplicate(String menu) {
        return menu.equals(INTERFACES) || RouterState.isInterfaceType(menu)
                ? "failure: already have interface with such name"
                : DUPLICATE.getOrDefault(menu, "failure: already have such entry");
    }

    private static List<String> keys(RouterState state, String menu) {
        return menu.equals(INTERFACES)
                ? List.of(NAME)
                : state.dialect().menu(menu).map(Menu::keys).orElse(List.of());
    }

    /** Ports belong to protocols that have them. */
    private static void checkPorts(Map<String, String> values) throws RouterError {
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
}
