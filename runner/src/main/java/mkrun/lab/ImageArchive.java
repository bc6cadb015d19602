package mkrun.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;
import org.jspecify.annotations.Nullable;

/**
 * An image file as a router reads it: a docker-archive ({@code manifest.json}, one image) whose layers are not
 * compressed. Written against what routers were seen to take and to refuse, and independent of mkrun's own writer, since
 * it judges that.
 */
final class ImageArchive implements ImageLayers {
    private static final int MAX_JSON = 1 << 20;
    private static final int GZIP = 0x1f8b;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TarFile tar;
    private final Map<String, TarArchiveEntry> members = new HashMap<>();
    private final @Nullable Path unpacked;

    private ImageArchive(TarFile tar, @Nullable Path unpacked) {
        this.tar = tar;
        this.unpacked = unpacked;
        tar.getEntries().forEach(e -> members.put(e.getName(), e));
    }

    /**
     * @param gzip whether the router unpacks archives that are compressed as a whole
     * @throws ImageRefused if it is no tar archive
     */
    static ImageArchive open(Path file, boolean gzip) throws ImageRefused, IOException {
        Path plain = file;
        @Nullable Path temporary = null;
        if (magic(file) == GZIP) {
            if (!gzip) {
                throw ImageRefused.noManifest();
            }
            temporary = gunzip(file);
            plain = temporary;
        }
        try {
            return new ImageArchive(new TarFile(plain), temporary);
        } catch (IOException | IllegalArgumentException e) {
            if (temporary != null) {
                Files.deleteIfExists(temporary);
            }
            throw ImageRefused.noManifest();
        }
    }

    private static int magic(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.read() << 8 | in.read();
        }
    }

    private static Path gunzip(Path file) throws IOException, ImageRefused {
        Path out = Files.createTempFile("mkrun-lab", ".tar");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            Files.copy(in, out, StandardCopyOption.REPLACE_EXISTING);
            return out;
        } catch (IOException e) {
            Files.deleteIfExists(out);
            throw ImageRefused.noManifest();
        }
    }

    /**
     * Reads manifest and config.
     *
     * @param routerArchitecture as RouterOS names it
     * @throws ImageRefused if a router of that architecture would not take or not run it
     */
    LabImage image(String routerArchitecture) throws ImageRefused, IOException {
        JsonNode manifests = json("manifest.json", ImageRefused.noManifest());
        if (!manifests.isArray() || manifests.size() != 1) {
            throw ImageRefused.noConfig();
        }
        JsonNode manifest = manifests.get(0);
        byte[] config = bytes(manifest.path("Config").asText(), ImageRefused.noConfig());
        List<String> layers = LabImage.texts(manifest.path("Layers"));
        List<String> tags = LabImage.texts(manifest.path("RepoTags"));
        if (tags.isEmpty()) {
            throw new ImageRefused("download/extract error: no RepoTags in manifest");
        }
        return LabImage.of(tags.get(0), config, layers, routerArchitecture);
    }

    private JsonNode json(String member, ImageRefused otherwise) throws ImageRefused, IOException {
        try {
            return JSON.readTree(bytes(member, otherwise));
        } catch (JsonProcessingException e) {
            throw otherwise;
        }
    }

    private byte[] bytes(String member, ImageRefused otherwise) throws ImageRefused, IOException {
        @Nullable TarArchiveEntry entry = members.get(member);
        if (entry == null || !entry.isFile() || entry.getSize() > MAX_JSON) {
            throw otherwise;
        }
        try (InputStream in = tar.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    /**
     * One layer, to be read to its end.
     *
     * @throws ImageRefused if it is missing or compressed
     */
    @Override
    public InputStream layer(String member) throws ImageRefused, IOException {
        @Nullable TarArchiveEntry entry = members.get(member);
        if (entry == null || !entry.isFile() || entry.getSize() == 0) {
            throw ImageRefused.nextLayer();
        }
        try (InputStream in = tar.getInputStream(entry)) {
            byte[] head = in.readNBytes(262);
            // A tar header has "ustar" at 257; gzip and zstd have not.
            if (head.length < 262 || !new String(head, 257, 5, StandardCharsets.US_ASCII).equals("ustar")) {
                throw ImageRefused.nextLayer();
            }
        }
        return tar.getInputStream(entry);
    }

    @Override
    public void close() throws IOException {
        tar.close();
        if (unpacked != null) {
            Files.deleteIfExists(unpacked);
        }
    }
}
