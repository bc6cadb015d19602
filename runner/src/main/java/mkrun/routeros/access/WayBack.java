package mkrun.routeros.access;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import mkrun.routeros.Row;
import mkrun.routeros.ip.Addresses;

/**
 * The addresses that a router must find a way to so that its answers reach whoever is logged in: theirs, those that tunnels
 * come from, and the gateways towards them.
 *
 * @param near of each address how long the prefix is of the narrowest network of the router's that it is in; negative if it is
 *     in none, and so behind a gateway
 */
record WayBack(Map<Addresses.Address, Integer> near) {
    private static final int BEHIND_A_GATEWAY = -1;

    WayBack {
        near = Map.copyOf(near);
    }

    /**
     * @param ends addresses that are to be reached
     * @param networks the router's own
     * @param routes those that it has, as far as they are known
     */
    static WayBack of(Collection<Addresses.Address> ends, List<Addresses.Net> networks, List<Row> routes) {
        Map<Addresses.Address, Integer> near = new HashMap<>();
        Deque<Addresses.Address> left = new ArrayDeque<>(ends);
        while (!left.isEmpty()) {
            Addresses.Address end = left.pop();
            int length = networks.stream()
                    .filter(net -> net.contains(end))
                    .mapToInt(Addresses.Net::length)
                    .max()
                    .orElse(BEHIND_A_GATEWAY);
            if (near.put(end, length) == null && length == BEHIND_A_GATEWAY) {
                routes.stream()
                        .filter(route -> !route.is("disabled") && leads(route, end))
                        .flatMap(WayBack::gateways)
                        .forEach(left::push);
            }
        }
        return new WayBack(near);
    }

    /** Whether one of them, of that version of IP, is behind a gateway. */
    boolean far(boolean v6) {
        return near.entrySet().stream().anyMatch(end -> end.getKey().v6() == v6 && end.getValue() == BEHIND_A_GATEWAY);
    }

    /**
     * Whether a route may be the one that leads to one of them. Routers take the longest prefix that holds the address, and of
     * two as long the connected one, whose distance is 0. Which one leads behind a gateway is not known, so any that holds the
     * address may be it; so may one of a table that is asked before the main one.
     */
    boolean by(Row route) {
        return !route.is("disabled")
                && near.entrySet().stream()
                        .anyMatch(end -> leads(route, end.getKey())
                                && (!mainTable(route)
                                        || destination(route, end.getKey())
                                                .map(Addresses.Net::length)
                                                .filter(length -> length <= end.getValue())
                                                .isEmpty()));
    }

    private static boolean mainTable(Row route) {
        return Set.of("", "main").contains(route.text("routing-table"));
    }

    /** Whether a route holds an address; also if it cannot be told. */
    private static boolean leads(Row route, Addresses.Address end) {
        return destination(route, end).map(net -> net.contains(end)).orElse(true);
    }

    /** Of a route without a destination everything, as an address has it. */
    private static Optional<Addresses.Net> destination(Row route, Addresses.Address end) {
        String to = route.text("dst-address");
        return Addresses.net(to.isEmpty() ? (end.v6() ? "::/0" : "0.0.0.0/0") : to)
                .or(() -> Addresses.address(to).map(address -> new Addresses.Net(address, address.bits())));
    }

    /** Of several, with the interface or the table that may stand behind each. */
    private static Stream<Addresses.Address> gateways(Row route) {
        return Stream.of(route.text("gateway").split(","))
                .flatMap(gateway -> Addresses.address(gateway.split("[%@]", 2)[0]).stream());
    }
}
