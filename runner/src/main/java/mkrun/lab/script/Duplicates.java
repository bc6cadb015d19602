package mkrun.lab.script;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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
    private static final String ADDRESS = "address";
    private static final String MAC = "mac-address";
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
            ADDRESS,
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
        TableRow wanted = new TableRow("", values);
        if (menu.equals(LEASES)
                && others(table, self, List.of(ADDRESS), wanted).anyMatch(r -> shared(ADDRESS, r, wanted))) {
            throw RouterError.of("failure: already have static lease with this IP address");
        }
        List<String> keys = keys(state, menu);
        if (keys.stream().noneMatch(values::containsKey)) {
            return;
        }
        boolean ofEnabled = OF_ENABLED.contains(menu);
        boolean there = others(table, self, keys, wanted)
                .filter(row -> same(menu, keys, row, wanted))
                .anyMatch(row -> !(ofEnabled && (row.is(DISABLED) || wanted.is(DISABLED))));
        if (there) {
            throw RouterError.of(text(menu));
        }
    }

    /** The rows that may have the values of the wanted one in these fields. */
    private static Stream<TableRow> others(Table table, Optional<TableRow> self, List<String> fields, TableRow wanted) {
        String id = self.map(TableRow::id).orElse("");
        return table.like(fields, wanted).stream().filter(row -> !row.id().equals(id));
    }

    private static boolean same(String menu, List<String> keys, TableRow row, TableRow wanted) {
        return switch (menu) {
            case LEASES -> shared(MAC, row, wanted) && server(row, wanted);
            case RECORDS -> RECORD.stream().allMatch(f -> said(row, f).equals(said(wanted, f)));
            default -> keys.stream().allMatch(k -> row.text(k).equals(wanted.text(k)));
        };
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

    /** The fields that rows which are the same have in common; of some menus there is more that makes them so. */
    private static List<String> keys(RouterState state, String menu) {
        return switch (menu) {
            case INTERFACES -> List.of(NAME);
            case LEASES -> List.of(MAC);
            case RECORDS -> List.of(NAME, "regexp");
            default -> state.dialect().menu(menu).map(Menu::keys).orElse(List.of());
        };
    }
}
