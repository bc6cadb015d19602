package mkrun.routeros.access;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import mkrun.routeros.Row;
import mkrun.routeros.ip.Addresses;

/**
 * The packets that carry a tunnel by which sessions may come in. The router's rules and routes meet them, too, as packets of
 * their own: who comes in by WireGuard is cut off by a rule that drops UDP.
 *
 * @param flows what these packets are; none if there is no such tunnel
 * @param ends where they come from; empty if that is not known of each tunnel
 * @param forwards what leads some of them to the router from other ports than its own
 */
record Carriers(Set<Flow> flows, Optional<Set<Addresses.Address>> ends, List<PortForwards> forwards) {
    /** The menu that tells where WireGuard's packets come from. */
    static final String PEERS = "/interface/wireguard/peers";

    /** The one that tells where they go to. */
    static final String WIREGUARDS = "/interface/wireguard";

    static final Carriers NONE = new Carriers(Set.of(), Optional.of(Set.of()), List.of());

    /**
     * What a tunnel's packets are.
     *
     * @param protocol as in {@link RouterPacket}
     * @param port the router's; {@link RouterPacket#ANY_PORT} if it is not known
     */
    record Flow(String protocol, int port) {}

    /** Interfaces that are made of others, or of none, without packets of IP. */
    private static final Set<String> NO_TUNNELS = Set.of(
            "ether",
            "bridge",
            "vlan",
            "wlan",
            "wifi",
            "lte",
            "veth",
            "loopback",
            "bond",
            "vrrp",
            "macvlan",
            "macsec",
            "pppoe-out",
            "pppoe-in");

    private static final String TCP = "tcp";
    private static final String UDP = "udp";
    /** What may be within IPsec: its own protocol, and UDP where there is NAT on the way. */
    private static final Set<String> BY_IPSEC = Set.of(UDP, RouterPacket.NO_PORTS);

    /** What carries tunnels whose ports are not read; tunnels of other types may have any packets. */
    private static final Map<String, Set<String>> CARRIED = Map.ofEntries(
            Map.entry("l2tp-in", BY_IPSEC),
            Map.entry("l2tp-out", BY_IPSEC),
            Map.entry("gre-tunnel", BY_IPSEC),
            Map.entry("eoip", BY_IPSEC),
            Map.entry("ipip-tunnel", BY_IPSEC),
            Map.entry("6to4-tunnel", BY_IPSEC),
            Map.entry("vxlan", BY_IPSEC),
            Map.entry("pptp-in", Set.of(TCP, RouterPacket.NO_PORTS)),
            Map.entry("pptp-out", Set.of(TCP, RouterPacket.NO_PORTS)),
            Map.entry("sstp-in", Set.of(TCP)),
            Map.entry("sstp-out", Set.of(TCP)),
            Map.entry("ovpn-in", Set.of(TCP, UDP)),
            Map.entry("ovpn-out", Set.of(TCP, UDP)));

    private static final String WIREGUARD = "wg";
    private static final String NAME = "name";
    private static final String TYPE = "type";

    Carriers {
        flows = Set.copyOf(flows);
        ends = ends.map(Set::copyOf);
        forwards = List.copyOf(forwards);
    }

    /**
     * Finds them.
     *
     * @param entrances interfaces by which sessions may come in
     * @param far whether who has a session is in no network of the router's, so that any peer of a tunnel may lead there
     * @param menus rows of {@link ManagementPath#MENUS} and of {@link ManagementPath#TUNNELS}
     */
    static Carriers of(
            Predicate<String> entrances,
            Set<Addresses.Address> sessions,
            boolean far,
            Function<String, List<Row>> menus) {
        List<Row> tunnels = menus.apply("/interface").stream()
                .filter(row -> entrances.test(row.text(NAME)) && tunnel(row))
                .toList();
        if (tunnels.isEmpty()) {
            return NONE;
        }
        Set<Flow> flows = new HashSet<>();
        Set<Addresses.Address> ends = new HashSet<>();
        List<PortForwards> forwards = tunnels.stream()
                .flatMap(tunnel -> port(tunnel, menus).stream())
                .map(port -> PortForwards.of(menus.apply("/ip/address"), port, menus.apply("/ip/firewall/nat")))
                .toList();
        for (Row tunnel : tunnels) {
            flows.addAll(flows(tunnel, forwards, menus));
            if (wireguard(tunnel)) {
                menus.apply(PEERS).stream()
                        .filter(peer -> peer.text("interface").equals(tunnel.text(NAME)))
                        .filter(peer -> far || leads(peer, sessions))
                        .flatMap(Carriers::end)
                        .forEach(ends::add);
            }
        }
        // A peer of WireGuard's that nothing is known to come from leads to nobody who is here.
        boolean known = tunnels.stream().allMatch(Carriers::wireguard) && (far || !ends.isEmpty());
        return new Carriers(flows, known ? Optional.of(ends) : Optional.empty(), forwards);
    }

    /** Those that are led to a port from others have these before that. */
    private static Set<Flow> flows(Row tunnel, List<PortForwards> forwards, Function<String, List<Row>> menus) {
        if (!wireguard(tunnel)) {
            Set<Flow> flows = new HashSet<>();
            CARRIED.getOrDefault(tunnel.text(TYPE), Set.of(RouterPacket.ANY_PROTOCOL))
                    .forEach(protocol -> flows.add(new Flow(protocol, RouterPacket.ANY_PORT)));
            return flows;
        }
        boolean direct = forwards.stream().allMatch(f -> f.ports().isEmpty());
        return Set.of(
                new Flow(UDP, direct ? port(tunnel, menus).orElse(RouterPacket.ANY_PORT) : RouterPacket.ANY_PORT));
    }

    /** The port that a WireGuard listens on. */
    private static Optional<Integer> port(Row tunnel, Function<String, List<Row>> menus) {
        return menus.apply(WIREGUARDS).stream()
                .filter(row -> wireguard(tunnel) && row.text(NAME).equals(tunnel.text(NAME)))
                .map(row -> row.text("listen-port"))
                .filter(port -> port.matches("\\d{1,5}"))
                .map(Integer::parseInt)
                .findFirst();
    }

    private static boolean wireguard(Row link) {
        return link.text(TYPE).equals(WIREGUARD);
    }

    private static boolean tunnel(Row link) {
        String type = link.text(TYPE);
        return !type.isEmpty() && !NO_TUNNELS.contains(type) && !link.is("disabled");
    }

    private static boolean leads(Row peer, Set<Addresses.Address> sessions) {
        return Stream.of(peer.text("allowed-address").split(","))
                .flatMap(text -> Addresses.net(text).stream())
                .anyMatch(net -> sessions.stream().anyMatch(net::contains));
    }

    /** Where a peer's packets come from now, else where it is looked for. */
    private static Stream<Addresses.Address> end(Row peer) {
        return Stream.of("current-endpoint-address", "endpoint-address")
                .flatMap(field -> Addresses.address(peer.text(field)).stream())
                .limit(1);
    }

    /** Whether there is a tunnel. */
    boolean any() {
        return !flows.isEmpty();
    }

    /** Whether a rule leads packets of one to the router from another port than its own. */
    boolean led(Row rule) {
        return forwards.stream().anyMatch(f -> f.lead(rule));
    }

    /** Whether that is, or may be, where packets of one come from. */
    boolean mayComeFrom(Predicate<Addresses.Address> which) {
        return any() && ends.map(all -> all.stream().anyMatch(which)).orElse(true);
    }

    /** A packet of each. */
    List<RouterPacket> packets() {
        return flows.stream()
                .flatMap(flow -> sources()
                        .map(source ->
                                new RouterPacket(flow.protocol(), source, Optional.empty(), Set.of(), flow.port(), "")))
                .toList();
    }

    private Stream<Optional<Addresses.Address>> sources() {
        return ends.isPresent() ? ends.get().stream().map(Optional::of) : Stream.of(Optional.empty());
    }
}
