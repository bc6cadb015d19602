package mkrun.lab;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of an unpacked image beside its files.
 *
 * @param image how the image wants to be run
 * @param links its symbolic links, path to target
 * @param complete whether its files have their owners, modes and links, as it takes to run them
 */
record ContainerRoot(ImageConfig image, Map<String, String> links, boolean complete) {
    /** What was kept by versions that did not know of all this is still read. */
    private static final ObjectMapper JSON =
            new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

    private static final List<String> PATH =
            List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin");

    ContainerRoot {
        links = Map.copyOf(links);
    }

    @JsonCreator
    static ContainerRoot kept(
            @JsonProperty("image") @Nullable ImageConfig image,
            @JsonProperty("command") @Nullable List<String> command,
            @JsonProperty("links") Map<String, String> links,
            @JsonProperty("complete") boolean complete) {
        List<String> words = command == null ? List.of() : command;
        return new ContainerRoot(
                image == null ? new ImageConfig(words, List.of(), List.of(), "", "") : image, links, complete);
    }

    static ContainerRoot read(Path file) throws IOException {
        return Files.exists(file)
                ? JSON.readValue(file.toFile(), ContainerRoot.class)
                : new ContainerRoot(ImageConfig.EMPTY, Map.of(), false);
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
