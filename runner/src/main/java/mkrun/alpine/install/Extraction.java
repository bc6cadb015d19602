package mkrun.alpine.install;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import mkrun.alpine.AlpineException;
import mkrun.alpine.Digests;
import mkrun.alpine.apk.ApkEntry;
import mkrun.alpine.apk.ApkFile;
import mkrun.alpine.install.InstalledPackage.OwnedFile;
import mkrun.target.rootfs.Accounts;
import mkrun.target.rootfs.Entry;
import mkrun.target.rootfs.RootfsException;
import mkrun.target.rootfs.RootfsTree;

/** Puts packages' files into a tree by apk's rules about owners, shared directories and files of several packages. */
final class Extraction {
    private final RootfsTree tree;
    private final Map<String, InstalledPackage> owners = new HashMap<>();
    private final Map<String, Directory> directories = new TreeMap<>();

    /**
     * A directory that packages own.
     *
     * @param managed whether it gets the packages' attributes: not if something else had made it before
     * @param acl what the packages that own it agree on
     */
    private record Directory(boolean managed, Acl acl) {}

    Extraction(RootfsTree tree) {
        this.tree = tree;
    }

    /** The directories that packages own, sorted, without slashes at the ends. */
    Iterable<String> directories() {
        return directories.keySet();
    }

    /** Extracts a package. Owners are looked up by name in the tree as it is now. */
    void extract(InstalledPackage owner, ApkFile file) throws AlpineException {
        Accounts accounts = Accounts.of(tree);
        Map<String, OptionalInt> users = new HashMap<>();
        Map<String, OptionalInt> groups = new HashMap<>();
        for (ApkEntry entry : file.entries()) {
            int uid = users.computeIfAbsent(entry.user(), accounts::uid).orElse(entry.uid());
            int gid = groups.computeIfAbsent(entry.group(), accounts::gid).orElse(entry.gid());
            try {
                extract(owner, entry, inode(entry, uid, gid));
            } catch (RootfsException e) {
                throw new AlpineException(
                        owner.record().id() + ": cannot extract " + entry.path() + ": " + e.getMessage(), e);
            }
        }
    }

    private void extract(InstalledPackage owner, ApkEntry entry, Entry inode) throws AlpineException {
        if (entry.type() == ApkEntry.Type.DIRECTORY) {
            directory(owner, entry.path(), inode);
        } else if (mayInstall(owner, entry.path())) {
            file(owner, entry, inode);
        }
    }

    private void directory(InstalledPackage owner, String path, Entry inode) {
        Acl acl = Acl.of(inode);
        owner.own(path, acl);
        Directory known = directories.get(path);
        if (known != null) {
            directories.put(path, new Directory(known.managed(), known.acl().merged(acl)));
            return;
        }
        boolean missing = tree.follow(path).filter(Entry::isDirectory).isEmpty();
        if (missing) {
            tree.put(path, inode);
        }
        directories.put(path, new Directory(missing, acl));
    }

    /** Gives each directory the attributes on which its owners agree. */
    void settleDirectories() {
        directories.forEach((path, directory) -> {
            if (directory.managed()) {
                Acl acl = directory.acl();
                tree.update(path, e -> e.withOwner(acl.uid(), acl.gid()).withMode(acl.mode()));
            }
        });
    }

    private boolean mayInstall(InstalledPackage newer, String path) throws AlpineException {
        InstalledPackage older = owners.get(path);
        if (older == null || older == newer || sameOrigin(older, newer)) {
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

    private void file(InstalledPackage owner, ApkEntry entry, Entry inode) {
        String path = entry.path();
        if (entry.type() == ApkEntry.Type.HARD_LINK) {
            tree.link(path, entry.link());
            tree.update(path, e -> relinked(e, inode));
        } else {
            tree.put(keepsForeign(entry) ? path + ".apk-new" : path, inode);
        }
        InstalledPackage before = owners.put(path, owner);
        if (before != null) {
            before.disown(path);
        }
        String checksum = entry.type() == ApkEntry.Type.HARD_LINK
                ? owner.owned(entry.link()).map(OwnedFile::checksum).orElse("")
                : entry.sha1().isEmpty() ? "" : Digests.identity(HexFormat.of().parseHex(entry.sha1()));
        owner.ownFile(path, new OwnedFile(Acl.of(inode), checksum));
    }

    /** apk gives the inode the link's owner, at which the kernel takes setuid and setgid away, and gives those back. */
    private static Entry relinked(Entry old, Entry link) {
        boolean special = (link.mode() & 07000) != 0;
        return old.withOwner(link.uid(), link.gid())
                .withMode(special ? link.mode() : old.mode() & ((old.mode() & 010) != 0 ? 01777 : 03777));
    }

    /** Configuration that was there before any package, and differs from the package's, stays. */
    private boolean keepsForeign(ApkEntry entry) {
        String path = entry.path();
        if (!path.startsWith("etc/") || owners.containsKey(path)) {
            return false;
        }
        Optional<Entry> there = tree.stat(path).filter(e -> !e.isDirectory());
        if (there.isEmpty()) {
            return false;
        }
        Entry old = there.get();
        return old.isSymlink()
                ? !old.link().equals(entry.link())
                : entry.type() != ApkEntry.Type.FILE || !old.content().equals(entry.content());
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
