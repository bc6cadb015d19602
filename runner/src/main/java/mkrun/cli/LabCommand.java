package mkrun.cli;

import picocli.CommandLine.Command;

/** {@code mkrun lab}. */
@Command(
        name = "lab",
        description = "Emulated routers, to try playbooks without hardware.",
        synopsisSubcommandLabel = "(up | press | reset)",
        mixinStandardHelpOptions = true,
        subcommands = {LabUpCommand.class, LabPressCommand.class, LabResetCommand.class})
final class LabCommand {
    LabCommand(Console console) {
        // its commands speak, it does not
    }
}
