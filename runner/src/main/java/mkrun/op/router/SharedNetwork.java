package mkrun.op.router;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import mkrun.op.router.Belongings.Found;
import mkrun.routeros.Row;

/**
 * What a container shares with others of its network: the bridge, the router's address on it, masquerading. It goes with
 * the last container that uses it, and stays where anything else does.
 *
 * @param all what is on the router
 * @param going the container's own rows, which no longer count
 */
record SharedNetwork(Belongings all, Collection<Found> going) {
    static final String BRIDGES = "/interface/bridge";
    static final String PORTS = "/interface/bridge/port";
    static final String ADDRESSES = "/ip/address";
    static final String NAT = "/ip/firewall/nat";
    private static final String VETHS = ContainerCleaned.VETHS;

    /** Mark of a network's bridge. */
    static String bridgeMark(String bridge) {
        return "bridge/" + bridge;
    }

    /** Mark of the router's address in a network. */
    static String addressMark(String address) {
        return "address/" + address;
    }

    /** Mark of the rule that lets a network out. */
    static String masqueradeMark(String network) {
        return "masquerade/" + network;
    }

    /**
     * A network that the container is in.
     *
     * @param prefix such as {@code 172.17.0.0/24}
     * @param addresses the router's in it that mkrun made
     */
    private record Network(String prefix, List<Found> addresses) {
        private List<String> bridges() {
            return addresses.stream()
                    .map(address -> address.row().text("interface"))
                    .toList();
        }
    }

    /** The rows that nobody will use, in the order in which they can be removed. */
    Set<Found> unused() {
        Set<Found> unused = new LinkedHashSet<>();
        Set<String> bridges = new LinkedHashSet<>(bridgesOfPorts());
        for (Network network : networks()) {
            Set<String> with = new LinkedHashSet<>(bridges);
            with.addAll(network.bridges());
            if (!inUse(network.prefix(), with)) {
                unused.addAll(all.marked(NAT, masqueradeMark(network.prefix())));
                unused.addAll(network.addresses());
                bridges.addAll(network.bridges());
            }
        }
        List<Found> gone = Stream.concat(going.stream(), unused.stream()).toList();
        bridges.stream()
                .flatMap(bridge -> all.marked(BRIDGES, bridgeMark(bridge)).stream())
                .filter(bridge -> unreferred(bridge.row().text("name"), gone))
                .forEach(unused::add);
        return unused;
    }

    private List<Network> networks() {
        Stream<Network> own = veths().stream().flatMap(veth -> addressesOf(veth).stream()
                .map(address -> network(address, addressMark(veth.text("gateway") + "/" + address.prefix()))));
        return Stream.concat(own, former()).distinct().toList();
    }

    private Network network(Cidr address, String mark) {
        return new Network(address.network(), all.marked(ADDRESSES, mark));
    }

    /** Those that mkrun made on the same bridges for containers that have moved away since. */
    private Stream<Network> former() {
        List<String> bridges = bridgesOfPorts();
        return all.rows(ADDRESSES).stream()
                .filter(row -> bridges.contains(row.text("interface")))
                .filter(row -> new Mark(addressMark(row.text("address"))).owns(row))
                .flatMap(row -> cidr(row.text("address")).stream()
                        .map(address -> network(address, addressMark(row.text("address")))));
    }

    /** Once the port is gone, as after a removal that was cut off, nothing tells its bridge: then it is any without use. */
    private List<String> bridgesOfPorts() {
        List<String> named = going.stream()
                .filter(found -> found.menu().equals(PORTS))
                .map(port -> port.row().text("bridge"))
                .toList();
        return named.isEmpty() && !veths().isEmpty()
                ? all.rows(BRIDGES).stream()
                        .filter(row -> new Mark(bridgeMark(row.text("name"))).owns(row))
                        .map(row -> row.text("name"))
                        .toList()
                : named;
    }

    /** The container's interfaces, also one that somebody else made and it took as it was. */
    private List<Row> veths() {
        Set<String> names = new LinkedHashSet<>();
        going.stream()
                .filter(found -> found.menu().equals(VETHS))
                .forEach(veth -> names.add(veth.row().text("name")));
        going.stream()
                .filter(found -> found.menu().equals(PORTS))
                .forEach(port -> names.add(port.row().text("interface")));
        return all.rows(VETHS).stream()
                .filter(row -> names.contains(row.text("name")))
                .toList();
    }

    private static List<Cidr> addressesOf(Row veth) {
        return Stream.of(veth.text("address").split(","))
                .map(SharedNetwork::cidr)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Cidr> cidr(String text) {
        try {
            return Optional.of(Cidr.host(text));
        } catch (IllegalArgumentException notIpv4) {
            return Optional.empty();
        }
    }

    /** Whether another container is in the network, or the bridge joins anything but containers. */
    private boolean inUse(String network, Set<String> bridges) {
        boolean others = all.rows(VETHS).stream()
                .filter(row -> left(VETHS, row, going))
                .flatMap(row -> addressesOf(row).stream())
                .anyMatch(address -> address.network().equals(network));
        List<String> veths =
                all.rows(VETHS).stream().map(row -> row.text("name")).toList();
        boolean strangers = all.rows(PORTS).stream()
                .filter(row -> left(PORTS, row, going))
                .filter(row -> bridges.contains(row.text("bridge")))
                .anyMatch(row -> !veths.contains(row.text("interface")));
        return others || strangers;
    }

    private boolean unreferred(String bridge, Collection<Found> gone) {
        return all.menus().entrySet().stream().noneMatch(menu -> menu.getValue().rows().stream()
                .filter(row -> !row.dynamic() && left(menu.getKey(), row, gone))
                .anyMatch(row -> OwnableMenus.refersTo(menu.getKey(), row, bridge)));
    }

    private static boolean left(String menu, Row row, Collection<Found> gone) {
        return !gone.contains(new Found(menu, row));
    }
}
