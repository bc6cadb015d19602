package mkrun.cli;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import mkrun.inventory.Host;
import mkrun.inventory.Inventory;
import mkrun.inventory.InventoryException;
import mkrun.playbook.GroovyInventory;
import mkrun.spelling.DidYouMean;

/** Reads the inventory that the command line names. */
final class Inventories {
    private Inventories() {}

    /**
     * @param basedir whose {@code group_vars} and {@code host_vars} win over those beside the inventory, as with Ansible: the
     *     playbook's folder, or the working directory where there is no playbook
     * @throws CliException with every problem, a line each
     */
    static Inventory read(Console console, InventoryArguments arguments, Path basedir) {
        try {
            return load(console, arguments, basedir);
        } catch (InventoryException e) {
            throw new CliException(ExitCode.INVALID, "the inventory does not load:\n" + e.getMessage());
        }
    }

    /**
     * The hosts that a pattern means, in the order of the inventory.
     *
     * @throws CliException if a name in it is no host and no group
     */
    static List<Host> select(Inventory inventory, String pattern) {
        try {
            return inventory.select(pattern);
        } catch (InventoryException e) {
            throw new CliException(ExitCode.INVALID, e.getMessage() + near(inventory, pattern));
        }
    }

    /** What was probably meant by a pattern. */
    private static String near(Inventory inventory, String pattern) {
        Set<String> names = new LinkedHashSet<>(inventory.groups().keySet());
        inventory.hosts().forEach(host -> names.add(host.name()));
        String hint = DidYouMean.hint(pattern, names);
        return hint.isEmpty() ? "" : " -- " + hint;
    }

    /**
     * The pattern of {@code --limit}, as options for loading a playbook take it.
     *
     * @throws CliException if a name in it is no host and no group, or if it leaves no host
     */
    static String limit(InventoryArguments arguments, Inventory inventory) {
        if (!arguments.limited()) {
            return "";
        }
        try {
            if (!inventory.select(arguments.limit).isEmpty()) {
                return arguments.limit;
            }
            throw new CliException(ExitCode.INVALID, "no host matches --limit '" + arguments.limit + "'");
        } catch (InventoryException e) {
            throw new CliException(ExitCode.INVALID, "--limit: " + e.getMessage() + near(inventory, arguments.limit));
        }
    }

    /**
     * The same for a command that tells the problems itself.
     *
     * @throws InventoryException with every problem
     */
    static Inventory load(Console console, InventoryArguments arguments, Path basedir) throws InventoryException {
        demand(arguments);
        String sources = String.join(", ", arguments.sources);
        // a program that hangs, or a pipe that nobody writes to
        try (Patience patience =
                Patience.over(console.err(), Patience.USUAL, () -> "still reading the inventory " + sources)) {
            return Inventory.read(
                    List.copyOf(arguments.sources),
                    List.of(basedir),
                    List.of(new GroovyInventory(
                            StateDir.of(console.environment()).scripts())));
        }
    }

    /**
     * That there is one to read.
     *
     * @throws CliException if the command line names none
     */
    static void demand(InventoryArguments arguments) {
        if (arguments.sources.isEmpty()) {
            throw new CliException(ExitCode.USAGE, "which hosts? Give an inventory: -i INV");
        }
    }
}
