package mkrun.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import mkrun.report.AnswerReport;
import mkrun.routeros.TypedCommand;
import mkrun.run.AdHoc;
import mkrun.run.HostAnswer;
import mkrun.target.Secret;
import mkrun.target.routeros.RouterConsole;
import mkrun.target.routeros.RouterLink;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mkrun exec}: one command line on many routers. */
@Command(
        name = "exec",
        description = "Run one RouterOS command on every host of a pattern and print what each answers.",
        customSynopsis = "mkrun exec -i INV... [OPTIONS] PATTERN -- COMMAND",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class ExecCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            index = "0",
            paramLabel = "PATTERN",
            description = "Which hosts, as in a play: names, groups, 'routers:!attic', 'r*'.")
    private String pattern = "";

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "COMMAND",
            description = "What to run, behind --. Quote it, so that the shell leaves it alone.")
    private List<String> words = new ArrayList<>();

    @Mixin
    private AdHocArguments arguments = new AdHocArguments();

    @Option(names = "--json", description = "Print one JSON object a line and host: host, status, output.")
    private boolean json;

    ExecCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        TypedCommand command = command();
        AnswerReport report = new AnswerReport(console.screen());
        Consumer<HostAnswer<String>> listener = json ? report::json : report::block;
        return new AdHocRun(console, arguments, pattern).call(targets -> run(command, targets), listener);
    }

    private TypedCommand command() {
        try {
            return TypedCommand.of(String.join(" ", words));
        } catch (IllegalArgumentException e) {
            throw new CliException(ExitCode.USAGE, e.getMessage());
        }
    }

    private static AdHoc.Action<String> run(TypedCommand command, HostTargets targets) {
        List<Secret> secrets = targets.secrets();
        return host -> {
            try (RouterLink link = targets.connect(host)) {
                return new RouterConsole(link, secrets).run(command);
            }
        };
    }
}
