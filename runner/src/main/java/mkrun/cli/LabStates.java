package mkrun.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The emulated routers whose state is kept, a folder each. */
final class LabStates {
    private LabStates() {}

    /** Their names. */
    static List<String> known(Path lab) throws IOException {
        if (!Files.isDirectory(lab)) {
            return List.of();
        }
        try (Stream<Path> dirs = Files.list(lab)) {
            return dirs.filter(Files::isDirectory)
                    .map(dir -> dir.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    /** The refusal of a name that none has. */
    static CliException unknown(Path lab, String name) throws IOException {
        List<String> known = known(lab);
        return new CliException(
                ExitCode.USAGE,
                "no emulated router '" + name + "' in " + lab
                        + (known.isEmpty() ? "" : "; there are: " + String.join(", ", known)));
    }
}
