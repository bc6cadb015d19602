package mkrun.alpine.sbom;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import mkrun.alpine.Dependency;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.Provide;

/** Which installed packages a package needs, by what those provide. */
final class Relations {
    private final Map<String, List<PackageRecord>> providers = new HashMap<>();

    Relations(List<PackageRecord> packages) {
        for (PackageRecord record : packages) {
            add(record.name(), record);
            for (Provide provide : record.provides()) {
                add(provide.name(), record);
            }
        }
    }

    private void add(String name, PackageRecord record) {
        providers.computeIfAbsent(name, k -> new ArrayList<>(1)).add(record);
    }

    /** The names of the packages, sorted, that fulfil its dependencies. */
    Set<String> needs(PackageRecord record) {
        Set<String> needs = new TreeSet<>();
        for (Dependency dependency : record.depends()) {
            if (!dependency.conflict()) {
                providers.getOrDefault(dependency.name(), List.of()).forEach(p -> needs.add(p.name()));
            }
        }
        needs.remove(record.name());
        return needs;
    }
}
