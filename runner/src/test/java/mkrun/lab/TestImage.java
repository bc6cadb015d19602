package mkrun.lab;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** A small docker-archive in the form that routers were seen to take, to be spoilt part by part. */
final class TestImage {
    private final Map<String, byte[]> members = new LinkedHashMap<>();
    private String architecture = "arm64";
    private byte[] layer = layer();
    private String diffId = "";
    private String tags = "[\"web:1.0\"]";

    /** The layer of a program with a link to it. */
    static byte[] layer() {
        return tar(out -> {
            directory(out, "bin/");
            directory(out, "data/");
            file(out, "bin/busybox", "#!");
            file(out, "data/first", "from the image");
            link(out, "sbin", "/bin");
            link(out, "bin/init", "busybox");
        });
    }

    interface Writer {
        void to(TarArchiveOutputStream out) throws IOException;
    }

    static byte[] tar(Writer writer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(bytes)) {
            writer.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static void directory(TarArchiveOutputStream out, String name) throws IOException {
        out.putArchiveEntry(new TarArchiveEntry(name));
        out.closeArchiveEntry();
    }

    static void file(TarArchiveOutputStream out, String name, String text) throws IOException {
        bytes(out, name, text.getBytes(StandardCharsets.UTF_8));
    }

    static void link(TarArchiveOutputStream out, String name, String target) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
        entry.setLinkName(target);
        out.putArchiveEntry(entry);
        out.closeArchiveEntry();
    }

    private static void bytes(TarArchiveOutputStream out, String name, byte[] bytes) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setSize(bytes.length);
        out.putArchiveEntry(entry);
        out.write(bytes);
        out.closeArchiveEntry();
    }

    TestImage architecture(String name) {
        this.architecture = name;
        return this;
    }

    TestImage layer(byte[] bytes) {
        this.layer = bytes;
        return this;
    }

    TestImage diffId(String hex) {
        this.diffId = hex;
        return this;
    }

    TestImage tags(String json) {
        this.tags = json;
        return this;
    }

    /** Replaces a member, or takes it away if empty. */
    TestImage member(String name, String text) {
        members.put(name, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(LabImage.sha256().digest(bytes));
    }

    byte[] bytes() {
        String digest = diffId.isEmpty() ? sha256(layer) : diffId;
        String config = "{\"architecture\":\"" + architecture + "\",\"os\":\"linux\","
                + "\"config\":{\"Cmd\":[\"/sbin/init\"]},"
                + "\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"sha256:" + digest + "\"]}}";
        String id = sha256(config.getBytes(StandardCharsets.UTF_8));
        Map<String, byte[]> all = new LinkedHashMap<>();
        all.put(
                "manifest.json",
                ("[{\"Config\":\"" + id + ".json\",\"RepoTags\":" + tags + ",\"Layers\":[\"" + digest
                                + "/layer.tar\"]}]")
                        .getBytes(StandardCharsets.UTF_8));
        all.put(id + ".json", config.getBytes(StandardCharsets.UTF_8));
        all.put(digest + "/layer.tar", layer);
        all.putAll(members);
        all.values().removeIf(b -> b.length == 0);
        return tar(out -> {
            for (Map.Entry<String, byte[]> member : all.entrySet()) {
                bytes(out, member.getKey(), member.getValue());
            }
        });
    }

    /** Writes the archive to a file. */
    Path to(Path file) {
        try {
            Files.createDirectories(file.getParent());
            return Files.write(file, bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
