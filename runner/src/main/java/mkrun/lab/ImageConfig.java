package mkrun.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * How an image wants to be run.
 *
 * @param entrypoint what runs, with its first arguments
 * @param cmd further arguments, or what runs where there is no entrypoint
 * @param env {@code NAME=value} each
 * @param workdir where it runs; empty for the top
 * @param user who runs it; empty for root
 */
record ImageConfig(List<String> entrypoint, List<String> cmd, List<String> env, String workdir, String user) {
    /** Of an image that says nothing. */
    static final ImageConfig EMPTY = new ImageConfig(List.of(), List.of(), List.of(), "", "");

    ImageConfig {
        entrypoint = List.copyOf(entrypoint);
        cmd = List.copyOf(cmd);
        env = List.copyOf(env);
    }

    /** Reads the part {@code config} of an image's config. */
    static ImageConfig of(JsonNode config) {
        return new ImageConfig(
                LabImage.texts(config.path("Entrypoint")),
                LabImage.texts(config.path("Cmd")),
                LabImage.texts(config.path("Env")),
                config.path("WorkingDir").asText(),
                config.path("User").asText());
    }

    /**
     * The command of a container.
     *
     * @param ownEntrypoint words that take the place of the image's entrypoint, and of its arguments, too; none for the image's
     * @param ownCmd words that take the place of the image's arguments; none for those
     */
    List<String> command(List<String> ownEntrypoint, List<String> ownCmd) {
        List<String> command = new ArrayList<>(ownEntrypoint.isEmpty() ? entrypoint : ownEntrypoint);
        command.addAll(!ownCmd.isEmpty() ? ownCmd : ownEntrypoint.isEmpty() ? cmd : List.of());
        return command;
    }
}
