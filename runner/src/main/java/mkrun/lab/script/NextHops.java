package mkrun.lab.script;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import mkrun.routeros.ip.Addresses;
import mkrun.routeros.ip.ScopedAddress;

/**
 * How gateways are reached: by a connected network, or by another route, whose own gateway stands for them. A route is looked
 * for in its table, and may be reached by routes whose scope is at most its own target-scope; the longest destination counts.
 * Unless they are connected, their target-scope must be less than its own, so that none can lead to itself.
 *
 * <p>Sources: the manual on scope and target-scope, and on failover, where {@code target-scope=11} lets a default route through
 * one with {@code scope=10} and the usual 10. Sources differ on routes that lead to an interface only; here no gateway is
 * behind them.
 */
final class NextHops {
    private static final String GATEWAY = "gateway";
    private static final String SCOPE = "scope";
    private static final String TARGET_SCOPE = "target-scope";
    private static final String VRF = "/ip/vrf";

    private final RouterState state;

    NextHops(RouterState state) {
        this.state = state;
    }

    /** How far routes may be from a router that a route's gateways are reached by, 0 to 255. */
    static int targetScope(TableRow route) {
        return route.get(TARGET_SCOPE).map(Integer::parseInt).orElse(10);
    }

    /** Routes in use by which the gateways of routes with that target-scope may be reached. */
    static List<TableRow> ways(List<TableRow> routes, int target) {
        return routes.stream()
                .filter(r -> r.is(Routes.ACTIVE))
                .filter(r -> r.get(SCOPE).map(Integer::parseInt).orElse(30) <= target)
                .filter(r -> connected(r) || targetScope(r) < target)
                .toList();
    }

    /**
     * What a route's packets go to next: addresses with the interface behind a percent sign, or interfaces.
     *
     * @param ways those for its target-scope
     */
    List<String> immediate(TableRow route, List<TableRow> ways) {
        return Stream.of(route.text(GATEWAY).split(","))
                .flatMap(g -> immediate(ScopedAddress.of(g), route, ways).stream())
                .distinct()
                .toList();
    }

    private List<String> immediate(ScopedAddress gateway, TableRow route, List<TableRow> ways) {
        Optional<Addresses.Address> address = Addresses.address(gateway.address());
        if (address.isEmpty()) {
            return link(gateway).stream().toList();
        }
        List<TableRow> leading =
                ways.stream().filter(leads(gateway, address.get(), route)).toList();
        int longest = leading.stream().mapToInt(NextHops::length).max().orElse(-1);
        List<TableRow> nearest =
                leading.stream().filter(r -> length(r) == longest).toList();
        return nearest.stream()
                .filter(NextHops::connected)
                .findFirst()
                .map(near -> List.of(gateway.address() + "%" + near.text(Routes.IMMEDIATE)))
                .orElseGet(() -> nearest.stream()
                        .flatMap(r -> Stream.of(r.text(Routes.IMMEDIATE).split(",")))
                        .filter(hop -> hop.contains("%"))
                        .toList());
    }

    private Optional<String> link(ScopedAddress gateway) {
        return state.table(Routes.INTERFACES)
                .where(Routes.NAME, gateway.address())
                .filter(Routes::running)
                .map(l -> l.text(Routes.NAME));
    }

    private Predicate<TableRow> leads(ScopedAddress gateway, Addresses.Address address, TableRow route) {
        String table = gateway.table().orElseGet(() -> own(Routes.table(route)));
        return r -> Routes.table(r).equals(table)
                && (gateway.link().isEmpty()
                        || connected(r) && gateway.link().get().equals(r.text(Routes.IMMEDIATE)))
                && Routes.destination(r).filter(n -> n.contains(address)).isPresent();
    }

    /** Tables other than those of VRFs have no connected networks: what their routes go by is in the main one. */
    private String own(String table) {
        return state.table(VRF).where(Routes.NAME, table).isPresent() ? table : Routes.MAIN;
    }

    private static boolean connected(TableRow route) {
        return route.is("connect");
    }

    private static int length(TableRow route) {
        return Routes.destination(route).map(Addresses.Net::length).orElse(0);
    }
}
