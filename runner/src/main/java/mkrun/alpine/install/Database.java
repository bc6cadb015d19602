package mkrun.alpine.install;

import java.io.ByteArrayOutputStream;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import mkrun.alpine.ApkVersion;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.ScriptType;
import mkrun.alpine.archive.Gzip;
import mkrun.target.Content;
import mkrun.target.rootfs.Entry;
import mkrun.target.rootfs.RootfsTree;

/** The files by which apk knows what is installed, {@code lib/apk/db}. */
final class Database {
    static final String DIRECTORY = "lib/apk/db";
    private static final String FIRST_TO_PACK = "3.0.0_alpha";

    private final RootfsTree tree;

    Database(RootfsTree tree) {
        this.tree = tree;
    }

    /** Writes what is installed, as the apk of the root does. */
    void write(Installed installed) {
        put("installed", Content.text(installed(installed.packages())), 0644);
        byte[] scripts = scripts(installed.packages());
        if (packsScripts(installed)) {
            put("scripts.tar.gz", Content.of(Gzip.pack(scripts)), 0644);
        } else {
            put("scripts.tar", Content.of(scripts), 0644);
        }
        put("triggers", Content.text(triggers(installed.triggering())), 0644);
        if (tree.stat(DIRECTORY + "/lock").isEmpty()) {
            put("lock", Content.EMPTY, 0600);
        }
    }

    /** apk 3 packs the scripts, unless an older one has left them otherwise. */
    private boolean packsScripts(Installed installed) {
        return tree.stat(DIRECTORY + "/scripts.tar").isEmpty()
                && (tree.stat(DIRECTORY + "/scripts.tar.gz").isPresent()
                        || installed
                                .named("apk-tools")
                                .filter(p -> ApkVersion.compare(p.record().version(), FIRST_TO_PACK) >= 0)
                                .isPresent());
    }

    private void put(String name, Content content, int mode) {
        tree.put(DIRECTORY + "/" + name, Entry.file(content, mode));
    }

    private static String installed(Collection<InstalledPackage> packages) {
        StringBuilder text = new StringBuilder();
        Comparator<String> byName = String.CASE_INSENSITIVE_ORDER.thenComparing(Comparator.naturalOrder());
        packages.stream()
                .sorted(Comparator.comparing(p -> p.record().name(), byName))
                .forEach(p -> text.append(String.join("\n", p.databaseLines())).append("\n\n"));
        return text.toString();
    }

    private static String triggers(Collection<InstalledPackage> packages) {
        StringBuilder text = new StringBuilder();
        for (InstalledPackage p : packages) {
            text.append(p.record().checksum())
                    .append(' ')
                    .append(String.join(" ", p.triggers()))
                    .append('\n');
        }
        return text.toString();
    }

    private static byte[] scripts(Collection<InstalledPackage> packages) {
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

    /**
     * What is there before the first package, as {@code apk --initdb} makes it, without the device nodes: those are the
     * container runtime's. Of a root that has a database only what every apk makes.
     */
    static void prepare(RootfsTree tree) {
        if (tree.follow(DIRECTORY + "/installed").isPresent()) {
            tree.mkdirs("var/cache/apk");
            makeDirectory(tree, "proc", 0555);
            return;
        }
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
