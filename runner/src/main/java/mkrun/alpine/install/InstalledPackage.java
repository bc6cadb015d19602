package mkrun.alpine.install;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import mkrun.alpine.Dependency;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.ScriptType;
import mkrun.alpine.apk.ApkFile;
import mkrun.target.Content;

/** A package that is installed: what the index and its file say, and the paths it owns, in its archive's order. */
final class InstalledPackage {
    private final PackageRecord record;
    private final Map<ScriptType, Content> scripts = new EnumMap<>(ScriptType.class);
    private final Map<String, Directory> directories = new LinkedHashMap<>();
    private List<Dependency> replaces = List.of();
    private int replacesPriority;
    private List<String> triggers = List.of();
    private String tag = "";
    private String broken = "";

    /** A directory of the package and the files in it by name. */
    private static final class Directory {
        private Acl acl = Acl.DIRECTORY;
        private final Map<String, OwnedFile> files = new LinkedHashMap<>();
    }

    /**
     * @param checksum {@code Q1…} of a file or symbolic link, empty for others
     */
    record OwnedFile(Acl acl, String checksum) {}

    /** A package of which nothing but the record is known yet. */
    InstalledPackage(PackageRecord record) {
        this.record = record;
    }

    /** What its file says beside the record. Flags of an earlier attempt are over. */
    void takeFrom(ApkFile file) {
        replaces = file.info().replaces();
        replacesPriority = file.info().replacesPriority();
        triggers = file.info().triggers();
        broken = "";
        for (ScriptType type : ScriptType.values()) {
            file.script(type).ifPresent(script -> scripts.put(type, script));
        }
    }

    PackageRecord record() {
        return record;
    }

    Optional<Content> script(ScriptType type) {
        return Optional.ofNullable(scripts.get(type));
    }

    void script(ScriptType type, Content script) {
        scripts.put(type, script);
    }

    List<String> triggers() {
        return triggers;
    }

    void triggers(List<String> globs) {
        triggers = List.copyOf(globs);
    }

    void replaces(List<Dependency> names) {
        replaces = names;
    }

    void replacesPriority(int priority) {
        replacesPriority = priority;
    }

    /**
     * @param name of the tagged repository it comes from, without the {@code @}; empty for none
     */
    void tag(String name) {
        tag = name;
    }

    /**
     * @param flags what went wrong when it was installed: {@code f} files, {@code s} script, {@code x} attributes
     */
    void broken(String flags) {
        broken = flags;
    }

    Iterable<String> directories() {
        return directories.keySet();
    }

    boolean hasDirectory(String path) {
        return directories.containsKey(path);
    }

    Acl acl(String directory) {
        Directory owned = directories.get(directory);
        return owned == null ? Acl.DIRECTORY : owned.acl;
    }

    void own(String directory, Acl acl) {
        directories.computeIfAbsent(directory, d -> new Directory()).acl = acl;
    }

    /** The files in one of its directories by name, in order. */
    Map<String, OwnedFile> files(String directory) {
        Directory owned = directories.get(directory);
        return owned == null ? Map.of() : owned.files;
    }

    void ownFile(String path, OwnedFile owned) {
        directories
                .computeIfAbsent(Paths.parent(path), d -> new Directory())
                .files
                .put(Paths.name(path), owned);
    }

    /** Another package has taken the file over. */
    void disown(String path) {
        Directory directory = directories.get(Paths.parent(path));
        if (directory != null) {
            directory.files.remove(Paths.name(path));
        }
    }

    Optional<OwnedFile> owned(String path) {
        return Optional.ofNullable(directories.get(Paths.parent(path))).map(d -> d.files.get(Paths.name(path)));
    }

    /** The priority with which this package takes over files of another, -1 if it does not replace it. */
    int priorityOver(InstalledPackage other) {
        PackageRecord that = other.record;
        return replaces.stream().anyMatch(r -> r.names(that.name(), that.version())) ? replacesPriority : -1;
    }

    /** The record in the installed database, without the empty line at its end. */
    List<String> databaseLines() {
        List<String> lines = new ArrayList<>(record.indexLines());
        add(lines, "r:", replaces.stream().map(Dependency::toString).collect(Collectors.joining(" ")));
        add(lines, "q:", replacesPriority == 0 ? "" : Integer.toString(replacesPriority));
        add(lines, "s:", tag);
        add(lines, "f:", broken);
        directories.forEach((path, directory) -> {
            lines.add("F:" + path);
            if (!directory.acl.equals(Acl.DIRECTORY)) {
                lines.add("M:" + directory.acl);
            }
            directory.files.forEach((name, owned) -> addFile(lines, name, owned));
        });
        return lines;
    }

    private static void add(List<String> lines, String field, String value) {
        if (!value.isEmpty()) {
            lines.add(field + value);
        }
    }

    private static void addFile(List<String> lines, String name, OwnedFile owned) {
        lines.add("R:" + name);
        if (!owned.acl().equals(Acl.FILE)) {
            lines.add("a:" + owned.acl());
        }
        add(lines, "Z:", owned.checksum());
    }
}
