package mkrun.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code mkrun version}. */
@Command(
        name = "version",
        description = "Print the version of mkrun and of the Java it runs on.",
        mixinStandardHelpOptions = true)
final class VersionCommand implements Callable<Integer> {
    private final Console console;

    VersionCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        VersionProvider.lines().forEach(console.out()::println);
        return ExitCode.OK.code();
    }
}
