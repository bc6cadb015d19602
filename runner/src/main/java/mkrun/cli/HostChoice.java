package mkrun.cli;

import java.util.ArrayList;
import java.util.List;
import mkrun.inventory.Host;
import mkrun.inventory.Inventory;

/**
 * The hosts that a command line means, and where they come from.
 *
 * @param hosts their names in the order of the inventory; at least one
 */
record HostChoice(Inventory inventory, List<String> hosts) {
    /**
     * Reads the inventory.
     *
     * @param pattern which hosts; {@code --limit} cuts it down further
     * @throws CliException if the inventory does not load, or no host is meant
     */
    static HostChoice of(Console console, InventoryArguments arguments, String pattern) {
        Inventory inventory = Inventories.read(console, arguments, PlaybookFiles.WORKING_DIRECTORY)
                .with(ExtraVars.parse(arguments.extraVars));
        List<Host> selected = new ArrayList<>(Inventories.select(inventory, pattern));
        selected.retainAll(Inventories.select(inventory, arguments.limit));
        if (selected.isEmpty()) {
            throw new CliException(
                    ExitCode.INVALID,
                    "no host matches '" + pattern + "'"
                            + (arguments.limited() ? " within --limit '" + arguments.limit + "'" : ""));
        }
        return new HostChoice(inventory, selected.stream().map(Host::name).toList());
    }
}
