package mkrun.alpine.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import mkrun.alpine.AlpineException;
import mkrun.alpine.apk.ApkEntry;
import mkrun.target.Content;

/**
 * The files of a package that is being described: those of a folder, owned by root, executable or not, and what the
 * description says otherwise.
 */
final class PackageFiles {
    private static final String ROOT = "root";

    private final Path folder;
    private final long time;
    private final Map<String, ApkEntry> entries = new TreeMap<>();

    PackageFiles(Path folder, long time) {
        this.folder = folder;
        this.time = time;
    }

    /** In the order of their paths, so that directories come before what is in them. */
    List<ApkEntry> entries() {
        return List.copyOf(entries.values());
    }

    /** All that is below a folder, which need not be there. Symbolic links are taken as they are. */
    void addTree(Path root) throws IOException, AlpineException {
        if (!Files.isDirectory(root)) {
            return;
        }
        List<Path> paths = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(root)) {
            walk.filter(p -> !p.equals(root)).sorted().forEach(paths::add);
        }
        for (Path path : paths) {
            String name = root.relativize(path).toString();
            if (Files.isSymbolicLink(path)) {
                put(
                        name,
                        ApkEntry.Type.SYMLINK,
                        0777,
                        Content.EMPTY,
                        Files.readSymbolicLink(path).toString());
            } else if (Files.isDirectory(path)) {
                put(name, ApkEntry.Type.DIRECTORY, 0755, Content.EMPTY, "");
            } else if (Files.isRegularFile(path)) {
                int mode = Files.isExecutable(path) ? 0755 : 0644;
                put(name, ApkEntry.Type.FILE, mode, Content.of(Files.readAllBytes(path)), "");
            } else {
                throw new AlpineException(path + ": only files, directories and symbolic links can be packed");
            }
        }
    }

    /** One item of {@code files}: another mode or owner, an empty directory, or a symbolic link. */
    void change(SpecNode item) throws AlpineException {
        item.allow("path", "mode", "owner", "directory", "link");
        String path = item.text("path", item.text("directory", "")).replaceFirst("^/+", "");
        if (path.isEmpty() || path.matches("(.*/)?\\.\\.?(/.*)?")) {
            throw item.problem("path", "'path' of a file, or 'directory', is missing or leads elsewhere");
        }
        if (item.keys().contains("link")) {
            put(path, ApkEntry.Type.SYMLINK, 0777, Content.EMPTY, item.required("link"));
        } else if (item.keys().contains("directory")) {
            put(path, ApkEntry.Type.DIRECTORY, 0755, Content.EMPTY, "");
        } else if (!entries.containsKey(path)) {
            throw item.problem("path", "there is no file " + path + " below root/");
        }
        ApkEntry entry = entries.get(path);
        String[] owner = item.text("owner", ROOT + ":" + ROOT).split(":", -1);
        if (owner.length != 2 || owner[0].isEmpty() || owner[1].isEmpty()) {
            throw item.problem("owner", "an owner is USER:GROUP");
        }
        int mode = item.number("mode", 8, entry.mode());
        if (mode > 07777) {
            throw item.problem("mode", "a mode has at most four octal digits");
        }
        entries.put(path, with(entry, mode, owner[0], owner[1]));
    }

    /** An OpenRC service: a script of the user's, or one that is written for a command. */
    void addService(SpecNode service, String packageName) throws AlpineException, IOException {
        service.allow("name", "script", "command", "args", "user", "pidfile", "supervise", "needs", "description");
        String name = service.text("name", packageName);
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw service.problem("name", "'" + name + "' is no name of a service");
        }
        Content script;
        if (service.keys().contains("script")) {
            Path file = folder.resolve(service.required("script"));
            if (!Files.isRegularFile(file)) {
                throw service.problem("script", "there is no file " + service.required("script"));
            }
            script = Content.of(Files.readAllBytes(file));
        } else {
            script = Content.text(OpenrcScript.of(service, name));
        }
        directories("etc/init.d");
        put("etc/init.d/" + name, ApkEntry.Type.FILE, 0755, script, "");
    }

    private void put(String path, ApkEntry.Type type, int mode, Content content, String link) {
        int slash = path.lastIndexOf('/');
        if (slash > 0) {
            directories(path.substring(0, slash));
        }
        entries.put(path, new ApkEntry(path, type, mode, ROOT, ROOT, 0, 0, time, content, link, 0, 0, "", Map.of()));
    }

    private void directories(String path) {
        if (!entries.containsKey(path)) {
            put(path, ApkEntry.Type.DIRECTORY, 0755, Content.EMPTY, "");
        }
    }

    private static ApkEntry with(ApkEntry e, int mode, String user, String group) {
        return new ApkEntry(
                e.path(), e.type(), mode, user, group, 0, 0, e.mtime(), e.content(), e.link(), 0, 0, "", e.xattrs());
    }
}
