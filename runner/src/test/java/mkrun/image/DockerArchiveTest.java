package mkrun.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mkrun.target.Content;
import mkrun.target.rootfs.Entry;
import mkrun.target.rootfs.RootfsTree;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;

class DockerArchiveTest {
    private static final ImageConfig CONFIG = new ImageConfig(
            Architecture.ARM,
            "v6",
            1_706_291_505,
            Map.of("TZ", "Europe/Berlin", "LANG", "C.UTF-8"),
            List.of("/sbin/init"),
            Map.of("z", "last", "a", "first"));

    @Test
    void membersLinkUp() throws IOException {
        Layer layer = layer();
        BuiltImage image = DockerArchive.of("alp-rc", CONFIG, layer);
        Map<String, byte[]> members = members(image.archive());
        String id = layer.diffId().substring("sha256:".length());
        String config = image.digest().substring("sha256:".length()) + ".json";
        assertThat(members.keySet())
                .containsExactly(
                        "manifest.json", "repositories", config, id + "/VERSION", id + "/json", id + "/layer.tar");
        assertThat(text(members, "manifest.json"))
                .isEqualTo("[{\"Config\":\"" + config + "\",\"RepoTags\":[\"alp-rc:latest\"],\"Layers\":[\"" + id
                        + "/layer.tar\"]}]");
        assertThat(text(members, "repositories")).isEqualTo("{\"alp-rc\":{\"latest\":\"" + id + "\"}}");
        assertThat(Content.of(members.get(config)).sha256() + ".json").isEqualTo(config);
        assertThat(Content.of(members.get(id + "/layer.tar")).sha256()).isEqualTo(id);
    }

    @Test
    void configSaysWhatItRunsAndOnWhat() throws IOException {
        BuiltImage image = DockerArchive.of("alp-rc", CONFIG, layer());
        String name = image.digest().substring("sha256:".length()) + ".json";
        JsonNode json = new ObjectMapper().readTree(members(image.archive()).get(name));
        assertThat(json.path("architecture").asText()).isEqualTo("arm");
        assertThat(json.path("variant").asText()).isEqualTo("v6");
        assertThat(json.path("os").asText()).isEqualTo("linux");
        assertThat(json.path("created").asText()).isEqualTo("2024-01-26T17:51:45Z");
        assertThat(json.path("config").toString())
                .isEqualTo("{\"Env\":[\"LANG=C.UTF-8\","
                        + "\"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\",\"TZ=Europe/Berlin\"],"
                        + "\"Cmd\":[\"/sbin/init\"],\"WorkingDir\":\"/\",\"Labels\":{\"a\":\"first\",\"z\":\"last\"}}");
        assertThat(json.path("rootfs").toString())
                .isEqualTo("{\"type\":\"layers\",\"diff_ids\":[\"" + layer().diffId() + "\"]}");
    }

    @Test
    void configHasTheCheckOfHealthAsDockerWritesIt() throws IOException {
        ImageHealth health = new ImageHealth(
                "wget -q -O - localhost", Duration.ofSeconds(5), Duration.ofSeconds(2), 4, Duration.ZERO);
        ImageConfig config = new ImageConfig(
                Architecture.ARM, "v6", 0, Map.of(), List.of("/sbin/init"), Map.of(), Optional.of(health));
        BuiltImage image = DockerArchive.of("alp-rc", config, layer());
        String name = image.digest().substring("sha256:".length()) + ".json";
        assertThat(new ObjectMapper()
                        .readTree(members(image.archive()).get(name))
                        .path("config")
                        .path("Healthcheck")
                        .toString())
                .isEqualTo("{\"Test\":[\"CMD-SHELL\",\"wget -q -O - localhost\"],\"Interval\":5000000000,"
                        + "\"Timeout\":2000000000,\"StartPeriod\":0,\"Retries\":4}");
    }

    @Test
    void sizeIsThatOfTheArchive() throws IOException {
        BuiltImage image = DockerArchive.of("alp-rc", CONFIG, layer());
        assertThat(image.archive().bytes()).hasSize((int) image.size());
        assertThat(image.size() % 10_240).isZero();
    }

    private static Layer layer() {
        RootfsTree tree = new RootfsTree();
        tree.put("hello", Entry.file(Content.text("world\n"), 0644));
        return Layer.of(tree, 1_706_291_505);
    }

    private static String text(Map<String, byte[]> members, String name) {
        return new String(members.get(name), StandardCharsets.UTF_8);
    }

    private static Map<String, byte[]> members(Content archive) throws IOException {
        Map<String, byte[]> members = new LinkedHashMap<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(archive.open())) {
            for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
                members.put(e.getName(), tar.readAllBytes());
            }
        }
        return members;
    }
}
