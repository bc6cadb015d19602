package mkrun.lab;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mkrun.lab.script.RouterState;
import mkrun.lab.script.Table;
import mkrun.lab.script.TableRow;
import mkrun.routeros.ip.Addresses;

/**
 * Where a router sends its answers: the longest destination of a table that holds the address, whatever the way that
 * was come by. The state's monitor is held.
 */
final class AnswerRoute {
    private final RouterState state;

    AnswerRoute(RouterState state) {
        this.state = state;
    }

    /**
     * Whether answers go back where they belong.
     *
     * @param table of routes, {@code main} or that of the VRF that the interface is in
     * @param to who gets them
     * @param link the interface that he comes in by
     * @param gateway whom they go to first; empty if they go to him
     */
    boolean leads(String table, Addresses.Address to, String link, Optional<Addresses.Address> gateway) {
        List<String> hops = hops(table, to);
        // What one address is given twice, on a port and on its bridge, leads two ways, and routers take the one that
        // runs.
        return gateway.isPresent()
                ? !hops.isEmpty() && hops.stream().allMatch((gateway.get().text() + "%" + link)::equals)
                : hops.contains(link);
    }

    private List<String> hops(String table, Addresses.Address to) {
        Table routes = state.table(to.v6() ? "/ipv6/route" : "/ip/route");
        routes.refresh();
        List<TableRow> holding = routes.rows().stream()
                .filter(row -> row.is("active")
                        && row.get("routing-table").orElse(Entrance.MAIN).equals(table))
                .filter(row -> destination(row).filter(net -> net.contains(to)).isPresent())
                .toList();
        int longest = holding.stream().mapToInt(AnswerRoute::length).max().orElse(0);
        return holding.stream()
                .filter(row -> length(row) == longest)
                .flatMap(row -> Stream.of(row.text("immediate-gw").split(",")))
                .toList();
    }

    private static Optional<Addresses.Net> destination(TableRow route) {
        return Addresses.net(route.text("dst-address"));
    }

    private static int length(TableRow route) {
        return destination(route).map(Addresses.Net::length).orElse(0);
    }
}
