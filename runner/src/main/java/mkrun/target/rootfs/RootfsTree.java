package mkrun.target.rootfs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A root file system in memory. Keys are paths without leading or trailing slash, the root is the empty string; their
 * order is that of {@link String#compareTo}, parents before children. Hard links are several paths of one inode.
 *
 * <p>Every path that comes in is made canonical inside the root: {@code .}, {@code ..} and symbolic links in parent
 * directories never lead out of it. Not safe for use by several threads.
 */
public final class RootfsTree implements RootfsProbe {
    private static final int MAX_LINKS = 40; // as Linux, ELOOP

    private static final class Inode {
        Entry entry;

        Inode(Entry entry) {
            this.entry = entry;
        }
    }

    private final NavigableMap<String, Inode> inodes = new TreeMap<>();

    /** A state of a tree to come back to. */
    public static final class Snapshot {
        private final NavigableMap<String, Inode> inodes;
        private final Map<Inode, Entry> entries = new IdentityHashMap<>();

        private Snapshot(NavigableMap<String, Inode> inodes) {
            this.inodes = new TreeMap<>(inodes);
            inodes.values().forEach(inode -> entries.put(inode, inode.entry));
        }
    }

    /** A tree that holds nothing but its root directory, mode 0755. */
    public RootfsTree() {
        inodes.put("", new Inode(Entry.directory(0755)));
    }

    @Override
    public Optional<Entry> stat(String path) {
        return Optional.ofNullable(inodes.get(canonical(path))).map(i -> i.entry);
    }

    @Override
    public Optional<Entry> follow(String path) {
        return Optional.ofNullable(inodes.get(resolve(path, true))).map(i -> i.entry);
    }

    @Override
    public List<String> list(String path) {
        String dir = resolve(path, true);
        Inode inode = inodes.get(dir);
        if (inode == null || !inode.entry.isDirectory()) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        String prefix = dir.isEmpty() ? "" : dir + "/";
        for (String key : inodes.tailMap(prefix, dir.isEmpty() ? false : true).keySet()) {
            if (!key.startsWith(prefix)) {
                break;
            }
            if (key.indexOf('/', prefix.length()) < 0) {
                names.add(key.substring(prefix.length()));
            }
        }
        return names;
    }

    /** All paths and inodes in order, the root directory (the empty path) first: a copy of the state at this moment. */
    public NavigableMap<String, Entry> entries() {
        NavigableMap<String, Entry> view = new TreeMap<>();
        inodes.forEach((path, inode) -> view.put(path, inode.entry));
        return Collections.unmodifiableNavigableMap(view);
    }

    /** The state at this moment. */
    public Snapshot snapshot() {
        return new Snapshot(inodes);
    }

    /** Undoes all that was done since a snapshot of this tree. */
    public void restore(Snapshot snapshot) {
        inodes.clear();
        inodes.putAll(snapshot.inodes);
        snapshot.entries.forEach((inode, entry) -> inode.entry = entry);
    }

    /** Whether two paths are hard links of one inode. */
    public boolean sameFile(String path, String other) {
        Inode inode = inodes.get(canonical(path));
        return inode != null && inode == inodes.get(canonical(other));
    }

    /** The paths that are hard links of the inode at {@code path}, itself among them, sorted; empty if there is none. */
    public List<String> linksOf(String path) {
        Inode inode = inodes.get(canonical(path));
        if (inode == null || inode.entry.isDirectory()) {
            return inode == null ? List.of() : List.of(canonical(path));
        }
        return inodes.entrySet().stream()
                .filter(e -> e.getValue() == inode)
                .map(NavigableMap.Entry::getKey)
                .toList();
    }

    /**
     * Puts a new inode at a path, in the place of what was there (a directory is kept with its children when a
     * directory replaces it).
     *
     * @throws RootfsException if the parent is no directory, or a directory with children would be replaced by a file
     */
    public void put(String path, Entry entry) {
        String key = writable(path);
        Inode old = inodes.get(key);
        if (old != null && old.entry.isDirectory()) {
            if (entry.isDirectory()) {
                old.entry = entry;
                return;
            }
            if (!list(key).isEmpty()) {
                throw new RootfsException("/" + key + " is a directory that is not empty");
            }
        }
        inodes.put(key, new Inode(entry));
    }

    /** Makes the directory and its missing parents (mode 0755, root's); existing directories stay as they are. */
    public void mkdirs(String path) {
        String[] parts = split(path);
        StringBuilder made = new StringBuilder();
        for (String part : parts) {
            made.append('/').append(part);
            if (follow(made.toString()).isEmpty()) {
                put(made.toString(), Entry.directory(0755));
            }
        }
    }

    /**
     * Makes {@code path} a hard link of the inode at {@code existing}.
     *
     * @throws RootfsException if there is nothing at {@code existing}, or it is a directory
     */
    public void link(String path, String existing) {
        Inode inode = inodes.get(canonical(existing));
        if (inode == null || inode.entry.isDirectory()) {
            throw new RootfsException("/" + canonical(existing) + " cannot be linked: not there, or a directory");
        }
        inodes.put(writable(path), inode);
    }

    /**
     * Changes the inode at a path in place, for all its hard links. Symbolic links in the last part are not followed.
     *
     * @throws RootfsException if there is nothing at the path
     */
    public void update(String path, UnaryOperator<Entry> change) {
        Inode inode = inodes.get(canonical(path));
        if (inode == null) {
            throw new RootfsException("/" + canonical(path) + " does not exist");
        }
        inode.entry = change.apply(inode.entry);
    }

    /** Removes a path and, of a directory, all below it; other hard links of the inode stay. Missing paths are fine. */
    public void remove(String path) {
        String key = canonical(path);
        if (key.isEmpty()) {
            throw new RootfsException("the root directory cannot be removed");
        }
        inodes.remove(key);
        inodes.subMap(key + "/", key + "0").clear(); // '0' is the character after '/'
    }

    /** The path with {@code .}, {@code ..} and links in its parents resolved inside the root; no slash at the ends. */
    public String canonical(String path) {
        return resolve(path, false);
    }

    private String writable(String path) {
        String key = canonical(path);
        if (key.isEmpty()) {
            return key;
        }
        int slash = key.lastIndexOf('/');
        Inode parent = inodes.get(slash < 0 ? "" : key.substring(0, slash));
        if (parent == null || !parent.entry.isDirectory()) {
            throw new RootfsException(
                    "/" + key + ": the parent directory " + (parent == null ? "does not exist" : "is no directory"));
        }
        return key;
    }

    private String resolve(String path, boolean followLast) {
        Deque<String> todo = new ArrayDeque<>(Arrays.asList(split(path)));
        Deque<String> done = new ArrayDeque<>();
        int links = 0;
        while (!todo.isEmpty()) {
            String part = todo.removeFirst();
            if (part.equals("..")) {
                done.pollLast();
                continue;
            }
            done.addLast(part);
            @Nullable String target = todo.isEmpty() && !followLast ? null : symlinkAt(String.join("/", done));
            if (target != null) {
                if (++links > MAX_LINKS) {
                    throw new RootfsException(path + ": too many levels of symbolic links");
                }
                done.removeLast();
                if (target.startsWith("/")) {
                    done.clear();
                }
                String[] parts = split(target);
                for (int i = parts.length - 1; i >= 0; i--) {
                    todo.addFirst(parts[i]);
                }
            }
        }
        return String.join("/", done);
    }

    private @Nullable String symlinkAt(String key) {
        Inode inode = inodes.get(key);
        return inode != null && inode.entry.isSymlink() ? inode.entry.link() : null;
    }

    private static String[] split(String path) {
        if (path.indexOf('\0') >= 0) {
            throw new RootfsException("a path holds a NUL byte");
        }
        return Arrays.stream(path.split("/"))
                .filter(p -> !p.isEmpty() && !p.equals("."))
                .toArray(String[]::new);
    }
}
