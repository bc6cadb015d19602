package mkrun.lab.script;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import mkrun.routeros.ip.Addresses;

/**
 * The routes that a router has to the networks of its own addresses: one for each network and interface, in the table of the
 * interface's VRF, in use while the interface runs. Guarded by the monitor of the {@link RouterState}.
 */
final class ConnectedRoutes {
    private static final int STEP = 16;

    private final RouterState state;
    private final String addresses;
    private final long ids;

    /**
     * @param addresses the menu of the family's addresses
     * @param ids what their ids are counted from, by the ids of the addresses
     */
    ConnectedRoutes(RouterState state, String addresses, long ids) {
        this.state = state;
        this.addresses = addresses;
        this.ids = ids;
    }

    /** As they are now, in the order of the addresses. */
    List<TableRow> rows() {
        state.table(addresses).refresh();
        Map<String, TableRow> rows = new LinkedHashMap<>();
        for (TableRow address : state.table(addresses).rows()) {
            row(address).ifPresent(r -> rows.putIfAbsent(r.text("dst-address") + " " + r.text("gateway"), r));
        }
        return List.copyOf(rows.values());
    }

    private Optional<TableRow> row(TableRow address) {
        Optional<TableRow> link = state.table(Routes.INTERFACES)
                .where(Routes.NAME, address.text(Routes.INTERFACE))
                .filter(l -> !l.is(Routes.DISABLED));
        Optional<Addresses.Net> net = Addresses.net(address.text("address"));
        return address.is(Routes.DISABLED) || link.isEmpty()
                ? Optional.empty()
                : net.map(n -> row(address, n, link.get()));
    }

    private TableRow row(TableRow address, Addresses.Net net, TableRow link) {
        String name = link.text(Routes.NAME);
        Optional<String> vrf = vrf(name);
        String place = name + vrf.map(v -> "@" + v).orElse("");
        boolean running = Routes.running(link);
        long id = ids + STEP * (Long.parseLong(address.id().substring(1), 16) & 0xFFFF);
        TableRow row = new TableRow("*" + Long.toHexString(id).toUpperCase(Locale.ROOT), Map.of())
                .set("dst-address", network(address, net) + "/" + net.length())
                .set("routing-table", vrf.orElse("main"))
                .set("gateway", place)
                .set("immediate-gw", running ? name : "")
                .set("distance", "0")
                .set("scope", "10")
                .set(Routes.DYNAMIC, true)
                .set("connect", true)
                .set("active", running)
                .set("inactive", !running);
        if (!net.address().v6()) {
            row.set("local-address", net.address().text() + "%" + place);
        }
        return state.version().atLeast("7.21") ? row.set("target-scope", "5") : row.set("suppress-hw-offload", false);
    }

    /** Of an address with a peer the peer's. */
    private static String network(TableRow address, Addresses.Net net) {
        return address.get("network").orElse(net.network().text());
    }

    private Optional<String> vrf(String link) {
        return state.table("/ip/vrf").rows().stream()
                .filter(v -> !v.is(Routes.DISABLED))
                .filter(v -> List.of(v.text("interfaces").split(",")).contains(link))
                .map(v -> v.text(Routes.NAME))
                .findFirst();
    }
}
