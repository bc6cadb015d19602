package mkrun.routeros.access;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import mkrun.routeros.Row;
import mkrun.routeros.ip.Addresses;

/**
 * The packets that carry a tunnel by which sessions may come in. The router's rules and routes meet them, too, as packets of
 * their own: who comes in by WireGuard is cut off by a rule that drops UDP.
 *
 * @param protocols of them; {@link RouterPacket#ANY_PROTOCOL} where it is not known; none if there is no such tunnel
 * @param ends where they come from; empty if that is not known of each tunnel
 */
record Carriers(Set<String> protocols, Optional<Set<Addresses.Address>> ends) {
    /** The menu that tells where WireGuard's packets come from. */
    static final String PEERS = "/interface/wireguard/peers";

    static final Carriers NONE = new Carriers(Set.of(), Optional.of(Set.of()));

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

    private static final String WIREGUARD = "wg";
    private static final String NAME = "name";

    Carriers {
        protocols = Set.copyOf(protocols);
        ends = ends.map(Set::copyOf);
    }

    /**
     * Finds them.
     *
     * @param entrances interfaces by which sessions may come in
     * @param far whether who has a session is in no network of the router's, so that any peer of a tunnel may lead there
     * @param menus rows of {@code /interface} and of {@link #PEERS}
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
        Set<String> protocols = new TreeSet<>();
        Set<Addresses.Address> ends = new HashSet<>();
        for (Row tunnel : tunnels) {
            boolean wireguard = tunnel.text("type").equals(WIREGUARD);
            protocols.add(wireguard ? "udp" : RouterPacket.ANY_PROTOCOL);
            if (wireguard) {
                menus.apply(PEERS).stream()
                        .filter(peer -> peer.text("interface").equals(tunnel.text(NAME)))
                        .filter(peer -> far || leads(peer, sessions))
                        .flatMap(Carriers::end)
                        .forEach(ends::add);
            }
        }
        // A peer of WireGuard's that nothing is known to come from leads to nobody who is here.
        boolean known = !protocols.contains(RouterPacket.ANY_PROTOCOL) && (far || !ends.isEmpty());
        return new Carriers(protocols, known ? Optional.of(ends) : Optional.empty());
    }

    private static boolean tunnel(Row link) {
        String type = link.text("type");
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
        return !protocols.isEmpty();
    }

    /** Whether that is, or may be, where packets of one come from. */
    boolean mayComeFrom(Predicate<Addresses.Address> which) {
        return any() && ends.map(all -> all.stream().anyMatch(which)).orElse(true);
    }

    /** A packet of each. */
    List<RouterPacket> packets() {
        return protocols.stream()
                .flatMap(protocol -> sources()
                        .map(source -> new RouterPacket(
                                protocol, source, Optional.empty(), Set.of(), RouterPacket.ANY_PORT, "")))
                .toList();
    }

    private Stream<Optional<Addresses.Address>> sources() {
        return ends.isPresent() ? ends.get().stream().map(Optional::of) : Stream.of(Optional.empty());
    }
}
