package mkrun.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        List<Path> places =
                Stream.of(Path.of(name), Path.of("playbooks").resolve(name)).toList();
        return places.stream()
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new CliException(
                        ExitCode.INVALID,
                        "playbook '" + name + "' not found, neither " + places.get(0) + " nor " + places.get(1)));
    }
}
