package mkrun.alpine.install;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import mkrun.alpine.Dependency;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.PkgInfo;
import mkrun.alpine.ScriptType;
import mkrun.alpine.apk.ApkFile;
import mkrun.target.Content;
import org.jspecify.annotations.Nullable;

/** A package that is installed: what the index and its file say, and the paths it owns, in its archive's order. */
final class InstalledPackage {
    private final PackageRecord record;
    private final @Nullable ApkFile file;
    private final Map<String, Directory> directories = new LinkedHashMap<>();

    /** A directory of the package and the files in it by name. */
    private static final class Directory {
        private Acl acl = Acl.DIRECTORY;
        private final Map<String, OwnedFile> files = new LinkedHashMap<>();
    }

    /**
     * @param checksum {@code Q1…} of a file or symbolic link, empty for others
     */
    record OwnedFile(Acl acl, String checksum) {}

    /**
     * @param file null for a package without files, which is never fetched
     */
    InstalledPackage(PackageRecord record, @Nullable ApkFile file) {
        this.record = record;
        this.file = file;
    }

    PackageRecord record() {
        return record;
    }

    Optional<ApkFile> file() {
        return Optional.ofNullable(file);
    }

    Optional<Content> script(ScriptType type) {
        return file == null ? Optional.empty() : file.script(type);
    }

    List<String> triggers() {
        return file == null ? List.of() : file.info().triggers();
    }

    Iterable<String> directories() {
        return directories.keySet();
    }

    void own(String directory, Acl acl) {
        directories.computeIfAbsent(directory, d -> new Directory()).acl = acl;
    }

    void ownFile(String path, OwnedFile owned) {
        directories.computeIfAbsent(parent(path), d -> new Directory()).files.put(name(path), owned);
    }

    /** Another package has taken the file over. */
    void disown(String path) {
        Directory directory = directories.get(parent(path));
        if (directory != null) {
            directory.files.remove(name(path));
        }
    }

    Optional<OwnedFile> owned(String path) {
        return Optional.ofNullable(directories.get(parent(path))).map(d -> d.files.get(name(path)));
    }

    /** The priority with which this package takes over files of another, -1 if it does not replace it. */
    int priorityOver(InstalledPackage other) {
        if (file == null) {
            return -1;
        }
        PackageRecord that = other.record;
        boolean replaces = file.info().replaces().stream().anyMatch(r -> r.names(that.name(), that.version()));
        return replaces ? file.info().replacesPriority() : -1;
    }

    /** The record in the installed database, without the empty line at its end. */
    List<String> databaseLines() {
        List<String> lines = new ArrayList<>(record.indexLines());
        if (file != null) {
            addReplaces(lines, file.info());
        }
        directories.forEach((path, directory) -> {
            lines.add("F:" + path);
            if (!directory.acl.equals(Acl.DIRECTORY)) {
                lines.add("M:" + directory.acl);
            }
            directory.files.forEach((name, owned) -> addFile(lines, name, owned));
        });
        return lines;
    }

    private static void addReplaces(List<String> lines, PkgInfo info) {
        if (!info.replaces().isEmpty()) {
            lines.add("r:" + info.replaces().stream().map(Dependency::toString).collect(Collectors.joining(" ")));
        }
        if (info.replacesPriority() != 0) {
            lines.add("q:" + info.replacesPriority());
        }
    }

    private static void addFile(List<String> lines, String name, OwnedFile owned) {
        lines.add("R:" + name);
        if (!owned.acl().equals(Acl.FILE)) {
            lines.add("a:" + owned.acl());
        }
        if (!owned.checksum().isEmpty()) {
            lines.add("Z:" + owned.checksum());
        }
    }

    private static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
