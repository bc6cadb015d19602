package mkrun.alpine.install;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import mkrun.alpine.install.InstalledPackage.OwnedFile;
import mkrun.target.rootfs.Entry;
import mkrun.target.rootfs.RootfsTree;

/** Takes what a package owns out of a tree. */
final class Removal {
    private final RootfsTree tree;
    private final Installed installed;
    private final ProtectedPaths protectedPaths;

    Removal(RootfsTree tree, Installed installed, ProtectedPaths protectedPaths) {
        this.tree = tree;
        this.installed = installed;
        this.protectedPaths = protectedPaths;
    }

    /**
     * Removes a package's files and the directories that become empty.
     *
     * @param purge whether configuration goes that somebody has changed
     */
    void remove(InstalledPackage p, boolean purge) {
        for (String directory : p.directories()) {
            installed.directories().touch(directory);
            boolean keepChanged = !purge && protectedPaths.covers(directory);
            for (Map.Entry<String, OwnedFile> e : List.copyOf(p.files(directory).entrySet())) {
                String path = Paths.join(directory, e.getKey());
                unlink(path, e.getValue(), keepChanged);
                installed.owners().remove(path, p);
            }
            installed.directories().release(directory);
        }
    }

    private void unlink(String path, OwnedFile owned, boolean keepChanged) {
        Optional<Entry> there = tree.stat(path).filter(e -> !e.isDirectory());
        boolean unchanged = !owned.checksum().isEmpty() && owned.checksum().equals(Fingerprint.of(there));
        if (there.isPresent() && (!keepChanged || unchanged)) {
            tree.remove(path);
        }
    }
}
