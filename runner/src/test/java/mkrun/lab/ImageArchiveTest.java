package mkrun.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageArchiveTest {
    private static final String NO_MANIFEST = "error: could not find image manifest in archive";
    private static final String NO_CONFIG = "download/extract error: no config found in manifest";
    private static final String NEXT_LAYER = "download/extract error: could not load next layer";
    private static final String BAD_LAYER = "download/extract error: extract layer failed";

    @TempDir
    Path dir;

    private Path root() {
        return dir.resolve("root");
    }

    private LayerFiles take(byte[] archive, String architecture, boolean gzip, long room)
            throws ImageRefused, IOException {
        Path file = Files.write(dir.resolve("image.tar"), archive);
        LayerFiles files = new LayerFiles(root(), new Room(new FaultPlan(LabFaults.NONE), room));
        try (ImageArchive image = ImageArchive.open(file, gzip)) {
            files.unpack(image, image.image(architecture));
        }
        return files;
    }

    private void refused(TestImage image, String text) {
        refused(image.bytes(), text);
    }

    private void refused(byte[] archive, String text) {
        assertThatThrownBy(() -> take(archive, "arm64", false, 1_000_000))
                .isInstanceOf(ImageRefused.class)
                .hasMessage(text);
    }

    @Test
    void unpacksFilesAndRemembersLinks() throws ImageRefused, IOException {
        LayerFiles files = take(new TestImage().bytes(), "arm64", false, 1_000_000);
        assertThat(root().resolve("bin/busybox")).hasContent("#!");
        assertThat(root().resolve("sbin")).doesNotExist();
        assertThat(files.links()).containsEntry("sbin", "/bin").containsEntry("bin/init", "busybox");
        assertThat(LayerFiles.hasFile(root(), files.links(), "/sbin/init")).isTrue();
        assertThat(LayerFiles.hasFile(root(), files.links(), "/sbin/none")).isFalse();
    }

    @Test
    void linksInACircleEnd() {
        assertThat(LayerFiles.hasFile(dir, Map.of("a", "b", "b", "a"), "/a")).isFalse();
    }

    @Test
    void refusesWhatIsNoDockerArchive() {
        refused("not a tar archive".getBytes(StandardCharsets.US_ASCII), NO_MANIFEST);
        refused(new TestImage().member("manifest.json", ""), NO_MANIFEST);
        refused(new TestImage().member("manifest.json", "{"), NO_MANIFEST);
        // A layout of OCI has an index instead.
        refused(new TestImage().member("manifest.json", "").member("index.json", "{}"), NO_MANIFEST);
    }

    @Test
    void refusesSeveralImagesInOneFile() {
        refused(new TestImage().member("manifest.json", "[{},{}]"), NO_CONFIG);
        refused(new TestImage().member("manifest.json", "[{\"Config\":\"none.json\"}]"), NO_CONFIG);
    }

    @Test
    void refusesImagesForAnotherArchitecture() {
        refused(new TestImage().architecture("amd64"), "download/extract error: image is for amd64, not for arm64");
    }

    @Test
    void refusesCompressedLayers() {
        refused(new TestImage().layer(TestImage.gzip(TestImage.layer())), NEXT_LAYER);
    }

    @Test
    void refusesLayersOfAnotherDigest() {
        refused(new TestImage().diffId("00".repeat(32)), BAD_LAYER);
    }

    @Test
    void refusesLayersThatLeadOutOfTheRoot() {
        byte[] layer = TestImage.tar(out -> TestImage.file(out, "../evil", "x"));
        refused(new TestImage().layer(layer), BAD_LAYER);
        assertThat(dir.resolve("evil")).doesNotExist();
    }

    @Test
    void writesNothingThroughLinks() throws ImageRefused, IOException {
        byte[] layer = TestImage.tar(out -> {
            TestImage.link(out, "out", dir.toString());
            TestImage.file(out, "out/evil", "x");
        });
        take(new TestImage().layer(layer).bytes(), "arm64", false, 1_000_000);
        assertThat(dir.resolve("evil")).doesNotExist();
    }

    @Test
    void leavesDeviceNodesOut() throws ImageRefused, IOException {
        byte[] layer = TestImage.tar(out -> {
            out.putArchiveEntry(new TarArchiveEntry("dev/null", TarConstants.LF_CHR));
            out.closeArchiveEntry();
        });
        take(new TestImage().layer(layer).bytes(), "arm64", false, 1_000_000);
        assertThat(root()).isEmptyDirectory();
    }

    @Test
    void refusesImagesWithoutTags() {
        refused(new TestImage().tags("null"), "download/extract error: no RepoTags in manifest");
    }

    @Test
    void refusesImagesLargerThanTheDisk() {
        assertThatThrownBy(() -> take(new TestImage().bytes(), "arm64", false, 10))
                .isInstanceOf(ImageRefused.class)
                .hasMessage("download/extract error: no space to extract layer");
    }

    @Test
    void takesGzippedArchivesOnlyFromTheVersionOnThatDoes() throws ImageRefused, IOException {
        byte[] archive = TestImage.gzip(new TestImage().bytes());
        refused(archive, NO_MANIFEST);
        take(archive, "arm64", true, 1_000_000);
        assertThat(root().resolve("bin/busybox")).hasContent("#!");
    }

    @Test
    void laterLayersHideWhatEarlierOnesHave() throws ImageRefused, IOException {
        byte[] second = TestImage.tar(out -> {
            TestImage.file(out, "bin/.wh.init", "");
            TestImage.file(out, "data/.wh..wh..opq", "");
            TestImage.file(out, "data/second", "2");
        });
        LayerFiles files = new LayerFiles(root(), new Room(new FaultPlan(LabFaults.NONE), 1_000_000));
        for (byte[] layer : List.of(TestImage.layer(), second)) {
            Path file = Files.write(
                    dir.resolve("image.tar"), new TestImage().layer(layer).bytes());
            try (ImageArchive image = ImageArchive.open(file, false)) {
                files.unpack(image, image.image("arm64"));
            }
        }
        assertThat(files.links()).containsOnlyKeys("sbin");
        assertThat(root().resolve("data/first")).doesNotExist();
        assertThat(root().resolve("data/second")).hasContent("2");
    }
}
