package mkrun.image;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import mkrun.target.Content;
import mkrun.target.rootfs.Entry;
import mkrun.target.rootfs.RootfsTree;

/**
 * Writes a tree as a layer: an uncompressed tar whose bytes depend on the tree and the image's time alone.
 *
 * <p>Entries are in the order of their paths, with numeric owners and whole seconds. Device nodes are left out, as in
 * Alpine's own images: runtimes mount a {@code /dev} of their own, and unpackers without root rights trip over them.
 */
final class LayerWriter {
    private final RootfsTree tree;
    private final long epoch;
    private final Map<Entry, List<String>> written = new IdentityHashMap<>();

    private LayerWriter(RootfsTree tree, long epoch) {
        this.tree = tree;
        this.epoch = epoch;
    }

    /**
     * Writes the tar; the stream is left open.
     *
     * @param epoch seconds since 1970: the time of every entry that has none, and the upper bound of the others
     */
    static void write(RootfsTree tree, long epoch, OutputStream out) throws IOException {
        TarWriter tar = new TarWriter(out);
        LayerWriter layer = new LayerWriter(tree, epoch);
        for (Map.Entry<String, Entry> e : tree.entries().entrySet()) {
            if (!e.getKey().isEmpty() && !isDevice(e.getValue())) {
                tar.write(layer.member(e.getKey(), e.getValue()));
            }
        }
        tar.finish();
    }

    private TarEntry member(String path, Entry entry) {
        String first = firstLink(path, entry);
        if (!first.equals(path)) {
            return new TarEntry(
                    path, '1', entry.mode(), entry.uid(), entry.gid(), time(entry), first, Content.EMPTY, Map.of());
        }
        return new TarEntry(
                entry.isDirectory() ? path + "/" : path,
                typeFlag(entry),
                entry.mode(),
                entry.uid(),
                entry.gid(),
                time(entry),
                entry.link(),
                entry.content(),
                entry.xattrs());
    }

    /** Files keep their own time unless it is later than the image; runtimes set that of the rest anyway. */
    private long time(Entry entry) {
        return entry.isFile() && entry.mtime() >= 0 ? Math.min(entry.mtime(), epoch) : epoch;
    }

    /** The first path of the inode in archive order: it carries the data, the others are hard links to it. */
    private String firstLink(String path, Entry entry) {
        if (!entry.isFile()) {
            return path;
        }
        // paths of one inode share their Entry object; the tree tells whether paths that share one are one inode
        List<String> candidates = written.computeIfAbsent(entry, e -> new ArrayList<>(1));
        for (String candidate : candidates) {
            if (tree.sameFile(candidate, path)) {
                return candidate;
            }
        }
        candidates.add(path);
        return path;
    }

    private static char typeFlag(Entry entry) {
        return switch (entry.type()) {
            case DIRECTORY -> '5';
            case SYMLINK -> '2';
            case FIFO -> '6';
            default -> '0';
        };
    }

    private static boolean isDevice(Entry entry) {
        return entry.type() == Entry.Type.CHARACTER_DEVICE || entry.type() == Entry.Type.BLOCK_DEVICE;
    }
}
