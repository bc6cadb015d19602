package mkrun.routeros.access;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import mkrun.routeros.Row;
import mkrun.routeros.ip.Addresses;

/**
 * The way on which a router is reached.
 *
 * @param peers where the sessions come from, as the router sees it
 * @param users who has a session
 * @param interfaces those that have an address in a peer's network; none if a peer is in no network of the router's, so that
 *     it may come in by any
 * @param below ports of those that are bridges and parents of those that are VLANs, and so on; no veth, since behind those
 *     are containers
 * @param links all that sessions may come in by: every interface but veths
 * @param opaque whether one of all these is made of others in a way that is not known
 * @param port of the SSH server
 */
public record ManagementPath(
        Set<Addresses.Address> peers,
        Set<String> users,
        Set<String> interfaces,
        Set<String> below,
        Set<String> links,
        boolean opaque,
        int port) {
    /** What tells the way. */
    public static final Set<String> MENUS = Set.of(
            "/user/active",
            "/ip/address",
            "/ip/service",
            "/interface",
            "/interface/bridge/port",
            "/interface/vlan",
            "/interface/veth");

    /** Types of interfaces that are made of none, or of those that {@link #carriers} tells. */
    private static final Set<String> PLAIN = Set.of("ether", "bridge", "vlan", "wlan", "wifi", "lte", "veth");

    private static final String NAME = "name";
    private static final String INTERFACE = "interface";

    public ManagementPath {
        peers = Set.copyOf(peers);
        users = Set.copyOf(users);
        interfaces = Set.copyOf(interfaces);
        below = Set.copyOf(below);
        links = Set.copyOf(links);
    }

    /**
     * Finds the way.
     *
     * @param menus rows of {@link #MENUS}
     */
    public static ManagementPath of(Function<String, List<Row>> menus) {
        List<Row> sessions = menus.apply("/user/active").stream()
                .filter(row -> row.text("via").equals("ssh"))
                .toList();
        Set<Addresses.Address> peers = new HashSet<>();
        Set<String> users = new TreeSet<>();
        for (Row session : sessions) {
            Addresses.address(session.text("address")).ifPresent(peers::add);
            users.add(session.text(NAME));
        }
        Set<String> interfaces = interfaces(peers, menus.apply("/ip/address"));
        Set<String> below = below(interfaces, menus);
        return new ManagementPath(
                peers,
                users,
                interfaces,
                below,
                links(menus),
                opaque(interfaces, below, menus),
                port(menus.apply("/ip/service")));
    }

    private static Set<String> links(Function<String, List<Row>> menus) {
        Set<String> links = new TreeSet<>();
        menus.apply("/interface").forEach(row -> links.add(row.text(NAME)));
        menus.apply("/interface/veth").forEach(veth -> links.remove(veth.text(NAME)));
        return links;
    }

    private static int port(List<Row> services) {
        return services.stream()
                .filter(row -> !row.dynamic()
                        && row.text(NAME).equals("ssh")
                        && row.text("port").matches("\\d{1,5}"))
                .map(row -> Integer.parseInt(row.text("port")))
                .findFirst()
                .orElse(22);
    }

    private static Set<String> interfaces(Set<Addresses.Address> peers, List<Row> addresses) {
        Set<String> found = new TreeSet<>();
        for (Addresses.Address peer : peers) {
            Optional<String> connected = addresses.stream()
                    .filter(row -> !row.is("disabled")
                            && net(row).filter(n -> n.contains(peer)).isPresent())
                    .map(row -> row.text(INTERFACE))
                    .findFirst();
            if (connected.isEmpty()) {
                return Set.of();
            }
            found.add(connected.get());
        }
        return found;
    }

    /** The network of a row that has an address with its length. */
    static Optional<Addresses.Net> net(Row row) {
        return Addresses.net(row.text("address"));
    }

    private static Set<String> below(Set<String> interfaces, Function<String, List<Row>> menus) {
        Set<String> whole = new TreeSet<>(interfaces);
        while (whole.addAll(carriers(whole, menus))) {
            // until nothing more is below
        }
        whole.removeAll(interfaces);
        menus.apply("/interface/veth").forEach(veth -> whole.remove(veth.text(NAME)));
        return whole;
    }

    /** Whether one of these interfaces, or of those below, is made of others in a way that is not known: a bond, a tunnel. */
    private static boolean opaque(Set<String> interfaces, Set<String> below, Function<String, List<Row>> menus) {
        Set<String> whole = new TreeSet<>(interfaces);
        whole.addAll(below);
        return menus.apply("/interface").stream()
                .anyMatch(row -> whole.contains(row.text(NAME)) && !PLAIN.contains(row.text("type")));
    }

    private static Set<String> carriers(Set<String> names, Function<String, List<Row>> menus) {
        Set<String> more = new TreeSet<>();
        menus.apply("/interface/bridge/port").stream()
                .filter(port -> names.contains(port.text("bridge")))
                .forEach(port -> more.add(port.text(INTERFACE)));
        menus.apply("/interface/vlan").stream()
                .filter(vlan -> names.contains(vlan.text(NAME)))
                .forEach(vlan -> more.add(vlan.text(INTERFACE)));
        return more;
    }

    /** Whether sessions come in by that interface, or what they come in by is, or may be, made of it. */
    boolean needs(String name) {
        return interfaces.isEmpty() || opaque || interfaces.contains(name) || below.contains(name);
    }

    /** A packet of each peer's, or of somebody unknown. */
    List<RouterPacket> packets() {
        return peers.isEmpty()
                ? List.of(new RouterPacket("tcp", Optional.empty(), Optional.empty(), interfaces, port, ""))
                : peers.stream()
                        .map(p -> new RouterPacket("tcp", Optional.of(p), Optional.empty(), interfaces, port, ""))
                        .toList();
    }

    /** Whether a peer may use this version of IP. */
    boolean uses(boolean v6) {
        return peers.isEmpty() || peers.stream().anyMatch(p -> p.v6() == v6);
    }
}
