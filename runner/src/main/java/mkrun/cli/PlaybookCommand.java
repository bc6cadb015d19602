package mkrun.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that runs a playbook. */
abstract class PlaybookCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private RunArguments arguments = new RunArguments();

    PlaybookCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        if (arguments.playbook.isEmpty()) {
            throw new CommandLine.ParameterException(spec.commandLine(), "which playbook? Missing parameter: PLAYBOOK");
        }
        if (Commands.isUnknown(arguments.playbook)) {
            throw new CommandLine.ParameterException(spec.commandLine(), Commands.unknown(arguments.playbook));
        }
        return new PlaybookRun(console, arguments).call();
    }
}
