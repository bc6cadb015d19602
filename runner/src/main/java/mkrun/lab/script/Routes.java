package mkrun.lab.script;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import mkrun.routeros.ip.Addresses;

/**
 * The routes of one family of addresses: those that the router has because of its addresses, and which of the others are in
 * use. Brought up to date whenever a command is about to read them. Guarded by the monitor of the {@link RouterState}.
 *
 * <p>Sources: the manual's and other people's prints of {@code /ip/route}, {@code /ipv6/route} (7.1 to 7.24) and of their rows
 * through the API, where connected routes have ids of their own and {@code target-scope=5} from 7.21 on.
 */
final class Routes {
    static final String NAME = "name";
    static final String INTERFACE = "interface";
    static final String INTERFACES = "/interface";
    static final String DISABLED = "disabled";
    static final String DYNAMIC = "dynamic";

    private static final String V4 = "/ip/route";
    private static final String V6 = "/ipv6/route";
    private static final String DESTINATION = "dst-address";
    private static final String TABLE = "routing-table";
    static final String MAIN = "main";
    private static final String DISTANCE = "distance";
    static final String IMMEDIATE = "immediate-gw";
    static final String ACTIVE = "active";

    /** As tables of routes are printed: {@code main} first, then by destination. */
    static final Comparator<TableRow> ORDER = Comparator.comparing(
                    (TableRow r) -> table(r).equals(MAIN) ? "" : table(r))
            .thenComparing(r -> destination(r).map(n -> n.network().number()).orElse(BigInteger.ZERO))
            .thenComparing(r -> destination(r).map(Addresses.Net::length).orElse(0))
            .thenComparing(Routes::distance);

    private final RouterState state;
    private final ConnectedRoutes connected;
    private final NextHops hops;

    private Routes(RouterState state, ConnectedRoutes connected) {
        this.state = state;
        this.connected = connected;
        this.hops = new NextHops(state);
    }

    /** Has the routes of both families, and the addresses that IPv6 brings, kept up to date. */
    static void keep(RouterState state) {
        LinkLocals locals = new LinkLocals(state);
        state.table(LinkLocals.MENU).beforeRead(locals::refresh);
        state.table(V4).beforeRead(new Routes(state, new ConnectedRoutes(state, "/ip/address", 0x2018_3000L))::refresh);
        ConnectedRoutes six = new ConnectedRoutes(state, LinkLocals.MENU, 0x2018_8000L);
        state.table(V6).beforeRead(new Routes(state, six)::refresh);
    }

    static boolean running(TableRow link) {
        return !link.is(DISABLED) && !"false".equals(link.text("running"));
    }

    private void refresh(Table table) {
        List<TableRow> known = new ArrayList<>(connected.rows());
        table.make(List.copyOf(known));
        // Each is reached by those that look less far, so that these come first.
        SortedMap<Integer, List<TableRow>> levels = table.own().stream()
                .collect(Collectors.groupingBy(NextHops::targetScope, TreeMap::new, Collectors.toList()));
        choose(known);
        levels.forEach((target, level) -> {
            List<TableRow> ways = NextHops.ways(known, target);
            level.forEach(r -> reach(r, ways));
            known.addAll(level);
            choose(known);
        });
        levels.forEach((target, level) -> {
            List<TableRow> ways = NextHops.ways(known, target); // those that a level behind theirs has beaten are none
            level.stream().filter(r -> r.is(ACTIVE)).forEach(r -> reach(r, ways));
        });
    }

    private void reach(TableRow route, List<TableRow> ways) {
        List<String> found = hops.immediate(route, ways);
        boolean reached = !found.isEmpty() || route.get("blackhole").isPresent();
        boolean enabled = !route.is(DISABLED);
        route.set(IMMEDIATE, enabled ? String.join(",", found) : "");
        route.set(ACTIVE, enabled && reached).set("inactive", enabled && !reached);
    }

    /** Of several routes to one destination the nearest are in use; they share the load. */
    private static void choose(List<TableRow> rows) {
        Map<String, List<TableRow>> rivals = new LinkedHashMap<>();
        rows.stream().filter(r -> r.is(ACTIVE)).forEach(r -> rivals.computeIfAbsent(
                        table(r) + " " + r.text(DESTINATION), k -> new ArrayList<>())
                .add(r));
        for (List<TableRow> to : rivals.values()) {
            int nearest = to.stream().mapToInt(Routes::distance).min().orElseThrow();
            long equal = to.stream().filter(r -> distance(r) == nearest).count();
            to.forEach(r -> r.set(ACTIVE, distance(r) == nearest).set("ecmp", distance(r) == nearest && equal > 1));
        }
    }

    private static int distance(TableRow route) {
        return route.get(DISTANCE).map(Integer::parseInt).orElse(1);
    }

    static String table(TableRow route) {
        return route.get(TABLE).orElse(MAIN);
    }

    static Optional<Addresses.Net> destination(TableRow route) {
        return Addresses.net(route.text(DESTINATION));
    }
}
