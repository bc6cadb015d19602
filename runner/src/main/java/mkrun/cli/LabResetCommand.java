package mkrun.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code mkrun lab reset}: emulated routers forget all they know. */
@Command(
        name = "reset",
        description = "Forget the state of emulated routers: their configuration, files and host keys.",
        mixinStandardHelpOptions = true)
final class LabResetCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "HOST", description = "Which ones (default: all).")
    private List<String> names = new ArrayList<>();

    LabResetCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Path lab = StateDir.of(console.environment()).lab();
        List<String> known = LabStates.known(lab);
        for (String name : names) {
            if (!known.contains(name)) {
                throw LabStates.unknown(lab, name);
            }
        }
        for (String name : names.isEmpty() ? known : names) {
            delete(lab.resolve(name));
            console.out().println("reset: [" + name + "]");
        }
        return ExitCode.OK.code();
    }

    private static void delete(Path dir) throws IOException {
        try (Stream<Path> all = Files.walk(dir)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
