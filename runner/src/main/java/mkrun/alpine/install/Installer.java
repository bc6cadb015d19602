package mkrun.alpine.install;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import mkrun.alpine.AlpineException;
import mkrun.alpine.Dependency;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.Resolution;
import mkrun.alpine.ScriptType;
import mkrun.alpine.apk.ApkFile;
import mkrun.target.Content;
import mkrun.target.rootfs.Entry;
import mkrun.target.rootfs.RootfsTree;

/** Installs packages into a tree that has none yet. */
public final class Installer {
    private final RootfsTree tree;
    private final InstallOptions options;
    private final Extraction extraction;
    private final Scripts scripts;

    /** Where package files come from. */
    @FunctionalInterface
    public interface Fetcher {
        /**
         * The verified file of a package.
         *
         * @throws AlpineException if it cannot be had or trusted
         */
        ApkFile fetch(PackageRecord record) throws AlpineException;
    }

    private Installer(RootfsTree tree, InstallOptions options) {
        this.tree = tree;
        this.options = options;
        this.extraction = new Extraction(tree);
        this.scripts = new Scripts(tree, options);
    }

    /**
     * Installs packages as the real apk would: files with their owners and modes, the effects of install scripts and
     * triggers, and the database.
     *
     * @param tree the root; on failure it is half-filled and good for nothing
     * @param resolution what to install, in this order
     * @param fetcher called once for each package that has files
     * @param arch Alpine's name of the architecture, {@code armv7}
     * @return what the replayed scripts did
     * @throws AlpineException if a package cannot be had, two packages claim one file, or a script does what cannot be
     *     replayed; the message names the package, and of a script the line
     */
    public static InstallReport install(
            RootfsTree tree, Resolution resolution, Fetcher fetcher, String arch, InstallOptions options)
            throws AlpineException {
        Installer installer = new Installer(tree, options);
        Database.prepare(tree);
        List<InstalledPackage> packages = new ArrayList<>();
        for (PackageRecord record : resolution.packages()) {
            packages.add(new InstalledPackage(record, record.installedSize() == 0 ? null : fetcher.fetch(record)));
        }
        for (InstalledPackage p : packages) {
            installer.install(p);
        }
        installer.extraction.settleDirectories();
        for (InstalledPackage p : packages) {
            installer.scripts.trigger(p, installer.extraction.directories());
        }
        new Database(tree).write(packages);
        installer.configure(resolution, arch);
        return new InstallReport(installer.scripts.ledger());
    }

    private void install(InstalledPackage p) throws AlpineException {
        scripts.run(p, ScriptType.PRE_INSTALL);
        if (p.file().isPresent()) {
            extraction.extract(p, p.file().get());
        }
        scripts.run(p, ScriptType.POST_INSTALL);
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
