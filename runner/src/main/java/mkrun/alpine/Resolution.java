package mkrun.alpine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a list of wishes comes to.
 *
 * @param world the wishes, sorted as apk sorts a world file
 * @param changes what becomes of each package that is or was there, in the order apk goes about it: each package after what
 *     it depends on
 * @param repositories the repository each package comes from, as its line was written; none for what is only installed
 */
public record Resolution(List<Dependency> world, List<PackageChange> changes, Map<PackageRecord, String> repositories) {

    public Resolution {
        world = List.copyOf(world);
        changes = List.copyOf(changes);
        repositories = Map.copyOf(new LinkedHashMap<>(repositories));
    }

    /** What these packages, put into an empty root in this order, come to. */
    public static Resolution ofInstalls(
            List<Dependency> world, List<PackageRecord> packages, Map<PackageRecord, String> repositories) {
        return new Resolution(
                world, packages.stream().map(PackageChange::install).toList(), repositories);
    }

    /** Every package that is there in the end, each after what it depends on. */
    public List<PackageRecord> packages() {
        return changes.stream()
                .map(PackageChange::after)
                .flatMap(Optional::stream)
                .toList();
    }
}
