package mkrun.alpine.install;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mkrun.target.rootfs.RootfsTree;

/** What is installed in a root at a moment: its packages in apk's order, and who owns which path. */
final class Installed {
    private final Map<String, InstalledPackage> packages = new LinkedHashMap<>();
    private final Set<InstalledPackage> triggering = new LinkedHashSet<>();
    private final Map<String, InstalledPackage> owners = new HashMap<>();
    private final Directories directories;

    /** Nothing. */
    Installed(RootfsTree tree) {
        this.directories = new Directories(tree);
    }

    Directories directories() {
        return directories;
    }

    /** By the order in which apk goes through them: as the database lists them, what came later behind that. */
    Collection<InstalledPackage> packages() {
        return packages.values();
    }

    Optional<InstalledPackage> named(String name) {
        return Optional.ofNullable(packages.get(name));
    }

    /** Adds a package at the end, in the place of another version of it. */
    void add(InstalledPackage p) {
        packages.remove(p.record().name());
        packages.put(p.record().name(), p);
    }

    /** Takes a package out that owns nothing any more. */
    void remove(InstalledPackage p) {
        packages.remove(p.record().name(), p);
        triggering.remove(p);
    }

    /** The packages with triggers, in the order of the triggers' file. */
    Collection<InstalledPackage> triggering() {
        return triggering;
    }

    /** Adds a package with triggers, if it is not among them. */
    void addTriggering(InstalledPackage p) {
        if (!p.triggers().isEmpty()) {
            triggering.add(p);
        }
    }

    /** Puts a package behind all others that have triggers, if it has any. */
    void setTriggering(InstalledPackage p) {
        triggering.remove(p);
        addTriggering(p);
    }

    /** Who owns what is no directory. */
    Map<String, InstalledPackage> owners() {
        return owners;
    }
}
