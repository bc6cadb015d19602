package mkrun.lab;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import mkrun.routeros.ip.Addresses;

/**
 * How clients of an emulated router come to it: from where, and to which of its addresses. All come by {@link #PORT}; what they are to
 * the router's configuration, that configuration decides. Networks are those reserved for documentation.
 */
public enum LabWay {
    /** They are in the network of the router's first port, which a DHCP server gives it. */
    LINK("link", "192.0.2.2", "192.0.2.10", ""),
    /** The same by IPv6. */
    LINK6("link6", "2001:db8::2", "2001:db8::10", ""),
    /** They are behind another router, in no network that this one has an address in. */
    GATEWAY("gateway", "198.51.100.2", "192.0.2.10", "192.0.2.1"),
    /** The same by IPv6. */
    GATEWAY6("gateway6", "2001:db8:1::2", "2001:db8::10", "2001:db8::1"),
    /** Their frames have the tag of {@link #VLAN_ID}. */
    VLAN("vlan", "192.0.2.2", "192.0.2.10", ""),
    /** They come out of a tunnel of WireGuard's, whose packets come as those of {@link #GATEWAY} do. */
    WIREGUARD("wireguard", "203.0.113.2", "203.0.113.1", "");

    /** The interface that all come in by. */
    static final String PORT = "ether1";

    /** The VLAN of {@link #VLAN}. */
    static final int VLAN_ID = 10;

    /** Where clients of {@link #WIREGUARD} send the tunnel's packets to, and what from. */
    static final int WIREGUARD_PORT = 13231;

    private final String name;
    private final Addresses.Address client;
    private final Addresses.Address router;
    private final String gateway;

    LabWay(String name, String client, String router, String gateway) {
        this.name = name;
        this.client = Addresses.address(client).orElseThrow();
        this.router = Addresses.address(router).orElseThrow();
        this.gateway = gateway;
    }

    /**
     * As users choose it.
     *
     * @throws IllegalArgumentException if it is none; the message can be shown to a user
     */
    public static LabWay named(String name) {
        return Arrays.stream(values())
                .filter(way -> way.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no way to an emulated router: '" + name
                        + "' (expected one of "
                        + Arrays.stream(values()).map(way -> way.name).collect(Collectors.joining(", ")) + ")"));
    }

    /** Where clients seem to come from: whatever listens on loopback in truth. */
    Addresses.Address client() {
        return client;
    }

    /** What they connect to. */
    Addresses.Address router() {
        return router;
    }

    /** The router that they are behind, which is on the link; empty if they are there themselves. */
    Optional<Addresses.Address> gateway() {
        return Addresses.address(gateway);
    }

    /** The tag that their frames have. */
    Optional<Integer> tag() {
        return this == VLAN ? Optional.of(VLAN_ID) : Optional.empty();
    }
}
