package mkrun.alpine.install;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import mkrun.target.rootfs.Entry;
import mkrun.target.rootfs.RootfsTree;
import org.jspecify.annotations.Nullable;

/**
 * The directories that packages own, alone or together, and those above them. A directory goes when nobody owns it or
 * anything below it any more and it is empty. It gets the attributes on which its owners agree, unless something else had
 * made or changed it before: then those stay.
 */
final class Directories {
    private final RootfsTree tree;
    private final Map<String, Directory> known = new TreeMap<>();

    private static final class Directory {
        private final String path;
        private final @Nullable Directory parent;
        private int uses;
        private @Nullable Acl agreed;
        private boolean seen;
        private boolean managed;
        private boolean modified;

        Directory(String path, @Nullable Directory parent) {
            this.path = path;
            this.parent = parent;
        }

        void agree(Acl acl) {
            agreed = agreed == null ? acl : agreed.merged(acl);
        }
    }

    Directories(RootfsTree tree) {
        this.tree = tree;
    }

    /** A package owns a directory, and there is nothing to be made: it is in the database, or it is the root. */
    void own(String path, Acl acl) {
        use(path).agree(acl);
    }

    /** A package brings a directory. */
    void make(String path, Acl acl) {
        Directory directory = use(path);
        look(directory);
        if (!directory.seen && !path.isEmpty()) {
            tree.put(path, Entry.directory(acl.mode()));
            directory.seen = true;
            directory.managed = true;
        }
        directory.agree(acl);
    }

    /** A package that owns a directory says again what it is like. */
    void again(String path, Acl acl) {
        used(path).agree(acl);
    }

    /** Files in a directory have come, changed or gone. */
    void touch(String path) {
        used(path).modified = true;
    }

    /** A package gives a directory up. */
    void release(String path) {
        Directory directory = used(path);
        look(directory);
        release(directory);
    }

    private void release(Directory directory) {
        if (--directory.uses > 0) {
            return;
        }
        if (!directory.path.isEmpty()) {
            directory.modified = true;
            Optional<Entry> there = tree.stat(directory.path);
            if (there.filter(Entry::isDirectory).isPresent()
                    && tree.list(directory.path).isEmpty()) {
                tree.remove(directory.path);
            }
        }
        if (directory.parent != null) {
            release(directory.parent);
        }
        directory.seen = false;
        directory.managed = false;
        directory.agreed = null;
    }

    /** Gives each directory that is ours to change what its owners agree on now. */
    void settle(Iterable<InstalledPackage> packages) {
        Set<Directory> settled = new HashSet<>();
        for (InstalledPackage p : packages) {
            for (String path : p.directories()) {
                Directory directory = used(path);
                if (!directory.managed) {
                    continue;
                }
                if (settled.add(directory)) {
                    directory.agreed = null;
                }
                directory.agree(p.acl(path));
            }
        }
        settled.forEach(this::settle);
    }

    private void settle(Directory directory) {
        Acl acl = directory.agreed;
        if (acl != null && tree.stat(directory.path).filter(Entry::isDirectory).isPresent()) {
            tree.update(directory.path, e -> e.withOwner(acl.uid(), acl.gid()).withMode(acl.mode()));
        }
    }

    /**
     * Paths for triggers, sorted; those that have gone are among them.
     *
     * @param all whether those where nothing has happened are wanted too
     */
    Iterable<String> paths(boolean all) {
        return () -> known.values().stream()
                .filter(d -> all || d.modified)
                .map(d -> d.path)
                .iterator();
    }

    private Directory use(String path) {
        Directory directory = known(path);
        if (directory.uses++ == 0 && directory.parent != null) {
            use(directory.parent.path);
        }
        return directory;
    }

    private Directory known(String path) {
        Directory directory = known.get(path);
        if (directory == null) {
            directory = new Directory(path, path.isEmpty() ? null : known(Paths.parent(path)));
            known.put(path, directory);
        }
        return directory;
    }

    private Directory used(String path) {
        Directory directory = known.get(path);
        if (directory == null) {
            throw new IllegalStateException("no package owns the directory " + path);
        }
        return directory;
    }

    /** Once in a directory's life with us: is it there, and as its owners agree? */
    private void look(Directory directory) {
        if (directory.path.isEmpty() || directory.seen) {
            return;
        }
        Optional<Entry> there = tree.stat(directory.path);
        if (there.isPresent()) {
            directory.seen = true;
            Acl agreed = directory.agreed;
            Entry entry = there.get();
            directory.managed |= agreed != null
                    && entry.mode() == agreed.mode()
                    && entry.uid() == agreed.uid()
                    && entry.gid() == agreed.gid();
        }
    }
}
