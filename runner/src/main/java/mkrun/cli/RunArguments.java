package mkrun.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a run is told on the command line; spelling and short forms are ansible-playbook's. */
final class RunArguments {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "PLAYBOOK",
            description = "The playbook: a file, looked up as given, then under playbooks/.")
    String playbook = "";

    @Mixin
    InventoryArguments inventory = new InventoryArguments();

    @Mixin
    NetworkArguments network = new NetworkArguments();

    @Mixin
    TagArguments tags = new TagArguments();

    @Option(
            names = {"-C", "--check"},
            description = "Don't make any changes; instead, tell what would change.")
    boolean check;

    @Option(
            names = {"-D", "--diff"},
            description = "Show the differences: files, and the literal RouterOS commands.")
    boolean diff;

    @Mixin
    SessionArguments sessions = new SessionArguments();

    @Option(
            names = "--uploads",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many images to upload at the same time (default: ${DEFAULT-VALUE}). Hosts with the same"
                    + " variable 'site' share a line; 'site_uploads' says how many of them may at once.")
    private int uploads;

    @Mixin
    ConfirmArgument commitConfirm = new ConfirmArgument();

    @Option(
            names = {"-v", "--verbose"},
            description = "Tell more: why nothing was to do, each change; -vv also positions.")
    boolean[] verbose = {};

    @Option(names = "--list-hosts", description = "Output a list of matching hosts; does not execute anything else.")
    boolean listHosts;

    @Option(names = "--list-tasks", description = "List all tasks that would be executed.")
    boolean listTasks;

    @Option(
            names = "--syntax-check",
            description = "Perform a syntax check on the playbook and its roles, but do not execute it.")
    boolean syntaxCheck;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Also write the run's events to FILE, one JSON object a line.")
    @Nullable
    Path json;

    /** How many images to upload at the same time, at least 1. */
    int uploads() {
        if (uploads < 1) {
            throw new CliException(ExitCode.USAGE, "--uploads " + uploads + ": at least one upload at a time");
        }
        return uploads;
    }
}
