package mkrun.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** An image downloaded from a registry: its layers, compressed as they come, in files of its own. */
final class PulledLayers implements ImageLayers {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SHA256 = "sha256:";

    private final LabImage image;
    private final Path dir;

    private PulledLayers(LabImage image, Path dir) {
        this.image = image;
        this.dir = dir;
    }

    /**
     * Downloads an image.
     *
     * @param architecture of the router, as RouterOS names it
     * @throws ImageRefused if the registry does not give it, or it is none for this router
     */
    static PulledLayers download(RegistryReference reference, String architecture) throws ImageRefused, IOException {
        Path dir = Files.createTempDirectory("mkrun-lab");
        RegistryClient client = new RegistryClient(reference);
        try {
            JsonNode manifest = manifest(client, reference.tag(), architecture);
            List<String> layers = new ArrayList<>();
            for (JsonNode layer : manifest.path("layers")) {
                layers.add(layer.path("digest").asText());
            }
            byte[] config =
                    config(client, manifest.path("config").path("digest").asText());
            LabImage image = LabImage.of(reference.text(), config, layers, architecture);
            for (String layer : layers) {
                fetch(client, layer, file(dir, layer));
            }
            return new PulledLayers(image, dir);
        } catch (ImageRefused | IOException | RuntimeException e) {
            RouterFiles.delete(dir);
            throw e;
        }
    }

    /** The manifest for this router: what a tag leads to, or the entry of its architecture where that is an index. */
    private static JsonNode manifest(RegistryClient client, String tag, String architecture)
            throws ImageRefused, IOException {
        JsonNode first = JSON.readTree(client.manifest(tag));
        if (!first.has("manifests")) {
            return first;
        }
        for (JsonNode entry : first.path("manifests")) {
            JsonNode platform = entry.path("platform");
            if (platform.path("os").asText().equals("linux")
                    && platform.path("architecture").asText().equals(LabImage.architecture(architecture))) {
                String digest = entry.path("digest").asText();
                byte[] bytes = client.manifest(digest);
                requireDigest(digest, LabImage.sha256().digest(bytes));
                return JSON.readTree(bytes);
            }
        }
        throw ImageRefused.noConfig();
    }

    private static byte[] config(RegistryClient client, String digest) throws ImageRefused {
        if (digest.isEmpty()) {
            throw ImageRefused.noConfig();
        }
        byte[] bytes;
        try (InputStream blob = client.blob(digest, ImageRefused.config())) {
            bytes = blob.readAllBytes();
        } catch (IOException e) { // cut off
            throw ImageRefused.config();
        }
        requireDigest(digest, LabImage.sha256().digest(bytes));
        return bytes;
    }

    private static void fetch(RegistryClient client, String digest, Path file) throws ImageRefused, IOException {
        MessageDigest actual = LabImage.sha256();
        try (InputStream blob = new DigestInputStream(client.blob(digest, ImageRefused.nextLayer()), actual)) {
            Files.copy(blob, file);
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) { // cut off
            throw ImageRefused.nextLayer();
        }
        requireDigest(digest, actual.digest());
    }

    private static void requireDigest(String wanted, byte[] actual) throws ImageRefused {
        if (!wanted.equals(SHA256 + HexFormat.of().formatHex(actual))) {
            throw ImageRefused.nextLayer();
        }
    }

    private static Path file(Path dir, String digest) {
        return dir.resolve(digest.replace(SHA256, "").replaceAll("[^0-9a-f]", "_"));
    }

    LabImage image() {
        return image;
    }

    /** Layers of a registry must be compressed, by gzip: zstd, which routers take from 7.22 on, is not emulated. */
    @Override
    public InputStream layer(String name) throws ImageRefused, IOException {
        InputStream file = Files.newInputStream(file(dir, name));
        try {
            return new GZIPInputStream(file);
        } catch (IOException e) {
            file.close();
            throw ImageRefused.badLayer();
        }
    }

    @Override
    public void close() throws IOException {
        RouterFiles.delete(dir);
    }
}
