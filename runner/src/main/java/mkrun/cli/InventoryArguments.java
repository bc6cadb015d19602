package mkrun.cli;

import java.util.ArrayList;
import java.util.List;
import mkrun.inventory.Inventory;
import picocli.CommandLine.Option;

/** Where hosts and variables come from; the same for every command. */
final class InventoryArguments {
    @Option(
            names = {"-i", "--inventory"},
            paramLabel = "INV",
            description =
                    "Inventory: a file, a directory, or a list of hosts with a comma ('r1,r2' or 'r1,'). May be repeated.")
    List<String> sources = new ArrayList<>();

    @Option(
            names = {"-l", "--limit"},
            paramLabel = "SUBSET",
            defaultValue = Inventory.ALL,
            description = "Further limit selected hosts to a pattern.")
    String limit;

    @Option(
            names = {"-e", "--extra-vars"},
            paramLabel = "VARS",
            description = "Variables over all others: " + ExtraVars.FORMS)
    List<String> extraVars = new ArrayList<>();

    /** Whether {@code --limit} leaves anybody out. */
    boolean limited() {
        return !limit.equals(Inventory.ALL);
    }
}
