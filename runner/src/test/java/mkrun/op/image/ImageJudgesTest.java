package mkrun.op.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import mkrun.image.Architecture;
import mkrun.target.AtomicFile;
import mkrun.testing.Boot;
import mkrun.testing.Commands;
import mkrun.testing.LayerTree;
import mkrun.testing.Needs;
import mkrun.testing.RealImages;
import mkrun.testing.RootOnDisk;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** skopeo and umoci, which we did not write, on images of real packages. */
class ImageJudgesTest {
    @TempDir
    Path dir;

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void skopeoReadsTheArchive(Architecture architecture) throws Exception {
        ImageSource.Resolved image = RealImages.resolve(RealImages.small(), architecture, dir);
        AtomicFile.write(dir.resolve("image.tar"), image.archive());
        String skopeo = Needs.tool("skopeo").toString();

        JsonNode config = json(Commands.output(dir, skopeo, "inspect", "--config", "docker-archive:image.tar"));
        assertThat(config.path("architecture").asText()).isEqualTo(architecture.ociName());
        assertThat(config.path("variant").asText()).isEqualTo(architecture == Architecture.ARM ? "v6" : "");
        assertThat(config.path("config").path("Cmd").toString()).isEqualTo("[\"/sbin/init\"]");
        assertThat(config.path("config").path("Env").toString()).contains("\"TZ=Europe/Berlin\"");

        JsonNode manifest = json(Commands.output(dir, skopeo, "inspect", "--raw", "docker-archive:image.tar"));
        assertThat(manifest.path("config").path("digest").asText()).isEqualTo(image.digest());
        assertThat(manifest.path("layers")).hasSize(1);
        assertThat(manifest.path("layers").get(0).path("digest").asText())
                .isEqualTo(config.path("rootfs").path("diff_ids").get(0).asText());
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void umociUnpacksWhatTheLayerSays(Architecture architecture) throws Exception {
        Needs.root();
        ImageSource.Resolved image = RealImages.resolve(RealImages.small(), architecture, dir);
        Path bundle = Boot.unpack(image.archive(), dir.resolve("unpacked"));
        try {
            Map<String, String> unpacked = RootOnDisk.listing(bundle.resolve("rootfs"));
            assertThat(unpacked)
                    .isEqualTo(RootOnDisk.listing(LayerTree.of(image.archive())))
                    .hasSizeGreaterThan(500);
        } finally {
            RootOnDisk.delete(dir.resolve("unpacked"));
        }
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }
}
