package mkrun.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mkrun.target.Content;
import mkrun.target.rootfs.Entry;
import mkrun.target.rootfs.RootfsTree;
import mkrun.testing.Needs;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Layers, read by Commons Compress and by GNU tar. */
class LayerTest {
    private static final long EPOCH = 1_706_291_505;
    private static final String LONG = "a".repeat(60) + "/" + "b".repeat(60);

    @TempDir
    Path dir;

    @Test
    void listsInPathOrderWithOwnersModesAndTimes() throws Exception {
        assertThat(listing(Layer.of(tree(), EPOCH)))
                .containsExactly(
                        "5 0755 0:0 1706291505 " + "a".repeat(60) + "/ ",
                        "0 0644 0:0 1706291505 " + LONG + " ",
                        "5 0755 0:0 1706291505 bin/ ",
                        "0 4111 0:0 1600000000 bin/bbsuid ",
                        "2 0777 0:0 1706291505 bin/sh -> /bin/busybox",
                        "5 0755 0:0 1706291505 etc/ ",
                        "0 0640 0:42 1706291505 etc/shadow ",
                        "5 1777 0:0 1706291505 tmp/ ",
                        "0 0644 3000000:3000001 1706291505 tmp/\u00fcber ",
                        "5 0755 0:0 1706291505 usr/ ",
                        "0 0644 0:0 1706291505 usr/first ",
                        "1 0644 0:0 1706291505 usr/second -> usr/first");
    }

    @Test
    void sameTreeSameBytesWhateverTheOrderOfMaking() {
        RootfsTree other = new RootfsTree();
        tree().entries().descendingMap().forEach((path, entry) -> {
            other.mkdirs(path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "");
            other.put(path, entry);
        });
        other.link("usr/second", "usr/first");
        assertThat(Layer.of(other, EPOCH).diffId())
                .isEqualTo(Layer.of(tree(), EPOCH).diffId());
    }

    @Test
    void equalEntriesThatAreNoLinksStayFilesOfTheirOwn() throws Exception {
        RootfsTree tree = new RootfsTree();
        Entry shared = Entry.file(Content.text("x"), 0644);
        tree.put("one", shared);
        tree.put("three", shared);
        tree.put("two", shared);
        tree.link("z", "three");
        assertThat(listing(Layer.of(tree, EPOCH)))
                .extracting(line -> line.substring(0, 1))
                .containsExactly("0", "0", "0", "1");
        assertThat(listing(Layer.of(tree, EPOCH)).get(3)).endsWith("z -> three");
    }

    @Test
    void deviceNodesAreLeftOut() throws Exception {
        RootfsTree tree = new RootfsTree();
        tree.put(
                "null",
                new Entry(
                        Entry.Type.CHARACTER_DEVICE,
                        0666,
                        0,
                        0,
                        0,
                        Content.EMPTY,
                        "",
                        new Entry.Device(1, 3),
                        Map.of()));
        assertThat(listing(Layer.of(tree, EPOCH))).isEmpty();
    }

    @Test
    void gnuTarUnpacksItWithExtendedAttributes() throws Exception {
        Needs.root();
        String tar = Needs.tool("tar").toString();
        RootfsTree tree = tree();
        byte[] capability = {1, 0, 0, 2, 0, 4, 0, 0, 0, 0, 0, 0, (byte) 0x80, (byte) 0xff, 0, 0, 0, 0, 0, 0};
        tree.update("etc/shadow", e -> e.withXattr("user.mkrun", Content.of(capability)));
        Path file = Files.write(
                dir.resolve("layer.tar"), Layer.of(tree, EPOCH).tar().bytes());
        Path root = Files.createDirectory(dir.resolve("root"));
        Process process = new ProcessBuilder(
                        tar, "--xattrs", "--xattrs-include=*", "-xpf", file.toString(), "-C", root.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).isEmpty();
        assertThat(Files.getAttribute(root.resolve("etc/shadow"), "unix:gid")).isEqualTo(42);
        assertThat(Files.getAttribute(root.resolve("etc/shadow"), "user:mkrun")).isEqualTo(capability);
        assertThat((Integer) Files.getAttribute(root.resolve("bin/bbsuid"), "unix:mode") & 07777)
                .isEqualTo(04111);
        assertThat(Files.isSameFile(root.resolve("usr/first"), root.resolve("usr/second")))
                .isTrue();
        assertThat(root.resolve(LONG)).hasContent("long");
        assertThat(root.resolve("tmp/\u00fcber")).exists();
    }

    private static RootfsTree tree() {
        RootfsTree tree = new RootfsTree();
        for (String directory : List.of("usr", "bin", "etc", "a".repeat(60))) {
            tree.mkdirs(directory);
        }
        tree.put("tmp", Entry.directory(01777));
        tree.put("bin/sh", Entry.symlink("/bin/busybox"));
        tree.put("bin/bbsuid", Entry.file(Content.text("elf"), 04111).withMtime(1_600_000_000));
        tree.put(
                "etc/shadow",
                Entry.file(Content.text("root:*\n"), 0640).withOwner(0, 42).withMtime(EPOCH + 99));
        tree.put("tmp/\u00fcber", Entry.file(Content.EMPTY, 0644).withOwner(3_000_000, 3_000_001));
        tree.put(LONG, Entry.file(Content.text("long"), 0644));
        tree.put("usr/first", Entry.file(Content.text("data"), 0644));
        tree.link("usr/second", "usr/first");
        return tree;
    }

    private static List<String> listing(Layer layer) throws Exception {
        List<String> lines = new ArrayList<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(layer.tar().open(), "UTF-8")) {
            for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
                lines.add("%c %04o %d:%d %d %s %s"
                        .formatted(
                                e.getLinkFlag(),
                                e.getMode(),
                                e.getLongUserId(),
                                e.getLongGroupId(),
                                e.getLastModifiedTime().toMillis() / 1000,
                                e.getName(),
                                e.getLinkName().isEmpty() ? "" : "-> " + e.getLinkName()));
            }
        }
        return lines;
    }
}
