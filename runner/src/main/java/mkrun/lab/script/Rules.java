package mkrun.lab.script;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What rows may not be, menu by menu.
 *
 * <p>Sources: error texts of routers, where they were shown; those of records on 7.23.7, by REST.
 */
final class Rules {
    private static final String VETH = "/interface/veth";
    private static final String MOUNTS = "/container/mounts";
    private static final String CONTAINERS = "/container";
    private static final String NAME = "name";

    private Rules() {}

    /**
     * Refuses values that the router would not take for a row.
     *
     * @param self the row if it is there already
     */
    static void check(RouterState state, MenuFields fields, Optional<TableRow> self, Map<String, String> values)
            throws RouterError {
        String menu = fields.menu();
        Duplicates.check(state, menu, self, values);
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
        if (menu.equals("/ip/dns/static")) {
            checkWhom(values);
        }
        String translated = values.getOrDefault("to-addresses", "");
        boolean addresses = FieldInput.match(translated).isPresent() && !translated.startsWith("!");
        if (!translated.isEmpty() && !addresses) {
            throw Refusals.invalid("to-addresses");
        }
        String gateways = values.getOrDefault("gateway", "");
        if (menu.equals("/ip/route")
                && self.filter(r -> r.text("gateway").equals(gateways)).isEmpty()) {
            NextHops.checkNames(state, gateways);
        }
    }

    /** A record is for a name or for all that match an expression. */
    private static void checkWhom(Map<String, String> values) throws RouterError {
        boolean name = values.containsKey(NAME);
        boolean regexp = values.containsKey("regexp");
        if (!name && !regexp) {
            throw RouterError.of("failure: name or regexp is required");
        }
        if (name && regexp) {
            throw RouterError.of("failure: only name or regexp allowed");
        }
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
