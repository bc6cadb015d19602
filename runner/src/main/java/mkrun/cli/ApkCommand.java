package mkrun.cli;

import picocli.CommandLine.Command;

/** {@code mkrun apk}. */
@Command(
        name = "apk",
        description = "Alpine packages and repositories, without apk.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        subcommands = {ApkSolveCommand.class, ApkBuildCommand.class, ApkIndexCommand.class, ApkKeygenCommand.class})
final class ApkCommand {
    ApkCommand(Console console) {
        // its commands speak, it does not
    }
}
