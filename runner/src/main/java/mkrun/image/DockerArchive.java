package mkrun.image;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mkrun.target.Content;

/**
 * An image as {@code docker save} writes one: the form that RouterOS imports from a file. Kept to what all its versions
 * are known to take: one platform, one uncompressed layer, a tag, and the members that Docker before version 25 wrote.
 */
public final class DockerArchive {
    private static final String TAG = "latest";

    private DockerArchive() {}

    /**
     * Makes an image of a config and a layer.
     *
     * @param name of the image; its tag is {@code NAME:latest}
     */
    public static BuiltImage of(String name, ImageConfig config, Layer layer) {
        Content json = config.json(layer);
        String configName = json.sha256() + ".json";
        String layerId = layer.tar().sha256();
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("Config", configName);
        manifest.put("RepoTags", List.of(name + ":" + TAG));
        manifest.put("Layers", List.of(layerId + "/layer.tar"));

        List<TarEntry> members = List.of(
                TarEntry.file("manifest.json", ImageConfig.json(List.of(manifest))),
                TarEntry.file("repositories", ImageConfig.json(Map.of(name, Map.of(TAG, layerId)))),
                TarEntry.file(configName, json),
                TarEntry.file(layerId + "/VERSION", Content.text("1.0")),
                TarEntry.file(layerId + "/json", legacyJson(layerId)),
                TarEntry.file(layerId + "/layer.tar", layer.tar()));
        Content archive = archive(members);
        return new BuiltImage(
                name, config.architecture(), "sha256:" + json.sha256(), archive.size(), archive, Map.of());
    }

    private static Content legacyJson(String layerId) {
        return ImageConfig.json(ImageConfig.ordered("id", layerId, "created", "1970-01-01T00:00:00Z"));
    }

    private static Content archive(List<TarEntry> members) {
        List<Content> parts = new ArrayList<>();
        for (TarEntry member : members) {
            parts.add(Content.of(member.header()));
            parts.add(member.content());
            parts.add(Content.of(new byte[TarEntry.padding(member.content().size())]));
        }
        parts.add(
                Content.of(TarWriter.end(parts.stream().mapToLong(Content::size).sum())));
        return Content.joined(parts);
    }
}
