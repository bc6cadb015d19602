package mkrun.lab.runc;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is between a router's containers and whoever wants to reach them, by names of links of the kernel.
 *
 * @param bridges that are up
 * @param addresses with their prefix lengths, by the bridge or container's link that has them
 * @param ports the bridge of each container's link that is in one
 */
public record Topology(Set<String> bridges, Map<String, List<String>> addresses, Map<String, String> ports) {
    /** Nothing. */
    public static final Topology EMPTY = new Topology(Set.of(), Map.of(), Map.of());

    public Topology {
        bridges = Set.copyOf(bridges);
        addresses = Map.copyOf(addresses);
        ports = Map.copyOf(ports);
    }

    /** Whether a link has an address. */
    boolean has(String link, String address) {
        return addresses.getOrDefault(link, List.of()).contains(address);
    }
}
