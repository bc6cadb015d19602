package mkrun.lab;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What is remembered of an unpacked image beside its files.
 *
 * @param command what runs in it: entrypoint and arguments of the image
 * @param links its symbolic links, path to target
 */
record ContainerRoot(List<String> command, Map<String, String> links) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> PATH =
            List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin");

    ContainerRoot {
        command = List.copyOf(command);
        links = Map.copyOf(links);
    }

    static ContainerRoot read(Path file) throws IOException {
        return Files.exists(file)
                ? JSON.readValue(file.toFile(), ContainerRoot.class)
                : new ContainerRoot(List.of(), Map.of());
    }

    void write(Path file) throws IOException {
        Disk.write(file, JSON.writeValueAsBytes(this));
    }

    /** Whether a container with these files finds a program, by path or on the usual PATH. */
    boolean has(Path root, String program) {
        return program.contains("/")
                ? LayerFiles.hasFile(root, links, program)
                : PATH.stream().anyMatch(dir -> LayerFiles.hasFile(root, links, dir + "/" + program));
    }
}
