package mkrun.inventory;

import java.util.List;

/**
 * A group of the inventory.
 *
 * @param name {@code all}, {@code ungrouped}, or as written
 * @param hosts the hosts that are in it directly, in the order of the inventory
 * @param children the groups that are in it directly
 */
public record Group(String name, List<String> hosts, List<String> children) {
    public Group {
        hosts = List.copyOf(hosts);
        children = List.copyOf(children);
    }
}
