package mkrun.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mkrun.spelling.DidYouMean;

/** Finds a playbook by what the user typed. */
final class PlaybookFiles {
    /** What stands for a playbook's folder where there is no playbook, as with Ansible. */
    static final Path WORKING_DIRECTORY = Path.of("");

    private static final String YAML = "\\.ya?ml";

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
                        ExitCode.INVALID, "playbook '" + name + "' not found" + looked(name) + hint(name)));
    }

    private static String looked(String name) {
        List<String> places = places(name).map(Path::toString).distinct().toList();
        return places.size() == 1 ? "" : ", neither " + String.join(" nor ", places);
    }

    /** The folder of a playbook, in whose {@code group_vars} and {@code host_vars} variables may be. */
    static Path folder(Path playbook) {
        return Optional.ofNullable(playbook.getParent()).orElse(WORKING_DIRECTORY);
    }

    /** Whether there is such a file. */
    static boolean exists(String name) {
        return places(name).anyMatch(Files::isRegularFile);
    }

    private static Stream<Path> places(String name) {
        return Stream.of(Path.of(name), Path.of("playbooks").resolve(name)); // twice the same if it is absolute
    }

    private static String hint(String name) {
        List<String> known = Stream.of(WORKING_DIRECTORY, Path.of("playbooks"))
                .flatMap(folder -> playbooks(folder).stream())
                .distinct()
                .toList();
        String near = DidYouMean.hint(name.replaceFirst(YAML + "$", ".groovy"), known);
        if (near.isEmpty() && isYaml(name)) {
            near = "playbooks are written in Groovy, and called NAME.groovy";
        }
        return near.isEmpty() ? "" : " -- " + near;
    }

    /** Whether somebody takes it for a playbook of Ansible's. */
    static boolean isYaml(String name) {
        return name.matches(".*" + YAML);
    }

    private static List<String> playbooks(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".groovy"))
                    .toList();
        } catch (IOException notThere) {
            return List.of();
        }
    }
}
