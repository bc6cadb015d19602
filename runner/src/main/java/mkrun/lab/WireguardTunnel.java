package mkrun.lab;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import mkrun.lab.script.RouterState;
import mkrun.lab.script.TableRow;
import mkrun.lab.script.WireguardKey;
import mkrun.routeros.ip.Addresses;

/**
 * The tunnel out of which clients of {@link LabWay#WIREGUARD} come. They know the router by the key and the port that it was set
 * up with. The state's monitor is held.
 *
 * <p>Source: WireGuard's paper, on cryptokey routing (what is sent to an address goes to the one peer whose allowed addresses
 * hold it most narrowly, and only that peer may send from it) and on roaming (a peer is answered wherever it sends from, so that the
 * endpoint it was given matters for the first packet only).
 */
final class WireguardTunnel {
    private static final String PEERS = "/interface/wireguard/peers";
    private static final String LINKS = "/interface/wireguard";

    /** The router's key and the client's; as they follow from a text, they are no secrets. */
    static final String ROUTER_KEY = WireguardKey.of("mkrun lab, router");

    static final String CLIENT_KEY = WireguardKey.publicOf(WireguardKey.of("mkrun lab, client"));

    private static final String ROUTER = WireguardKey.publicOf(ROUTER_KEY);
    private static final String INTERFACE = "interface";
    private static final String PUBLIC_KEY = "public-key";
    private static final String NAME = "name";

    private final RouterState state;

    WireguardTunnel(RouterState state) {
        this.state = state;
    }

    /** The interface that packets come out of; nothing if none are let out there, or none that are sent get to the client. */
    Optional<String> link() {
        return state.table(LINKS).rows().stream()
                .filter(row -> !row.is("disabled")
                        && row.text(PUBLIC_KEY).equals(ROUTER)
                        && row.text("listen-port").equals(Integer.toString(LabWay.WIREGUARD_PORT))
                        && row.get("vrf").orElse("main").equals("main"))
                .map(row -> row.text(NAME))
                .filter(this::leadsToClient)
                .findFirst();
    }

    private boolean leadsToClient(String link) {
        int length = peers(link)
                .filter(WireguardTunnel::client)
                .mapToInt(WireguardTunnel::narrowest)
                .max()
                .orElse(-1);
        // Of two as narrow, the one that was given the address last has it: which that is is not kept.
        return length >= 0 && peers(link).filter(peer -> !client(peer)).allMatch(other -> narrowest(other) < length);
    }

    private Stream<TableRow> peers(String link) {
        return state.table(PEERS).rows().stream()
                .filter(peer -> !peer.is("disabled") && peer.text(INTERFACE).equals(link));
    }

    private static boolean client(TableRow peer) {
        return peer.text(PUBLIC_KEY).equals(CLIENT_KEY)
                && peer.text("preshared-key").isEmpty();
    }

    /** How long the longest prefix is that a peer may have the client's address by; negative if there is none. */
    private static int narrowest(TableRow peer) {
        return Arrays.stream(peer.text("allowed-address").split(","))
                .flatMap(text -> Addresses.net(text).stream())
                .filter(net -> net.contains(LabWay.WIREGUARD.client()))
                .mapToInt(Addresses.Net::length)
                .max()
                .orElse(-1);
    }

    /** Has the client's peer show where it is answered, as every peer does that has been heard. */
    static void show(RouterState state) {
        state.table(PEERS).beforeRead(peers -> peers.rows().stream()
                .filter(WireguardTunnel::client)
                .filter(peer -> new WireguardTunnel(state).link().equals(Optional.of(peer.text(INTERFACE))))
                .forEach(peer -> peer.set(
                                "current-endpoint-address",
                                LabWay.GATEWAY.client().text())
                        .set("current-endpoint-port", Integer.toString(LabWay.WIREGUARD_PORT))));
    }
}
