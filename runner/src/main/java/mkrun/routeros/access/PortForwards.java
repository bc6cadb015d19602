package mkrun.routeros.access;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mkrun.routeros.Row;
import mkrun.routeros.ip.AddressRange;
import mkrun.routeros.ip.Addresses;

/**
 * Rules of NAT that lead from other ports to the one that the SSH server, or a tunnel, listens on: a router shows of a session
 * only who has it, not the port to which it was opened.
 *
 * @param own addresses of the router's
 * @param server the port that it listens on
 * @param ports by which such rules let somebody in, {@link RouterPacket#ANY_PORT} for those of no single port
 */
record PortForwards(Set<Addresses.Address> own, int server, Set<Integer> ports) {
    private static final Set<String> ELSEWHERE = Set.of("dst-nat", "netmap");

    PortForwards {
        own = Set.copyOf(own);
        ports = Set.copyOf(ports);
    }

    static PortForwards of(List<Row> addresses, int server, List<Row> nat) {
        Set<Addresses.Address> own = addresses.stream()
                .flatMap(row -> ManagementPath.net(row).stream())
                .map(Addresses.Net::address)
                .collect(Collectors.toSet());
        PortForwards none = new PortForwards(own, server, Set.of());
        Set<Integer> ports = new TreeSet<>();
        nat.stream().filter(none::lead).forEach(rule -> ports.addAll(ports(rule)));
        return new PortForwards(own, server, ports);
    }

    /** Whether a rule leads to that port. */
    boolean lead(Row rule) {
        return !rule.is("disabled")
                && toRouter(rule)
                && (rule.text("to-ports").isEmpty() ? holds(rule.text("dst-port")) : holds(rule.text("to-ports")));
    }

    private boolean toRouter(Row rule) {
        String action = rule.text("action");
        Optional<AddressRange> to = AddressRange.of(rule.text("to-addresses"));
        return action.equals("redirect")
                || ELSEWHERE.contains(action) && (to.isEmpty() || own.stream().anyMatch(to.get()::contains));
    }

    /** A condition that is not there, or excludes others, may hold it. */
    private boolean holds(String ports) {
        return ports.isEmpty() || ports.startsWith("!") || RuleMatch.ports(ports, server);
    }

    private static Set<Integer> ports(Row rule) {
        return Stream.of(rule.text("dst-port").split(","))
                .map(port -> port.matches("\\d{1,5}") ? Integer.parseInt(port) : RouterPacket.ANY_PORT)
                .collect(Collectors.toSet());
    }
}
