package mkrun.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks the layers of an image into a container's root-dir. Owners, modes and symbolic links are only remembered, since a
 * real link could lead out of the router's files; {@link LayerRights} makes them real at the end where something is to run there.
 */
final class LayerFiles {
    private static final String WHITEOUT = ".wh.";
    private static final String OPAQUE = ".wh..wh..opq";
    private static final int MAX_LINKS = 40;

    private final Path root;
    private final Map<String, String> links = new TreeMap<>();
    private final Map<String, LayerRights.Right> rights = new TreeMap<>();
    private final Room room;

    /** @param room where it is written to */
    LayerFiles(Path root, Room room) {
        this.root = root;
        this.room = room;
    }

    /** Symbolic links: path without leading slash, to target. */
    Map<String, String> links() {
        return links;
    }

    /** Who may do what: path without leading slash, to owner and mode. Paths that are gone may be among them. */
    Map<String, LayerRights.Right> rights() {
        return rights;
    }

    /** Unpacks all layers of an image, checking each one's digest. */
    void unpack(ImageLayers source, LabImage image) throws ImageRefused, IOException {
        Files.createDirectories(root);
        for (int i = 0; i < image.layers().size(); i++) {
            MessageDigest digest = LabImage.sha256();
            try (InputStream raw = source.layer(image.layers().get(i));
                    DigestInputStream layer = new DigestInputStream(raw, digest)) {
                unpack(layer);
                layer.transferTo(OutputStream.nullOutputStream()); // the padding counts, too
            }
            if (!HexFormat.of()
                    .formatHex(digest.digest())
                    .equals(image.diffIds().get(i))) {
                throw ImageRefused.badLayer();
            }
        }
    }

    private void unpack(InputStream layer) throws ImageRefused, IOException {
        // Not closed: the caller reads on behind the end of the archive.
        TarArchiveInputStream tar = new TarArchiveInputStream(layer);
        try {
            for (@Nullable TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                place(entry, tar);
            }
        } catch (IllegalArgumentException e) {
            throw ImageRefused.badLayer();
        }
    }

    private void place(TarArchiveEntry entry, InputStream data) throws ImageRefused, IOException {
        String path = through(path(entry.getName()));
        if (path.isEmpty()) {
            return;
        }
        rights.put(path, new LayerRights.Right(entry.getLongUserId(), entry.getLongGroupId(), entry.getMode() & 07777));
        Path file = root.resolve(path);
        String name = file.getFileName().toString();
        if (name.equals(OPAQUE)) {
            empty(file.getParent());
        } else if (name.startsWith(WHITEOUT)) {
            forget(file.resolveSibling(name.substring(WHITEOUT.length())));
        } else if (entry.isDirectory()) {
            forgetLink(path);
            Files.createDirectories(file);
        } else if (entry.isSymbolicLink()) {
            forget(file);
            links.put(path, entry.getLinkName());
        } else if (entry.isLink()) {
            String first = through(path(entry.getLinkName()));
            copy(first, file, path);
            rights.computeIfPresent(first, (key, right) -> {
                rights.put(path, right);
                return right;
            });
        } else if (!entry.isCharacterDevice() && !entry.isBlockDevice() && !entry.isFIFO()) {
            // Device nodes are left out, too: a router gives each container a /dev of its own making.
            write(file, path, data, entry.getSize());
        }
    }

    private static String path(String name) throws ImageRefused {
        String path = RouterFiles.normal(name);
        if (List.of(path.split("/")).contains("..")) {
            throw ImageRefused.badLayer();
        }
        return path;
    }

    /** The path with the links on its way followed, as the layers below have them. */
    private String through(String path) throws ImageRefused {
        int slash = path.lastIndexOf('/');
        String parent = slash < 0 ? "" : path.substring(0, slash);
        for (int hops = 0; hops < MAX_LINKS; hops++) {
            @Nullable String next = parent.isEmpty() ? null : follow(links, parent);
            if (next == null) {
                return parent.isEmpty() ? path.substring(slash + 1) : parent + path.substring(slash);
            }
            parent = next;
        }
        throw ImageRefused.badLayer();
    }

    private void write(Path file, String path, InputStream data, long size) throws ImageRefused, IOException {
        if (!room.take(size)) {
            throw ImageRefused.noSpace();
        }
        forgetLink(path);
        if (Files.isDirectory(file)) {
            RouterFiles.delete(file);
        }
        Files.createDirectories(file.getParent());
        Files.copy(data, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private void copy(String from, Path to, String path) throws ImageRefused, IOException {
        @Nullable String link = links.get(from);
        if (link != null) {
            links.put(path, link);
        } else if (Files.isRegularFile(root.resolve(from), LinkOption.NOFOLLOW_LINKS)) {
            try (InputStream data = Files.newInputStream(root.resolve(from))) {
                write(to, path, data, Files.size(root.resolve(from)));
            }
        } else {
            throw ImageRefused.badLayer();
        }
    }

    private void empty(@Nullable Path dir) throws IOException {
        if (dir != null && Files.isDirectory(dir)) {
            try (var children = Files.list(dir)) {
                for (Path child : children.toList()) {
                    forget(child);
                }
            }
        }
    }

    private void forget(Path file) throws IOException {
        RouterFiles.delete(file);
        forgetLink(root.relativize(file).toString());
    }

    private void forgetLink(String path) {
        links.keySet().removeIf(l -> l.equals(path) || l.startsWith(path + "/"));
    }

    /**
     * Whether a container finds a program: an absolute path to a file, through links.
     *
     * @param links as {@link #links} had them when the image was unpacked
     */
    static boolean hasFile(Path root, Map<String, String> links, String program) {
        String path = RouterFiles.normal(program);
        for (int hops = 0; hops < MAX_LINKS; hops++) {
            @Nullable String next = follow(links, path);
            if (next == null) {
                return !path.isEmpty() && Files.isRegularFile(root.resolve(path), LinkOption.NOFOLLOW_LINKS);
            }
            path = next;
        }
        return false;
    }

    /** The path with its first link replaced by what that points to; null if there is none. */
    private static @Nullable String follow(Map<String, String> links, String path) {
        for (int end = path.indexOf('/'); ; end = path.indexOf('/', end + 1)) {
            String prefix = end < 0 ? path : path.substring(0, end);
            @Nullable String target = links.get(prefix);
            if (target != null) {
                String parent = prefix.contains("/") ? prefix.substring(0, prefix.lastIndexOf('/')) : "";
                String resolved = target.startsWith("/") ? target : parent + "/" + target;
                return clean(resolved + path.substring(prefix.length()));
            }
            if (end < 0) {
                return null;
            }
        }
    }

    private static String clean(String path) {
        return RouterFiles.normal(Path.of("/" + path).normalize().toString());
    }
}
