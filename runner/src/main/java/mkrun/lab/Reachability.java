package mkrun.lab;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import mkrun.lab.runc.RouterPort;
import mkrun.lab.script.RouterState;
import mkrun.routeros.Row;
import mkrun.routeros.access.RouterPacket;
import mkrun.routeros.ip.Addresses;

/**
 * Whether the router's configuration lets a service's clients in, who come to it on a way that was ordered. Answers, too, must get
 * back on it.
 */
final class Reachability {
    /** Services, as {@code /ip/service} names them. */
    static final String SSH = "ssh";

    static final String API = "api";

    static final String API_SSL = "api-ssl";

    /** Those that an emulated router has. */
    static final List<String> SERVICES = List.of(SSH, API, API_SSL);

    /**
     * Sessions of a service at a time, if nobody says otherwise: MikroTik's manual. Before 7.16, where nobody can, the limit is
     * not known and taken to be the same.
     */
    private static final int MOST = 20;

    private static final int SSH_PORT = 22;
    private static final String NAME = "name";
    private static final String NEW = "new";
    private static final String ESTABLISHED = "established";

    private final RouterState state;
    private final LabWay way;

    Reachability(RouterState state, LabWay way) {
        this.state = state;
        this.way = way;
    }

    /** Whether somebody may begin a session of a service. The state's monitor is held. */
    boolean letsIn(String service) {
        return entrance(way, NEW).filter(link -> served(service, link)).isPresent();
    }

    /** The services whose sessions get no further. The state's monitor is held. */
    List<String> cutOff() {
        Optional<String> entrance = entrance(way, ESTABLISHED);
        return SERVICES.stream()
                .filter(service -> entrance.filter(link -> answers(service, link)
                                && session(service, link, ESTABLISHED).accepts())
                        .isEmpty())
                .toList();
    }

    /** How many sessions a service takes at a time. The state's monitor is held. */
    int most(String service) {
        return state.table("/ip/service")
                .where(NAME, service)
                .flatMap(row -> row.get("max-sessions"))
                .map(Integer::parseInt)
                .orElse(MOST);
    }

    /** What a client that connects to one of the router's ports is led on to. */
    record Destination(String address, int port) {}

    /**
     * Where somebody gets who asks a port of the router that is led on elsewhere; nothing if he gets nowhere. Of
     * rules that cannot be judged the first ends the search. The state's monitor is held.
     */
    Optional<Destination> ledOn(RouterPort asked) {
        return entrance(way, NEW).flatMap(link -> {
            Firewall firewall = new Firewall(
                    state, packet(way, asked.protocol(), Optional.of(way.router()), link, asked.number(), NEW));
            return Optional.of(firewall)
                    .filter(Firewall::entering)
                    .flatMap(Firewall::nat)
                    .flatMap(rule -> destination(rule, asked.number()))
                    .filter(to -> forwarded(asked, to, link));
        });
    }

    private static Optional<Destination> destination(Row rule, int port) {
        String to = rule.text("to-ports");
        boolean one = to.isEmpty() || to.matches("\\d{1,5}");
        return rule.text("action").equals("dst-nat")
                        && one
                        && Addresses.address(rule.text("to-addresses")).isPresent()
                ? Optional.of(new Destination(rule.text("to-addresses"), to.isEmpty() ? port : Integer.parseInt(to)))
                : Optional.empty();
    }

    private boolean forwarded(RouterPort asked, Destination to, String link) {
        RouterPacket packet = packet(way, asked.protocol(), Addresses.address(to.address()), link, to.port(), NEW);
        return new Firewall(state, packet, "dstnat").forwards();
    }

    private static RouterPacket packet(
            LabWay way,
            RouterPort.Protocol protocol,
            Optional<Addresses.Address> destination,
            String link,
            int port,
            String connection) {
        return new RouterPacket(
                protocol.word(), Optional.of(way.client()), destination, Set.of(link), port, connection);
    }

    /** The interface at which the router meets who comes on that way; nothing if he, or the answer, gets nowhere. */
    private Optional<String> entrance(LabWay from, String connection) {
        Optional<String> link = from == LabWay.WIREGUARD
                ? Optional.of(new WireguardTunnel(state))
                        .filter(tunnel -> carried(connection))
                        .flatMap(WireguardTunnel::link)
                : new Entrance(state).of(LabWay.PORT, from.tag());
        return link.filter(in -> new Entrance(state).addressed(in, from.router())
                && new AnswerRoute(state).leads(new Entrance(state).vrf(in), from.client(), in, from.gateway())
                && (!from.client().v6() || found(from, in)));
    }

    /** Whether packets of the tunnel get here: the router's rules and routes meet them as they meet all others. */
    private boolean carried(String connection) {
        LabWay outside = LabWay.GATEWAY;
        return entrance(outside, connection)
                .map(link -> new Firewall(
                        state,
                        packet(
                                outside,
                                RouterPort.Protocol.UDP,
                                Optional.of(outside.router()),
                                link,
                                LabWay.WIREGUARD_PORT,
                                connection)))
                .filter(firewall -> firewall.accepts() && (connection.equals(ESTABLISHED) || !firewall.ledAway()))
                .isPresent();
    }

    /** Whether the router finds out by IPv6 who is to have its answers. Connection tracking leaves these packets alone. */
    private boolean found(LabWay from, String link) {
        return new Firewall(
                        state,
                        new RouterPacket(
                                "icmpv6",
                                Optional.of(from.gateway().orElse(from.client())),
                                Optional.of(from.router()),
                                Set.of(link),
                                RouterPacket.ANY_PORT,
                                "untracked"))
                .accepts();
    }

    /** Clients of the API ask for the port that the router has for it, those of SSH for the usual one. */
    private Firewall session(String service, String link, String connection) {
        return new Firewall(
                state,
                packet(way, RouterPort.Protocol.TCP, Optional.of(way.router()), link, port(service), connection));
    }

    private int port(String service) {
        return service.equals(SSH)
                ? SSH_PORT
                : state.table("/ip/service")
                        .where(NAME, service)
                        .map(row -> Integer.parseInt(row.text("port")))
                        .orElse(0);
    }

    /** A service answers in one VRF only. */
    private boolean answers(String service, String link) {
        String vrf = state.table("/ip/service")
                .where(NAME, service)
                .flatMap(row -> row.get("vrf"))
                .orElse(Entrance.MAIN);
        return vrf.equals(new Entrance(state).vrf(link));
    }

    private boolean served(String service, String link) {
        Firewall firewall = session(service, link, NEW);
        return answers(service, link)
                && firewall.accepts()
                && !firewall.ledAway()
                && state.table("/ip/service")
                        .where(NAME, service)
                        .filter(row -> !row.is("disabled") && row.text("port").equals(Integer.toString(port(service))))
                        .filter(row -> row.text("available-from").isEmpty()
                                || Firewall.among(
                                        way.client(),
                                        Stream.of(row.text("available-from").split(","))))
                        .isPresent();
    }
}
