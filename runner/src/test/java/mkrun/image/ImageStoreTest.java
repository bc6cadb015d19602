package mkrun.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mkrun.target.Content;
import mkrun.target.rootfs.RootfsTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageStoreTest {
    private static final String KEY = "0123456789abcdef";

    @TempDir
    Path dir;

    @Test
    void findsWhatWasStored() throws IOException {
        BuiltImage image = image();
        new ImageStore(dir).put(KEY, image);
        assertThat(new ImageStore(dir).find(KEY)).contains(image);
    }

    @Test
    void findsNothingInAStoreThatDoesNotExist() throws IOException {
        assertThat(new ImageStore(dir.resolve("none")).find(KEY)).isEmpty();
    }

    @Test
    void anImageWithoutItsDescriptionIsNotThere() throws IOException {
        new ImageStore(dir).put(KEY, image());
        Files.delete(dir.resolve(KEY + ".json"));
        assertThat(new ImageStore(dir).find(KEY)).isEmpty();
    }

    @Test
    void aTruncatedArchiveIsNotThere() throws IOException {
        new ImageStore(dir).put(KEY, image());
        Files.writeString(dir.resolve(KEY + ".tar"), "short");
        assertThat(new ImageStore(dir).find(KEY)).isEmpty();
    }

    @Test
    void anArchiveOfOtherBytesFailsWhoeverReadsItToItsEnd() throws IOException {
        Content stored = new ImageStore(dir).put(KEY, image()).archive();
        assertThat(stored.bytes()).isEqualTo(image().archive().bytes());
        Path archive = dir.resolve(KEY + ".tar");
        byte[] bytes = Files.readAllBytes(archive);
        bytes[bytes.length / 2] ^= 1;
        Files.write(archive, bytes);

        for (Content read :
                List.of(stored, new ImageStore(dir).find(KEY).orElseThrow().archive())) {
            try (InputStream in = read.open()) {
                in.skipNBytes(bytes.length); // as an upload does that goes on at its end
                assertThatThrownBy(in::read)
                        .hasMessage(
                                archive + " has changed since it was made. Remove it, then run again: it is made anew");
            }
        }
    }

    @Test
    void anImageWithoutItsSumIsNotThere() throws IOException {
        new ImageStore(dir).put(KEY, image());
        Path description = dir.resolve(KEY + ".json");
        Files.writeString(description, Files.readString(description).replace("crc32", "sum"));
        assertThat(new ImageStore(dir).find(KEY)).isEmpty();
    }

    @Test
    void aDamagedDescriptionIsNotThere() throws IOException {
        new ImageStore(dir).put(KEY, image());
        Files.writeString(dir.resolve(KEY + ".json"), "{\"name\": ");
        assertThat(new ImageStore(dir).find(KEY)).isEmpty();
    }

    @Test
    void keepsWhatBelongsBesideAnImage() throws IOException {
        new ImageStore(dir).put(KEY, image().with("spdx.json", Content.text("{}")));
        assertThat(new ImageStore(dir).find(KEY).orElseThrow().companions())
                .isEqualTo(Map.of("spdx.json", Content.text("{}")));
    }

    @Test
    void withoutWhatBelongsBesideItAnImageIsNotThere() throws IOException {
        new ImageStore(dir).put(KEY, image().with("spdx.json", Content.text("{}")));
        Files.delete(dir.resolve(KEY + ".spdx.json"));
        assertThat(new ImageStore(dir).find(KEY)).isEmpty();
    }

    @Test
    void leavesNoTemporaryFilesBehind() throws IOException {
        new ImageStore(dir).put(KEY, image());
        try (Stream<Path> files = Files.list(dir)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder(KEY + ".tar", KEY + ".json");
        }
    }

    private static BuiltImage image() {
        ImageConfig config = new ImageConfig(Architecture.ARM, "v7", 0, Map.of(), List.of("/sbin/init"), Map.of());
        return DockerArchive.of("tiny", config, Layer.of(new RootfsTree(), 0));
    }
}
