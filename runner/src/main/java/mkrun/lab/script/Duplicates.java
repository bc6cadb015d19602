package mkrun.lab.script;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import mkrun.routeros.Menu;

/**
 * What a router says to a second row with the same key.
 *
 * <p>Sources: error texts that were shown of routers. Those of DHCP and of DNS records, what they compare, and that
 * disabled rows may be there twice, were tried one field after the other on 7.23.7, by REST.
 */
final class Duplicates {
    private static final String INTERFACES = "/interface";
    private static final String LEASES = "/ip/dhcp-server/lease";
    private static final String RECORDS = "/ip/dns/static";
    private static final String NAME = "name";
    private static final String DISABLED = "disabled";
    private static final String SERVER = "server";
    private static final String ALL_SERVERS = "all";

    private static final Map<String, String> TEXTS = Map.of(
            "/ip/address",
            "failure: already have such address",
            "/interface/list",
            "failure: already have interface with such name",
            "/interface/bridge/port",
            "failure: device already added as bridge port",
            "/container/mounts",
            "failure: mount with same dst already exists",
            "/user",
            "failure: user with the same name already exists",
            "/ip/pool",
            "failure: pool with such name exists",
            "/ip/dhcp-server",
            "failure: server with such name already exists",
            "/ip/dhcp-server/network",
            "failure: such network already exists",
            RECORDS,
            "failure: entry already exists",
            LEASES,
            "failure: already have static lease for this client");

    /** Menus where a row may be there twice as long as one of the two is disabled. */
    private static final List<String> OF_ENABLED = List.of("/ip/firewall/address-list", LEASES, RECORDS);

    /** What a record says, all of which makes it another; numbers are 0 if nobody gives them. */
    private static final List<String> RECORD = List.of(
            NAME,
            "regexp",
            "type",
            "address",
            "cname",
            "forward-to",
            "mx-exchange",
            "mx-preference",
            "ns",
            "srv-port",
            "srv-priority",
            "srv-target",
            "srv-weight",
            "text");

    private Duplicates() {}

    /**
     * Refuses a row that is there already.
     *
     * @param self the row if it is there and changes
     * @param values what it is to be
     */
    static void check(RouterState state, String menu, Optional<TableRow> self, Map<String, String> values)
            throws RouterError {
        // Interfaces of all types share one space of names.
        Table table = state.table(RouterState.isInterfaceType(menu) ? INTERFACES : menu);
        List<String> keys = keys(state, menu).stream().anyMatch(values::containsKey) ? keys(state, menu) : List.of();
        TableRow wanted = new TableRow("", values);
        boolean ofEnabled = OF_ENABLED.contains(menu);
        for (TableRow row : table.own()) {
            if (self.isPresent() && row.id().equals(self.get().id())) {
                continue;
            }
            if (menu.equals(LEASES) && shared("address", row, wanted)) {
                throw RouterError.of("failure: already have static lease with this IP address");
            }
            if (same(menu, keys, row, wanted) && !(ofEnabled && (row.is(DISABLED) || wanted.is(DISABLED)))) {
                throw RouterError.of(text(menu));
            }
        }
    }

    private static boolean same(String menu, List<String> keys, TableRow row, TableRow wanted) {
        return switch (menu) {
            case LEASES -> shared("mac-address", row, wanted) && server(row, wanted);
            case RECORDS -> RECORD.stream().allMatch(f -> said(row, f).equals(said(wanted, f)));
            default -> !keys.isEmpty() && sameIn(keys, row, wanted);
        };
    }

    /** Without a stream, since each new row of a long list is compared with all. */
    private static boolean sameIn(List<String> keys, TableRow row, TableRow wanted) {
        for (String key : keys) {
            if (!row.text(key).equals(wanted.text(key))) {
                return false;
            }
        }
        return true;
    }

    private static boolean shared(String field, TableRow row, TableRow wanted) {
        String text = wanted.text(field);
        return !text.isEmpty()
                && text.toUpperCase(Locale.ROOT).equals(row.text(field).toUpperCase(Locale.ROOT));
    }

    /** Whether one server may give both leases; one of all servers is there for each. */
    private static boolean server(TableRow row, TableRow wanted) {
        List<String> servers = List.of(row.text(SERVER), wanted.text(SERVER));
        return servers.contains("")
                || servers.contains(ALL_SERVERS)
                || servers.get(0).equals(servers.get(1));
    }

    private static String said(TableRow row, String field) {
        String text = row.text(field);
        return text.equals("0") ? "" : text;
    }

    private static String text(String menu) {
        return menu.equals(INTERFACES) || RouterState.isInterfaceType(menu)
                ? "failure: already have interface with such name"
                : TEXTS.getOrDefault(menu, "failure: already have such entry");
    }

    private static List<String> keys(RouterState state, String menu) {
        return menu.equals(INTERFACES)
                ? List.of(NAME)
                : state.dialect().menu(menu).map(Menu::keys).orElse(List.of());
    }
}
