package mkrun.alpine.install;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import mkrun.alpine.AlpineException;
import mkrun.alpine.Dependency;
import mkrun.alpine.PackageChange;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.Resolution;
import mkrun.alpine.ScriptType;
import mkrun.alpine.apk.ApkFile;
import mkrun.alpine.repository.FetchAhead;
import mkrun.target.Content;
import mkrun.target.rootfs.Entry;
import mkrun.target.rootfs.RootfsTree;
import org.jspecify.annotations.Nullable;

/**
 * Brings the packages of a tree to what a resolution says: of one that has none yet, and of one in which apk or mkrun has
 * installed some before.
 */
public final class Installer {
    private final RootfsTree tree;
    private final InstallOptions options;
    private final Removed removed;
    private final Installed installed;
    private final Extraction extraction;
    private final Removal removal;
    private final Scripts scripts;
    private final Set<InstalledPackage> fresh = new HashSet<>();

    /** Where package files come from. */
    @FunctionalInterface
    public interface Fetcher {
        /**
         * The verified file of a package. Called on several threads at once.
         *
         * @throws AlpineException if it cannot be had or trusted
         */
        ApkFile fetch(PackageRecord record) throws AlpineException;
    }

    /** What becomes of configuration that somebody has changed when its package is removed. */
    public enum Removed {
        /** It stays, as {@code apk del} leaves it. */
        KEEP_CHANGED,
        /** It goes too, as with {@code apk del --purge}. */
        PURGE
    }

    private Installer(RootfsTree tree, InstallOptions options, Removed removed, String arch) throws AlpineException {
        this.tree = tree;
        this.options = options;
        this.removed = removed;
        this.installed = DatabaseReader.read(tree);
        ProtectedPaths protectedPaths = ProtectedPaths.of(tree);
        this.extraction = new Extraction(tree, installed, protectedPaths);
        this.removal = new Removal(tree, installed, protectedPaths);
        this.scripts = new Scripts(tree, installed, options, arch);
    }

    /** The same, changed configuration of removed packages kept. */
    public static InstallReport install(
            RootfsTree tree, Resolution resolution, Fetcher fetcher, String arch, InstallOptions options)
            throws AlpineException {
        return install(tree, resolution, fetcher, arch, options, Removed.KEEP_CHANGED);
    }

    /**
     * Installs, upgrades and removes packages as the real apk would: files with their owners and modes, the effects of
     * scripts and triggers, and the database.
     *
     * @param tree the root; on failure it is half-changed and good for nothing
     * @param resolution what is to become of each package, in this order
     * @param fetcher called once for each package that is to come and has files
     * @param arch Alpine's name of the architecture, {@code armv7}
     * @return what the replayed scripts did
     * @throws AlpineException if the tree's database cannot be understood or is not the one the resolution was made from, a
     *     package cannot be had, two packages claim one file, or a script does what cannot be replayed; the message names
     *     the package, and of a script the line
     */
    public static InstallReport install(
            RootfsTree tree,
            Resolution resolution,
            Fetcher fetcher,
            String arch,
            InstallOptions options,
            Removed removed)
            throws AlpineException {
        Database.prepare(tree);
        Installer installer = new Installer(tree, options, removed, arch);
        List<PackageRecord> wanted = installer.wanted(resolution);
        try (FetchAhead<Arrived> files = new FetchAhead<>(wanted, record -> Arrived.by(fetcher, record))) {
            for (PackageChange change : resolution.changes()) {
                installer.apply(change, files);
                installer.tag(change, resolution);
            }
        }
        installer.installed.directories().settle(installer.installed.packages());
        installer.runTriggers(resolution);
        new Database(tree).write(installer.installed);
        installer.configure(resolution, arch);
        return new InstallReport(installer.scripts.ledger());
    }

    /** The packages whose files are to come, in the order in which they are installed. */
    private List<PackageRecord> wanted(Resolution resolution) throws AlpineException {
        List<PackageRecord> wanted = new ArrayList<>();
        for (PackageChange change : resolution.changes()) {
            checkBefore(change);
            change.after()
                    .filter(after -> change.kind() != PackageChange.Kind.KEEP && hasFiles(after))
                    .ifPresent(wanted::add);
        }
        return wanted;
    }

    private static boolean hasFiles(PackageRecord record) {
        return record.installedSize() != 0;
    }

    private void checkBefore(PackageChange change) throws AlpineException {
        PackageRecord any = change.before().or(change::after).orElseThrow();
        String there =
                installed.named(any.name()).map(p -> p.record().checksum()).orElse("");
        if (!there.equals(change.before().map(PackageRecord::checksum).orElse(""))) {
            throw new AlpineException(any.name() + ": the root has "
                    + installed.named(any.name()).map(p -> p.record().id()).orElse("none")
                    + ", but what is to be done was found for a root with "
                    + change.before().map(PackageRecord::id).orElse("none") + "; resolve again for this root");
        }
    }

    private void apply(PackageChange change, FetchAhead<Arrived> files) throws AlpineException {
        PackageRecord after = change.after().orElse(null);
        InstalledPackage before =
                change.before().flatMap(b -> installed.named(b.name())).orElse(null);
        if (after == null && before != null) {
            remove(before);
        } else if (after != null && change.kind() != PackageChange.Kind.KEEP) {
            boolean again = before != null && before.record().checksum().equals(after.checksum());
            InstalledPackage p = again ? before : new InstalledPackage(after);
            bring(p, before, hasFiles(after) ? files.take(after) : null);
        }
    }

    private void remove(InstalledPackage p) throws AlpineException {
        scripts.run(p, ScriptType.PRE_DEINSTALL);
        removal.remove(p, removed == Removed.PURGE);
        scripts.run(p, ScriptType.POST_DEINSTALL);
        installed.remove(p);
    }

    /**
     * @param before what is there of the package, itself if it is brought again
     * @param arrived null for a package without files
     */
    private void bring(InstalledPackage p, @Nullable InstalledPackage before, @Nullable Arrived arrived)
            throws AlpineException {
        String version = p.record().version();
        List<String> arguments = before == null
                ? List.of(version)
                : List.of(version, before.record().version());
        fresh.add(p);
        if (arrived != null) {
            p.takeFrom(arrived.file());
            scripts.run(p, before == null ? ScriptType.PRE_INSTALL : ScriptType.PRE_UPGRADE, arguments);
            extraction.extract(p, arrived.entries());
        }
        installed.setTriggering(p);
        if (before != null && before != p) {
            removal.remove(before, removed == Removed.PURGE);
            installed.remove(before);
        }
        if (before != p) {
            installed.add(p);
        }
        scripts.run(p, before == null ? ScriptType.POST_INSTALL : ScriptType.POST_UPGRADE, arguments);
    }

    /** Remembers by which tag of the repositories a package came. */
    private void tag(PackageChange change, Resolution resolution) {
        change.after().filter(after -> change.kind() != PackageChange.Kind.KEEP).ifPresent(after -> {
            String line = resolution.repositories().getOrDefault(after, "");
            String tag = line.startsWith("@") ? line.substring(1).split("[ \t]", 2)[0] : "";
            installed.named(after.name()).ifPresent(p -> p.tag(tag));
        });
    }

    private void runTriggers(Resolution resolution) throws AlpineException {
        Set<InstalledPackage> order = new LinkedHashSet<>();
        for (PackageRecord record : resolution.packages()) {
            installed.named(record.name()).ifPresent(order::add);
        }
        order.retainAll(installed.triggering());
        order.addAll(installed.triggering());
        for (InstalledPackage p : order) {
            scripts.trigger(p, installed.directories().paths(fresh.contains(p)));
        }
    }

    private void configure(Resolution resolution, String arch) {
        String world = resolution.world().stream().map(Dependency::toString).collect(Collectors.joining("\n"));
        write("world", Content.text(world + "\n"));
        write("arch", Content.text(arch + "\n"));
        if (!options.repositories().isEmpty()) {
            write("repositories", Content.text(String.join("\n", options.repositories()) + "\n"));
        }
        options.keys().forEach((name, key) -> {
            if (tree.stat("etc/apk/keys/" + name).isEmpty()) {
                tree.mkdirs("etc/apk/keys");
                write("keys/" + name, key);
            }
        });
    }

    private void write(String name, Content content) {
        tree.put("etc/apk/" + name, Entry.file(content, 0644));
    }
}
