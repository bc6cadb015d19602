package mkrun.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import mkrun.target.AtomicFile;
import mkrun.target.Content;

/**
 * Images that were built, by the key of what they were built from. Each is a pair of files, {@code KEY.tar} and then
 * {@code KEY.json}; without the second, or with a size that differs, an image is not there and gets built again. Several
 * processes may use one store.
 */
public final class ImageStore {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path dir;

    /**
     * @param dir made when the first image is stored
     */
    public ImageStore(Path dir) {
        this.dir = dir;
    }

    /**
     * The image stored under a key.
     *
     * @param key hex digits
     * @throws IOException if the store cannot be read
     */
    public Optional<BuiltImage> find(String key) throws IOException {
        Path description = file(key, ".json");
        Path archive = file(key, ".tar");
        if (!Files.exists(description) || !Files.exists(archive)) {
            return Optional.empty();
        }
        JsonNode json = read(description);
        Optional<Architecture> architecture =
                Architecture.named(json.path("architecture").asText());
        long size = json.path("bytes").asLong(-1);
        if (architecture.isEmpty() || size != Files.size(archive)) {
            return Optional.empty();
        }
        return Optional.of(new BuiltImage(
                json.path("name").asText(),
                architecture.get(),
                json.path("digest").asText(),
                size,
                Content.file(archive)));
    }

    /**
     * Stores an image, in the place of one of the same key.
     *
     * @return the image with its archive in the store
     * @throws IOException if it could not be written; the store is as before then
     */
    public BuiltImage put(String key, BuiltImage image) throws IOException {
        Path archive = file(key, ".tar");
        AtomicFile.write(archive, image.archive());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", image.name());
        json.put("architecture", image.architecture().ociName());
        json.put("digest", image.digest());
        json.put("bytes", image.size());
        AtomicFile.write(file(key, ".json"), ImageConfig.json(json));
        return new BuiltImage(image.name(), image.architecture(), image.digest(), image.size(), Content.file(archive));
    }

    private static JsonNode read(Path description) throws IOException {
        try {
            return JSON.readTree(Files.readAllBytes(description));
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance(); // damaged on disk: as good as not there
        }
    }

    private Path file(String key, String suffix) {
        if (!key.matches("[0-9a-f]{16,}")) {
            throw new IllegalArgumentException("not a key: " + key);
        }
        return dir.resolve(key + suffix);
    }
}
