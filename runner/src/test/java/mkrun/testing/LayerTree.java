package mkrun.testing;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import mkrun.target.Content;
import mkrun.target.rootfs.Entry;
import mkrun.target.rootfs.RootfsTree;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Reads the layer of a docker-archive back, with Commons Compress, which had no part in writing it. */
public final class LayerTree {
    private LayerTree() {}

    /** The tree in the one layer of an archive. */
    public static RootfsTree of(Content archive) throws IOException {
        try (TarArchiveInputStream outer = new TarArchiveInputStream(archive.open())) {
            for (TarArchiveEntry e = outer.getNextEntry(); e != null; e = outer.getNextEntry()) {
                if (e.getName().endsWith("/layer.tar")) {
                    return read(outer);
                }
            }
        }
        throw new AssertionError("the archive has no layer");
    }

    private static RootfsTree read(InputStream layer) throws IOException {
        RootfsTree tree = new RootfsTree();
        TarArchiveInputStream tar = new TarArchiveInputStream(layer, "UTF-8");
        for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
            if (e.isLink()) {
                tree.link(e.getName(), e.getLinkName());
            } else {
                tree.put(e.getName(), entry(e, tar));
            }
        }
        return tree;
    }

    private static Entry entry(TarArchiveEntry e, InputStream content) throws IOException {
        Entry.Type type = e.isDirectory()
                ? Entry.Type.DIRECTORY
                : e.isSymbolicLink() ? Entry.Type.SYMLINK : e.isFIFO() ? Entry.Type.FIFO : Entry.Type.FILE;
        return new Entry(
                type,
                e.getMode() & 07777,
                (int) e.getLongUserId(),
                (int) e.getLongGroupId(),
                e.getLastModifiedTime().toMillis() / 1000,
                Content.of(content.readAllBytes()),
                e.isSymbolicLink() ? e.getLinkName() : "",
                Entry.Device.NONE,
                Map.of());
    }
}
