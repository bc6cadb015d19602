package mkrun.routeros.access;

import java.util.Optional;
import java.util.Set;
import mkrun.routeros.ip.Addresses;

/**
 * A packet on its way to a port of a router.
 *
 * @param protocol {@code tcp}, {@code udp} or {@code icmpv6}; {@link #NO_PORTS} or {@link #ANY_PROTOCOL} where no more is known
 * @param source of the packet as the router sees it; empty if it is not known
 * @param destination the router's address; empty if it is not known
 * @param interfaces what it may come in by: the interface, and what it is a port or part of; none if that is not known
 * @param port the router's; {@link #ANY_PORT} if it is not known
 * @param state of its connection, {@code new} or {@code established}; empty if it may be either
 */
public record RouterPacket(
        String protocol,
        Optional<Addresses.Address> source,
        Optional<Addresses.Address> destination,
        Set<String> interfaces,
        int port,
        String state) {
    /** Of a packet that may be for any port. */
    public static final int ANY_PORT = 0;
    /** Of a packet of which that is not known. */
    public static final String ANY_PROTOCOL = "";
    /** Of a packet of which no more is known than that it has no ports: neither TCP nor UDP. */
    public static final String NO_PORTS = "without ports";

    public RouterPacket {
        interfaces = Set.copyOf(interfaces);
    }
}
