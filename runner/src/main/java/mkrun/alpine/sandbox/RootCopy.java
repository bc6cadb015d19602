package mkrun.alpine.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import mkrun.target.Content;
import mkrun.target.rootfs.Entry;
import mkrun.target.rootfs.RootfsTree;
import org.jspecify.annotations.Nullable;

/**
 * A root on disk, and what became of it there. Device nodes, {@code /dev} and {@code /proc} are the sandbox's; extended
 * attributes are not copied, and those that a script sets are not seen.
 */
final class RootCopy {
    private static final LinkOption NOFOLLOW = LinkOption.NOFOLLOW_LINKS;
    private static final String FOREIGN = "(dev|proc)(/.*)?";

    private final RootfsTree tree;
    private final Path folder;
    private final Map<String, State> before = new TreeMap<>();
    private final List<String> temporary = new ArrayList<>();

    /** What tells whether a file has changed. */
    private record State(
            Entry.Type type, Object inode, int mode, int uid, int gid, Object size, Object mtime, Object ctime) {
        static State of(Path path) throws IOException {
            Map<String, Object> a = Files.readAttributes(path, "unix:*", NOFOLLOW);
            int mode = (int) a.get("mode");
            Entry.Type type =
                    switch (mode & 0170000) {
                        case 0040000 -> Entry.Type.DIRECTORY;
                        case 0120000 -> Entry.Type.SYMLINK;
                        case 0010000 -> Entry.Type.FIFO;
                        case 0100000 -> Entry.Type.FILE;
                        default -> throw new IOException("the script left a device or socket, " + path.getFileName());
                    };
            return new State(
                    type,
                    a.get("ino"),
                    type == Entry.Type.SYMLINK ? 0777 : mode & 07777,
                    (int) a.get("uid"),
                    (int) a.get("gid"),
                    a.get("size"),
                    a.get("lastModifiedTime"),
                    a.get("ctime"));
        }
    }

    private RootCopy(RootfsTree tree, Path folder) {
        this.tree = tree;
        this.folder = folder;
    }

    /** Writes a tree below a folder that does not exist yet. */
    static RootCopy of(RootfsTree tree, Path folder) throws IOException {
        RootCopy copy = new RootCopy(tree, folder);
        NavigableMap<String, Entry> entries = tree.entries();
        for (Map.Entry<String, Entry> e : entries.entrySet()) {
            copy.write(e.getKey(), e.getValue());
        }
        // modes last and from below, so that a directory nobody may write to can be filled
        for (Map.Entry<String, Entry> e : entries.descendingMap().entrySet()) {
            copy.setAttributes(e.getKey(), e.getValue());
        }
        for (String mountPoint : List.of("dev", "proc")) {
            if (Files.notExists(folder.resolve(mountPoint), NOFOLLOW)) {
                Files.createDirectory(folder.resolve(mountPoint));
            }
        }
        copy.before.putAll(copy.states());
        return copy;
    }

    Path folder() {
        return folder;
    }

    /** Puts an executable file into the copy that is no part of what is taken back. */
    void addTemporary(String path, Content content) throws IOException {
        write(path, Entry.file(content, 0755));
        setAttributes(path, Entry.file(content, 0755));
        temporary.add(path);
    }

    /** Changes the tree to what the copy has become; what was done, a line each. */
    List<String> takeBack() throws IOException {
        for (String path : temporary) {
            Files.deleteIfExists(folder.resolve(path));
        }
        Map<String, State> after = states();
        List<String> effects = new ArrayList<>();
        for (String path : before.keySet()) {
            State now = after.get(path);
            if (now == null || now.type() != before.get(path).type()) {
                tree.remove(path);
                if (now == null && !effects.contains("removed /" + parent(path))) {
                    effects.add("removed /" + path);
                }
            }
        }
        Map<Object, String> firsts = firstPaths(after);
        for (Map.Entry<String, State> e : after.entrySet()) {
            String path = e.getKey();
            State old = before.get(path);
            boolean first = firsts.getOrDefault(e.getValue().inode(), path).equals(path);
            if (first && !e.getValue().equals(old)) {
                change(path, e.getValue(), old, effects);
            }
        }
        for (Map.Entry<String, State> e : after.entrySet()) {
            String path = e.getKey();
            String first = firsts.getOrDefault(e.getValue().inode(), path);
            if (!first.equals(path) && !tree.sameFile(path, first)) {
                tree.link(path, first);
                effects.add((before.containsKey(path) ? "changed /" : "made /") + path);
            }
        }
        return effects;
    }

    /** Of files with several paths the one that counts as the file, by inode: one that it had before, if it had one. */
    private Map<Object, String> firstPaths(Map<String, State> after) {
        Map<Object, String> firsts = new HashMap<>();
        after.forEach((path, state) -> {
            if (state.type() == Entry.Type.FILE) {
                firsts.merge(
                        state.inode(),
                        path,
                        (known, other) -> hadBefore(other, state) && !hadBefore(known, state) ? other : known);
            }
        });
        return firsts;
    }

    private boolean hadBefore(String path, State state) {
        State old = before.get(path);
        return old != null && old.inode().equals(state.inode());
    }

    private void change(String path, State now, @Nullable State old, List<String> effects) throws IOException {
        Optional<Entry> known = tree.stat(path);
        Entry made = read(path, now, known);
        if (known.isEmpty()) {
            tree.put(path, made);
            effects.add("made /" + path);
        } else if (!known.get().withMtime(Entry.NO_TIME).equals(made)) {
            if (old != null && now.inode().equals(old.inode())) {
                tree.update(path, e -> made);
            } else {
                tree.put(path, made);
            }
            effects.add("changed /" + path);
        }
    }

    /** What is on the disk now. Without root rights an owner is not changed there, and new files are root's. */
    private Entry read(String path, State now, Optional<Entry> known) throws IOException {
        Path file = folder.resolve(path);
        boolean real = Tools.isRoot();
        return new Entry(
                now.type(),
                now.mode(),
                real ? now.uid() : known.map(Entry::uid).orElse(0),
                real ? now.gid() : known.map(Entry::gid).orElse(0),
                Entry.NO_TIME,
                now.type() == Entry.Type.FILE ? Content.of(Files.readAllBytes(file)) : Content.EMPTY,
                now.type() == Entry.Type.SYMLINK ? Files.readSymbolicLink(file).toString() : "",
                Entry.Device.NONE,
                known.map(Entry::xattrs).orElse(Map.of()));
    }

    private void write(String path, Entry entry) throws IOException {
        Path file = folder.resolve(path);
        switch (entry.type()) {
            case DIRECTORY -> Files.createDirectory(file);
            case SYMLINK -> Files.createSymbolicLink(file, Path.of(entry.link()));
            case FILE -> {
                String first = temporary.contains(path) || tree.stat(path).isEmpty()
                        ? path
                        : tree.linksOf(path).get(0);
                if (first.equals(path)) {
                    try (InputStream in = entry.content().open()) {
                        Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
                    }
                } else {
                    Files.createLink(file, folder.resolve(first));
                }
            }
            default -> {
                // a device or a pipe: none in the copy
            }
        }
    }

    private void setAttributes(String path, Entry entry) throws IOException {
        Path file = folder.resolve(path);
        if (Files.notExists(file, NOFOLLOW)) {
            return;
        }
        if (Tools.isRoot()) {
            Files.setAttribute(file, "unix:uid", entry.uid(), NOFOLLOW);
            Files.setAttribute(file, "unix:gid", entry.gid(), NOFOLLOW);
        }
        if (!entry.isSymlink()) {
            Files.setAttribute(file, "unix:mode", entry.mode());
        }
    }

    private Map<String, State> states() throws IOException {
        Map<String, State> states = new TreeMap<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) throws IOException {
                return add(dir) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                add(file);
                return FileVisitResult.CONTINUE;
            }

            private boolean add(Path path) throws IOException {
                String name = folder.relativize(path).toString();
                if (name.matches(FOREIGN)) {
                    return false;
                }
                states.put(name, State.of(path));
                return true;
            }
        });
        return states;
    }

    private static String parent(String path) {
        return path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
    }
}
