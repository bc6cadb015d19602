package mkrun.inventory;

import java.util.List;

/**
 * A host of the inventory.
 *
 * @param name as written in the inventory
 * @param groups every group it is in, from {@code all} down to the innermost
 * @param vars its variables, merged over all its groups
 */
public record Host(String name, List<String> groups, Vars vars) {
    public Host {
        groups = List.copyOf(groups);
    }
}
