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
import java.util.TreeMap;
import mkrun.target.AtomicFile;
import mkrun.target.Content;

/**
 * Images that were built, by the key of what they were built from. Each is {@code KEY.tar}, the files that belong beside
 * it ({@code KEY.SUFFIX}) and last {@code KEY.json}, which names them with their sizes; where one is missing or of another
 * size, the image is not there and gets built again. An archive of the same size that holds other bytes than were stored
 * fails whoever reads it to its end. Several processes may use one store.
 */
public final class ImageStore {
    private final Path dir;

    /** Made when an image is looked up: runs without images load 350 classes less. */
    private static final class Json {
        static final ObjectMapper READER = new ObjectMapper();
    }

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
        JsonNode crc32 = json.path("crc32");
        if (architecture.isEmpty() || size != Files.size(archive) || !crc32.isIntegralNumber()) {
            return Optional.empty();
        }
        Optional<Map<String, Content>> companions = companions(key, json.path("companions"));
        return companions.map(found -> new BuiltImage(
                json.path("name").asText(),
                architecture.get(),
                json.path("digest").asText(),
                size,
                Content.stored(archive, size, crc32.asLong()),
                found));
    }

    private Optional<Map<String, Content>> companions(String key, JsonNode sizes) throws IOException {
        Map<String, Content> found = new TreeMap<>();
        for (Map.Entry<String, JsonNode> one : sizes.properties()) {
            Path file = file(key, "." + one.getKey());
            if (!Files.exists(file) || Files.size(file) != one.getValue().asLong(-1)) {
                return Optional.empty();
            }
            found.put(one.getKey(), Content.file(file));
        }
        return Optional.of(found);
    }

    /**
     * Stores an image, in the place of one of the same key.
     *
     * @return the image with its archive in the store
     * @throws IOException if it could not be written; the store is as before then
     */
    public BuiltImage put(String key, BuiltImage image) throws IOException {
        Path archive = file(key, ".tar");
        Map<Path, Content> files = new LinkedHashMap<>();
        files.put(archive, image.archive());
        Map<String, Long> sizes = new TreeMap<>();
        Map<String, Content> stored = new TreeMap<>();
        for (Map.Entry<String, Content> one : image.companions().entrySet()) {
            Path file = file(key, "." + one.getKey());
            files.put(file, one.getValue());
            sizes.put(one.getKey(), one.getValue().size());
            stored.put(one.getKey(), Content.file(file));
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", image.name());
        json.put("architecture", image.architecture().ociName());
        json.put("digest", image.digest());
        json.put("bytes", image.size());
        long crc32 = image.archive().crc32();
        json.put("crc32", crc32);
        json.put("companions", sizes);
        files.put(file(key, ".json"), ImageConfig.json(json)); // last: the image is there once this is
        AtomicFile.writeTogether(files);
        return new BuiltImage(
                image.name(),
                image.architecture(),
                image.digest(),
                image.size(),
                Content.stored(archive, image.size(), crc32),
                stored);
    }

    private static JsonNode read(Path description) throws IOException {
        try {
            return Json.READER.readTree(Files.readAllBytes(description));
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
