package mkrun.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import mkrun.routeros.RouterosVersion;
import mkrun.testing.Needs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images that are to run: what their layers say becomes real, and nothing of it outside. */
class LayerRightsTest {
    @TempDir
    Path dir;

    /** Unpacks layers on top of each other and makes them real. */
    private Path unpack(byte[]... layers) throws IOException, ImageRefused {
        List<String> names = new ArrayList<>();
        List<String> digests = new ArrayList<>();
        for (byte[] layer : layers) {
            names.add(Integer.toString(names.size()));
            digests.add(HexFormat.of().formatHex(LabImage.sha256().digest(layer)));
        }
        LayerFiles files = new LayerFiles(dir.resolve("root"), new Room(new FaultPlan(LabFaults.NONE), 1 << 20));
        files.unpack(
                new ImageLayers() {
                    @Override
                    public InputStream layer(String name) {
                        return new ByteArrayInputStream(layers[Integer.parseInt(name)]);
                    }

                    @Override
                    public void close() {
                        // nothing is open
                    }
                },
                new LabImage("t", "", "amd64", ImageConfig.EMPTY, names, digests, false));
        LayerRights.apply(dir.resolve("root"), files);
        return dir.resolve("root");
    }

    @Test
    void linksOwnersAndModesBecomeReal() throws Exception {
        Needs.root();
        Path root = unpack(TestImage.layer());
        assertThat(Files.readSymbolicLink(root.resolve("sbin"))).hasToString("/bin");
        assertThat(Files.readSymbolicLink(root.resolve("bin/init"))).hasToString("busybox");
        assertThat((int) Files.getAttribute(root.resolve("bin/busybox"), "unix:mode") & 07777)
                .isEqualTo(0644);
    }

    @Test
    void aLayerWritesThroughTheLinksOfThoseBelowAndNeverOut() throws Exception {
        Needs.root();
        Path outside = Files.createDirectory(dir.resolve("outside"));
        Path root = unpack(
                TestImage.tar(out -> {
                    TestImage.directory(out, "usr/lib/");
                    TestImage.link(out, "lib", "usr/lib");
                    TestImage.link(out, "out", outside.toString());
                }),
                TestImage.tar(out -> {
                    TestImage.file(out, "lib/a", "a");
                    TestImage.file(out, "out/b", "b");
                }));
        assertThat(root.resolve("usr/lib/a")).hasContent("a");
        assertThat(root.resolve("lib")).isSymbolicLink();
        assertThat(outside).isEmptyDirectory();
        assertThat(root.resolve(outside.toString().substring(1)).resolve("b")).hasContent("b");
    }

    @Test
    void linksInACircleAreNoImage() {
        assertThatThrownBy(() -> unpack(TestImage.tar(out -> {
                    TestImage.link(out, "a", "b");
                    TestImage.link(out, "b", "a");
                    TestImage.file(out, "a/c", "c");
                })))
                .isInstanceOf(ImageRefused.class);
    }

    @Test
    void noPathOfTheRouterLeadsThroughALink() throws IOException {
        LabConfig config = LabConfig.of("r1", RouterosVersion.parse("7.20.8"), "x86_64", dir.resolve("r1"));
        RouterFiles files = RouterFiles.of(config, new FaultPlan(LabFaults.NONE));
        Path secret = Files.writeString(dir.resolve("secret"), "mine");
        Files.createSymbolicLink(files.root().resolve("usb1/link"), secret);
        Files.createSymbolicLink(files.root().resolve("usb1/dir"), dir);
        assertThat(files.locate("usb1/link")).isEmpty();
        assertThat(files.locate("usb1/dir/secret")).isEmpty();
        assertThat(files.locate("usb1/dir/new")).isEmpty();
        assertThat(Files.exists(files.root().resolve("usb1/link"), LinkOption.NOFOLLOW_LINKS))
                .isTrue();
        assertThat(files.locate("usb1/other")).isPresent();
    }
}
