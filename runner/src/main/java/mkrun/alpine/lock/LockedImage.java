package mkrun.alpine.lock;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mkrun.alpine.Dependency;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.Resolution;
import mkrun.alpine.repository.PackageSource;
import mkrun.alpine.repository.RepositoryState;

/**
 * What one image is made of for one architecture.
 *
 * @param image its name in the playbook
 * @param arch Alpine's name of the architecture
 * @param world what was asked for, in the order of a world file
 * @param repositories where it was looked for, with the state of each index; that of the one inside mkrun is not kept
 * @param keys whose signatures the packages have, sorted
 * @param packages in the order they are installed
 */
public record LockedImage(
        String image,
        String arch,
        List<Dependency> world,
        List<RepositoryState> repositories,
        List<LockedKey> keys,
        List<LockedPackage> packages) {
    public LockedImage {
        world = List.copyOf(world);
        repositories = List.copyOf(repositories);
        keys = List.copyOf(keys);
        packages = List.copyOf(packages);
    }

    /** The lines of the repositories. */
    public List<String> lines() {
        return repositories.stream().map(RepositoryState::line).toList();
    }

    /** The package of a name. */
    public Optional<LockedPackage> find(String name) {
        return packages.stream().filter(p -> p.name().equals(name)).findFirst();
    }

    /** Whether any of it is a stand-in that is good for the lab and nothing else. */
    public boolean isForLabOnly() {
        return lines().contains(PackageSource.EMBEDDED);
    }

    /** What is to be installed; the records hold only what a lock keeps. */
    public Resolution resolution() {
        Map<PackageRecord, String> from = new LinkedHashMap<>();
        packages.forEach(p -> from.put(p.record(arch), p.repository()));
        return Resolution.ofInstalls(world, List.copyOf(from.keySet()), from);
    }

    /** Whether the images are made of the same, whatever state their repositories' indexes have. */
    public boolean hasSamePackages(LockedImage other) {
        return world.equals(other.world)
                && lines().equals(other.lines())
                && keys.equals(other.keys)
                && packages.equals(other.packages);
    }
}
