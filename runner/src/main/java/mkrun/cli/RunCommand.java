package mkrun.cli;

import picocli.CommandLine.Command;

/** {@code mkrun run}. */
@Command(
        name = "run",
        description = "Run a playbook; the word may be left out.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class RunCommand extends PlaybookCommand {
    RunCommand(Console console) {
        super(console);
    }
}
