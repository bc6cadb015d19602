package mkrun.cli;

import java.util.concurrent.Callable;
import mkrun.inventory.Inventory;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mkrun inventory}: what the inventory says, as mkrun understands it. */
@Command(
        name = "inventory",
        description = "Show the inventory as mkrun understands it.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class InventoryCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private InventoryArguments inventory = new InventoryArguments();

    @ArgGroup(exclusive = true, multiplicity = "1")
    private What what = new What();

    static final class What {
        @Option(names = "--graph", description = "Groups and hosts as a tree.")
        boolean graph;

        @Option(names = "--list", description = "Every host with its groups and variables.")
        boolean list;

        @Option(
                names = "--host",
                paramLabel = "HOST",
                defaultValue = "",
                description = "The variables of one host, and where each was written.")
        String host = "";
    }

    InventoryCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Inventory hosts = Inventories.read(inventory);
        return ExitCode.OK.code();
    }
}
