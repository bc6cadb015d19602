package mkrun.alpine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a list of wishes comes to: the packages in the order they are installed.
 *
 * @param world the wishes, sorted as apk sorts a world file
 * @param packages every package to install, each after what it depends on
 * @param repositories the repository each package comes from, as its line was written
 */
public record Resolution(
        List<Dependency> world, List<PackageRecord> packages, Map<PackageRecord, String> repositories) {

    public Resolution {
        world = List.copyOf(world);
        packages = List.copyOf(packages);
        repositories = Map.copyOf(new LinkedHashMap<>(repositories));
    }
}
