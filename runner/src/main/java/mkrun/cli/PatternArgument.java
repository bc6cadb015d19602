package mkrun.cli;

import mkrun.inventory.Inventory;
import picocli.CommandLine.Parameters;

/** Which hosts a command is for, if not all. */
final class PatternArgument {
    @Parameters(
            arity = "0..1",
            paramLabel = "PATTERN",
            defaultValue = Inventory.ALL,
            description = "Which hosts, as in a play (default: ${DEFAULT-VALUE}).")
    String pattern = "";
}
