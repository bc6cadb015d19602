package mkrun.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds a playbook by what the user typed. */
final class PlaybookFiles {
    private PlaybookFiles() {}

    /**
     * The file as given, or under {@code playbooks/}.
     *
     * @throws CliException naming every place that was looked at
     */
    static Path find(String name) {
        return places(name)
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new CliException(
                        ExitCode.INVALID,
                        "playbook '" + name + "' not found, neither "
                                + places(name).map(Path::toString).collect(Collectors.joining(" nor "))));
    }

    /** Whether there is such a file. */
    static boolean exists(String name) {
        return places(name).anyMatch(Files::isRegularFile);
    }

    private static Stream<Path> places(String name) {
        return Stream.of(Path.of(name), Path.of("playbooks").resolve(name));
    }
}
