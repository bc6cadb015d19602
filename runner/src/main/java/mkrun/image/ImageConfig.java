package mkrun.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mkrun.target.Content;

/**
 * The config of an image of one layer, in the form that the OCI image specification and Docker share.
 *
 * @param architecture what it runs on
 * @param variant of the architecture ({@code v7}); empty if there is none
 * @param created seconds since 1970
 * @param env environment of the container's processes
 * @param command argument vector of PID 1
 * @param labels free text by name
 * @param health the check that the image brings
 */
public record ImageConfig(
        Architecture architecture,
        String variant,
        long created,
        Map<String, String> env,
        List<String> command,
        Map<String, String> labels,
        Optional<ImageHealth> health) {
    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    private static final ObjectMapper JSON = new ObjectMapper();

    public ImageConfig {
        env = Map.copyOf(env);
        command = List.copyOf(command);
        labels = Map.copyOf(labels);
    }

    /** One that brings no check of its health. */
    public ImageConfig(
            Architecture architecture,
            String variant,
            long created,
            Map<String, String> env,
            List<String> command,
            Map<String, String> labels) {
        this(architecture, variant, created, env, command, labels, Optional.empty());
    }

    /** The JSON text with this layer: always the same bytes for the same config, as its digest is the image's id. */
    Content json(Layer layer) {
        String time = Instant.ofEpochSecond(created).toString();
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("created", time);
        root.put("architecture", architecture.ociName());
        if (!variant.isEmpty()) {
            root.put("variant", variant);
        }
        root.put("os", "linux");
        root.put("config", process());
        root.put("rootfs", ordered("type", "layers", "diff_ids", List.of(layer.diffId())));
        root.put("history", List.of(ordered("created", time, "created_by", "mkrun")));
        return json(root);
    }

    private Map<String, Object> process() {
        Map<String, String> environment = new TreeMap<>(Map.of("PATH", PATH));
        environment.putAll(env);
        Map<String, Object> process = new LinkedHashMap<>();
        process.put(
                "Env",
                environment.entrySet().stream()
                        .map(e -> e.getKey() + "=" + e.getValue())
                        .toList());
        process.put("Cmd", command);
        health.ifPresent(check -> process.put("Healthcheck", check.json()));
        process.put("WorkingDir", "/");
        if (!labels.isEmpty()) {
            process.put("Labels", new TreeMap<>(labels));
        }
        return process;
    }

    static Map<String, Object> ordered(String key, Object value, String otherKey, Object otherValue) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(key, value);
        map.put(otherKey, otherValue);
        return map;
    }

    static Content json(Object value) {
        try {
            return Content.of(JSON.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new AssertionError("maps, lists and strings are always JSON", e);
        }
    }
}
