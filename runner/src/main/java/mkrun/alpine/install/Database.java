package mkrun.alpine.install;

import java.io.ByteArrayOutputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.ScriptType;
import mkrun.target.Content;
import mkrun.target.rootfs.Entry;
import mkrun.target.rootfs.RootfsTree;

/** The files by which apk knows what is installed, {@code lib/apk/db}. */
final class Database {
    static final String DIRECTORY = "lib/apk/db";

    private final RootfsTree tree;

    Database(RootfsTree tree) {
        this.tree = tree;
    }

    /**
     * @param packages in the order they were installed
     */
    void write(List<InstalledPackage> packages) {
        put("installed", Content.text(installed(packages)), 0644);
        put("scripts.tar", Content.of(scripts(packages)), 0644);
        put("triggers", Content.text(triggers(packages)), 0644);
        put("lock", Content.EMPTY, 0600);
    }

    private void put(String name, Content content, int mode) {
        tree.put(DIRECTORY + "/" + name, Entry.file(content, mode));
    }

    private static String installed(List<InstalledPackage> packages) {
        StringBuilder text = new StringBuilder();
        Comparator<String> byName = String.CASE_INSENSITIVE_ORDER.thenComparing(Comparator.naturalOrder());
        packages.stream()
                .sorted(Comparator.comparing(p -> p.record().name(), byName))
                .forEach(p -> text.append(String.join("\n", p.databaseLines())).append("\n\n"));
        return text.toString();
    }

    private static String triggers(List<InstalledPackage> packages) {
        StringBuilder text = new StringBuilder();
        for (InstalledPackage p : packages) {
            if (!p.triggers().isEmpty()) {
                text.append(p.record().checksum())
                        .append(' ')
                        .append(String.join(" ", p.triggers()))
                        .append('\n');
            }
        }
        return text.toString();
    }

    private static byte[] scripts(List<InstalledPackage> packages) {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        for (InstalledPackage p : packages) {
            for (ScriptType type : ScriptType.values()) {
                Optional<Content> script = p.script(type);
                if (script.isPresent()) {
                    ScriptsTar.add(
                            tar,
                            entryName(p.record(), type),
                            script.get().bytes(),
                            p.record().buildTime());
                }
            }
        }
        ScriptsTar.end(tar);
        return tar.toByteArray();
    }

    private static String entryName(PackageRecord record, ScriptType type) {
        return record.id() + "." + record.checksum() + "." + type;
    }

    /** What is there before the first package, as {@code apk --initdb} makes it, without the device nodes. */
    static void prepare(RootfsTree tree) {
        for (String path : List.of("dev", "etc/apk", DIRECTORY, "var/cache/apk", "var/cache/misc")) {
            tree.mkdirs(path);
        }
        makeDirectory(tree, "tmp", 01777);
        makeDirectory(tree, "proc", 0555);
    }

    private static void makeDirectory(RootfsTree tree, String path, int mode) {
        if (tree.follow(path).isEmpty()) {
            tree.put(path, Entry.directory(mode));
        }
    }
}
