package mkrun.alpine.install;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import mkrun.alpine.AlpineException;
import mkrun.alpine.apk.ApkEntry;
import mkrun.alpine.install.InstalledPackage.OwnedFile;
import mkrun.target.rootfs.Accounts;
import mkrun.target.rootfs.Entry;
import mkrun.target.rootfs.RootfsException;
import mkrun.target.rootfs.RootfsTree;

/**
 * Puts packages' files into a tree by apk's rules about owners, shared directories, files of several packages and changed
 * configuration. A package's inodes are complete before the first of them takes its place.
 */
final class Extraction {
    private final RootfsTree tree;
    private final Installed installed;
    private final ProtectedPaths protectedPaths;

    /** An inode of a package; its paths become links of the first one that takes its place. */
    private static final class Inode {
        private Entry entry;
        private String path = "";

        Inode(Entry entry) {
            this.entry = entry;
        }
    }

    Extraction(RootfsTree tree, Installed installed, ProtectedPaths protectedPaths) {
        this.tree = tree;
        this.installed = installed;
        this.protectedPaths = protectedPaths;
    }

    /** Extracts a package. Owners are looked up by name in the tree as it is now. */
    void extract(InstalledPackage owner, List<ApkEntry> entries) throws AlpineException {
        Accounts accounts = Accounts.of(tree);
        Map<String, OptionalInt> users = new HashMap<>();
        Map<String, OptionalInt> groups = new HashMap<>();
        Map<String, Inode> inodes = new LinkedHashMap<>();
        for (ApkEntry entry : entries) {
            int uid = users.computeIfAbsent(entry.user(), accounts::uid).orElse(entry.uid());
            int gid = groups.computeIfAbsent(entry.group(), accounts::gid).orElse(entry.gid());
            unpack(owner, entry, inode(entry, uid, gid), inodes);
        }
        owner.directories().forEach(installed.directories()::touch);
        for (Map.Entry<String, Inode> e : inodes.entrySet()) {
            try {
                settle(owner, e.getKey(), e.getValue());
            } catch (RootfsException x) {
                throw cannot(owner, e.getKey(), x);
            }
        }
    }

    private static AlpineException cannot(InstalledPackage owner, String path, RootfsException e) {
        return new AlpineException(owner.record().id() + ": cannot extract " + path + ": " + e.getMessage(), e);
    }

    private void unpack(InstalledPackage owner, ApkEntry entry, Entry inode, Map<String, Inode> inodes)
            throws AlpineException {
        if (entry.type() == ApkEntry.Type.DIRECTORY) {
            try {
                directory(owner, entry.path(), Acl.of(inode));
            } catch (RootfsException e) {
                throw cannot(owner, entry.path(), e);
            }
        } else if (mayInstall(owner, entry.path())) {
            if (!owner.hasDirectory(Paths.parent(entry.path()))) {
                directory(owner, Paths.parent(entry.path()), Acl.DIRECTORY);
            }
            inodes.put(entry.path(), file(owner, entry, inode, inodes));
        }
    }

    private void directory(InstalledPackage owner, String path, Acl acl) {
        if (owner.hasDirectory(path)) {
            installed.directories().again(path, acl);
        } else {
            installed.directories().make(path, acl);
        }
        owner.own(path, acl);
    }

    private boolean mayInstall(InstalledPackage newer, String path) throws AlpineException {
        InstalledPackage older = installed.owners().get(path);
        if (older == null || older.record().name().equals(newer.record().name()) || sameOrigin(older, newer)) {
            return true;
        }
        int oldPriority = older.priorityOver(newer);
        int newPriority = newer.priorityOver(older);
        if (oldPriority > newPriority) {
            return false;
        }
        if (newPriority >= 0) {
            return true;
        }
        throw new AlpineException(newer.record().id() + ": trying to overwrite " + path + " owned by "
                + older.record().id() + "; leave one of the two out");
    }

    private static boolean sameOrigin(InstalledPackage a, InstalledPackage b) {
        return !a.record().origin().isEmpty()
                && a.record().origin().equals(b.record().origin());
    }

    private static Inode file(InstalledPackage owner, ApkEntry entry, Entry entryInode, Map<String, Inode> inodes)
            throws AlpineException {
        if (entry.type() != ApkEntry.Type.HARD_LINK) {
            owner.ownFile(entry.path(), new OwnedFile(Acl.of(entryInode), Fingerprint.of(entry.sha1())));
            return new Inode(entryInode);
        }
        Inode target = inodes.get(entry.link());
        if (target == null) {
            throw new AlpineException(owner.record().id() + ": " + entry.path() + ": no hard link target ("
                    + entry.link() + ") in archive");
        }
        target.entry = relinked(target.entry, entryInode);
        String checksum = owner.owned(entry.link()).map(OwnedFile::checksum).orElse("");
        owner.ownFile(entry.path(), new OwnedFile(Acl.of(entryInode), checksum));
        return target;
    }

    /** apk gives the inode the link's owner, at which the kernel takes setuid and setgid away, and gives those back. */
    private static Entry relinked(Entry old, Entry link) {
        boolean special = (link.mode() & 07000) != 0;
        return old.withOwner(link.uid(), link.gid())
                .withMode(special ? link.mode() : old.mode() & ((old.mode() & 010) != 0 ? 01777 : 03777));
    }

    /** Puts a file in its place, or beside changed configuration, and takes it over from who owned the path. */
    private void settle(InstalledPackage owner, String path, Inode inode) {
        InstalledPackage older = installed.owners().put(path, owner);
        String fresh = owner.owned(path).map(OwnedFile::checksum).orElse("");
        String known =
                older == null ? "" : older.owned(path).map(OwnedFile::checksum).orElse("");
        Optional<Entry> there = tree.stat(path);
        boolean mayBeChanged = there.isPresent() && protectedPaths.covers(Paths.parent(path));
        String found = mayBeChanged ? Fingerprint.of(there) : "";
        if (!mayBeChanged || !known.isEmpty() && known.equals(found)) {
            place(path, inode, there);
        } else if (fresh.isEmpty() || !fresh.equals(found)) {
            place(path + ".apk-new", inode, tree.stat(path + ".apk-new"));
        }
        if (older != null && older != owner) {
            older.disown(path);
        }
    }

    private void place(String path, Inode inode, Optional<Entry> there) {
        if (there.filter(Entry::isDirectory).isPresent()) {
            throw new RootfsException("/" + path + " is a directory");
        }
        if (inode.path.isEmpty()) {
            tree.put(path, inode.entry);
            inode.path = path;
        } else {
            tree.link(path, inode.path);
        }
    }

    private static Entry inode(ApkEntry entry, int uid, int gid) {
        Entry.Type type =
                switch (entry.type()) {
                    case FILE, HARD_LINK -> Entry.Type.FILE;
                    case SYMLINK -> Entry.Type.SYMLINK;
                    case DIRECTORY -> Entry.Type.DIRECTORY;
                    case CHARACTER_DEVICE -> Entry.Type.CHARACTER_DEVICE;
                    case BLOCK_DEVICE -> Entry.Type.BLOCK_DEVICE;
                    case FIFO -> Entry.Type.FIFO;
                };
        return new Entry(
                type,
                type == Entry.Type.SYMLINK ? 0777 : entry.mode(),
                uid,
                gid,
                type == Entry.Type.FILE ? entry.mtime() : Entry.NO_TIME,
                entry.content(),
                type == Entry.Type.SYMLINK ? entry.link() : "",
                new Entry.Device(entry.major(), entry.minor()),
                entry.xattrs());
    }
}
