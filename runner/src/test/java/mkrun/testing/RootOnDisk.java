package mkrun.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import mkrun.target.Content;
import mkrun.target.rootfs.Entry;
import mkrun.target.rootfs.RootfsTree;

/** Carries a root file system between memory and a disk, owners and modes included; needs root rights. */
public final class RootOnDisk {
    private static final LinkOption NOFOLLOW = LinkOption.NOFOLLOW_LINKS;

    private RootOnDisk() {}

    /** Writes a tree below a folder; device nodes are left out. */
    public static void write(RootfsTree tree, Path folder) throws IOException {
        for (Map.Entry<String, Entry> e : tree.entries().entrySet()) {
            Path path = folder.resolve(e.getKey());
            Entry entry = e.getValue();
            switch (entry.type()) {
                case DIRECTORY -> Files.createDirectories(path);
                case SYMLINK -> Files.createSymbolicLink(path, Path.of(entry.link()));
                case FILE -> {
                    String first = tree.linksOf(e.getKey()).get(0);
                    if (!first.equals(e.getKey())) {
                        Files.createLink(path, folder.resolve(first));
                        continue;
                    }
                    Files.write(path, entry.content().bytes());
                }
                default -> {
                    continue;
                }
            }
            Files.setAttribute(path, "unix:uid", entry.uid(), NOFOLLOW);
            Files.setAttribute(path, "unix:gid", entry.gid(), NOFOLLOW);
            if (!entry.isSymlink()) {
                Files.setAttribute(path, "unix:mode", entry.mode());
            }
        }
    }

    /** What is below a folder, by path: type, mode, owner, and content or target; hard links name their first path. */
    public static Map<String, String> listing(Path folder) throws IOException {
        Map<String, String> lines = new TreeMap<>();
        Map<Object, String> inodes = new HashMap<>();
        Map<String, Path> paths = new TreeMap<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
                paths.put(folder.relativize(dir).toString(), dir);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                paths.put(folder.relativize(file).toString(), file);
                return FileVisitResult.CONTINUE;
            }
        });
        for (Map.Entry<String, Path> e : paths.entrySet()) {
            lines.put(e.getKey(), line(e.getKey(), e.getValue(), inodes));
        }
        return lines;
    }

    /** The same listing of a tree in memory. */
    public static Map<String, String> listing(RootfsTree tree) {
        Map<String, String> lines = new TreeMap<>();
        tree.entries().forEach((path, entry) -> {
            String first = entry.isFile() ? tree.linksOf(path).get(0) : path;
            lines.put(path, line(entry, path, first));
        });
        return lines;
    }

    /** The paths at which two listings differ, each with both lines; null for a path that one lacks. */
    public static Map<String, String> differences(Map<String, String> real, Map<String, String> ours) {
        TreeSet<String> paths = new TreeSet<>(real.keySet());
        paths.addAll(ours.keySet());
        Map<String, String> differences = new TreeMap<>();
        for (String path : paths) {
            if (!Objects.equals(real.get(path), ours.get(path))) {
                differences.put(path, "apk: " + real.get(path) + ", mkrun: " + ours.get(path));
            }
        }
        return differences;
    }

    private static String line(String key, Path path, Map<Object, String> inodes) throws IOException {
        Map<String, Object> a = Files.readAttributes(path, "unix:*", NOFOLLOW);
        int mode = (int) a.get("mode");
        Entry.Type type =
                switch (mode & 0170000) {
                    case 0040000 -> Entry.Type.DIRECTORY;
                    case 0120000 -> Entry.Type.SYMLINK;
                    case 0020000 -> Entry.Type.CHARACTER_DEVICE;
                    case 0060000 -> Entry.Type.BLOCK_DEVICE;
                    case 0010000 -> Entry.Type.FIFO;
                    default -> Entry.Type.FILE;
                };
        Entry entry = new Entry(
                type,
                mode & 07777,
                (int) a.get("uid"),
                (int) a.get("gid"),
                Entry.NO_TIME,
                type == Entry.Type.FILE ? Content.of(Files.readAllBytes(path)) : Content.EMPTY,
                type == Entry.Type.SYMLINK ? Files.readSymbolicLink(path).toString() : "",
                Entry.Device.NONE,
                Map.of());
        String first = type == Entry.Type.FILE ? inodes.computeIfAbsent(a.get("ino"), i -> key) : key;
        return line(entry, key, first);
    }

    private static String line(Entry e, String path, String firstLink) {
        String what = e.isSymlink() ? " -> " + e.link() : e.isFile() ? " " + e.content() : "";
        String link = firstLink.equals(path) ? "" : " link of " + firstLink;
        return String.format("%s %04o %d:%d", e.type().name().toLowerCase(Locale.ROOT), e.mode(), e.uid(), e.gid())
                + what
                + link;
    }

    /** Removes a folder with all in it. */
    public static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
