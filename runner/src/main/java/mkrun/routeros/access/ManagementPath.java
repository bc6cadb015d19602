package mkrun.routeros.access;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import mkrun.routeros.Row;
import mkrun.routeros.ip.Addresses;

/**
 * The way on which a router is reached.
 *
 * @param peers where the sessions come from, as the router sees it
 * @param users who has a session
 * @param groups what they may do, by name; none if the router does not tell it of each
 * @param networks those that the router is in
 * @param carriers of tunnels by which sessions may come in
 * @param interfaces those that have an address in a peer's network; none if a peer is in no network of the router's, so that
 *     it may come in by any
 * @param below ports of those that are bridges and parents of those that are VLANs, and so on; no veth, since behind those
 *     are containers
 * @param links all that sessions may come in by: every interface but veths
 * @param radios those of the links that are radios
 * @param lists names of all lists of interfaces
 * @param opaque whether one of all these is made of others in a way that is not known
 * @param port of the SSH server
 * @param forwards what lets sessions in by other ports
 */
public record ManagementPath(
        Set<Addresses.Address> peers,
        List<Addresses.Net> networks,
        Carriers carriers,
        Set<String> users,
        Set<String> groups,
        Set<String> interfaces,
        Set<String> below,
        Set<String> links,
        Set<String> radios,
        Set<String> lists,
        boolean opaque,
        int port,
        PortForwards forwards) {
    /** What tells the way. */
    public static final Set<String> MENUS = Set.of(
            "/user/active",
            "/ip/address",
            "/ip/firewall/nat",
            "/ip/service",
            "/interface",
            "/interface/bridge/port",
            "/interface/list",
            "/interface/vlan",
            "/interface/veth");

    /** What tells where the packets of tunnels come from, and go to, where the path is {@link #tunnelled}. */
    public static final Set<String> TUNNELS = Set.of(Carriers.PEERS, Carriers.WIREGUARDS);

    /** Types of interfaces that are made of none, or of those that {@link #carriers} tells. */
    private static final Set<String> PLAIN = Set.of("ether", "bridge", "vlan", "wlan", "wifi", "lte", "veth");

    /** Types of interfaces of the packages wifi and wireless, and of CAPsMAN. */
    private static final Set<String> RADIOS = Set.of("wifi", "wlan", "cap");

    private static final String NAME = "name";
    private static final String INTERFACE = "interface";

    public ManagementPath {
        peers = Set.copyOf(peers);
        networks = List.copyOf(networks);
        users = Set.copyOf(users);
        groups = groups.contains("") ? Set.of() : Set.copyOf(groups);
        interfaces = Set.copyOf(interfaces);
        below = Set.copyOf(below);
        links = Set.copyOf(links);
        radios = Set.copyOf(radios);
        lists = Set.copyOf(lists);
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
        Set<String> groups = new TreeSet<>();
        for (Row session : sessions) {
            Addresses.address(session.text("address")).ifPresent(peers::add);
            users.add(session.text(NAME));
            groups.add(session.text("group"));
        }
        List<Row> addresses = inUse(menus);
        Set<String> interfaces = interfaces(peers, addresses);
        Set<String> below = below(interfaces, menus);
        int port = port(menus.apply("/ip/service"));
        return new ManagementPath(
                peers,
                addresses.stream().flatMap(row -> net(row).stream()).toList(),
                Carriers.of(
                        name -> interfaces.isEmpty() || interfaces.contains(name) || below.contains(name),
                        peers,
                        interfaces.isEmpty(),
                        menus),
                users,
                groups,
                interfaces,
                below,
                links(menus),
                menus.apply("/interface").stream()
                        .filter(row -> RADIOS.contains(row.text("type")))
                        .map(row -> row.text(NAME))
                        .collect(Collectors.toSet()),
                menus.apply("/interface/list").stream()
                        .map(row -> row.text(NAME))
                        .collect(Collectors.toSet()),
                opaque(interfaces, below, menus),
                port,
                PortForwards.of(menus.apply("/ip/address"), port, menus.apply("/ip/firewall/nat")));
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

    /** The addresses that lead anywhere: those of an interface that is down do not. */
    private static List<Row> inUse(Function<String, List<Row>> menus) {
        Set<String> down = menus.apply("/interface").stream()
                .filter(row -> row.is("disabled") || row.text("running").equals("false"))
                .map(row -> row.text(NAME))
                .collect(Collectors.toSet());
        return menus.apply("/ip/address").stream()
                .filter(row -> !row.is("disabled") && !down.contains(row.text(INTERFACE)))
                .toList();
    }

    private static Set<String> interfaces(Set<Addresses.Address> peers, List<Row> addresses) {
        Set<String> found = new TreeSet<>();
        for (Addresses.Address peer : peers) {
            List<Row> holding =
                    addresses.stream().filter(row -> holds(row, peer)).toList();
            if (holding.isEmpty()) {
                return Set.of();
            }
            holding.forEach(row -> found.add(row.text(INTERFACE)));
        }
        return found;
    }

    private static boolean holds(Row address, Addresses.Address peer) {
        return net(address).filter(net -> net.contains(peer)).isPresent();
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

    /** Whether sessions come in, or may come in, by a radio. */
    boolean byRadio() {
        return radios.stream().anyMatch(this::needs);
    }

    /** Whether that group says, or may say, what somebody who has a session may do. */
    boolean inGroup(String name) {
        return groups.isEmpty() || groups.contains(name);
    }

    /** A packet of each peer's to that port, or of somebody unknown. */
    List<RouterPacket> packets(int to) {
        return peers.isEmpty()
                ? List.of(packet("tcp", Optional.empty(), to))
                : peers.stream()
                        .map(peer -> packet("tcp", Optional.of(peer), to))
                        .toList();
    }

    /**
     * Packets without which the others get nowhere: those of tunnels, and by IPv6 those that find out who has an address.
     */
    List<RouterPacket> others(boolean v6) {
        List<RouterPacket> others = new ArrayList<>(carriers.packets());
        if (v6) {
            // From the peer, or from whatever address a gateway has; networks of IPv6 are not read.
            others.add(packet("icmpv6", Optional.empty(), RouterPacket.ANY_PORT));
        }
        return others;
    }

    private RouterPacket packet(String protocol, Optional<Addresses.Address> peer, int to) {
        return new RouterPacket(protocol, peer, Optional.empty(), interfaces, to, "");
    }

    /** Whether a peer, or the packets of a tunnel, may use this version of IP. */
    boolean uses(boolean v6) {
        return mayComeFrom(address -> address.v6() == v6);
    }

    /** Whether that is, or may be, where sessions or the packets of a tunnel come from. */
    boolean mayComeFrom(Predicate<Addresses.Address> which) {
        return peers.isEmpty() || peers.stream().anyMatch(which) || carriers.mayComeFrom(which);
    }

    /**
     * The way back to whoever is logged in.
     *
     * @param routes that the router has, as far as they are known
     */
    WayBack back(List<Row> routes) {
        Set<Addresses.Address> ends = new HashSet<>(peers);
        carriers.ends().ifPresent(ends::addAll);
        return WayBack.of(ends, networks, routes);
    }

    /** Whether sessions may come in by a tunnel, so that rows of {@link #TUNNELS} tell more of the way. */
    public boolean tunnelled() {
        return carriers.any();
    }
}
