package mkrun.alpine.solver;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import mkrun.alpine.Dependency;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.Provide;

/** What holds for every candidate of a name, whichever of them is chosen. */
final class Common {
    private Common() {}

    /** Names that all of them depend on. */
    static Set<String> depends(List<Slot.Offer> options) {
        Set<String> common = dependsOf(options.get(0));
        for (int i = 1; i < options.size() && !common.isEmpty(); i++) {
            common.retainAll(dependsOf(options.get(i)));
        }
        return common;
    }

    private static Set<String> dependsOf(Slot.Offer offer) {
        Set<String> names = new LinkedHashSet<>();
        for (Dependency dependency : offer.candidate().record.depends()) {
            if (!dependency.conflict()) {
                names.add(dependency.name());
            }
        }
        return names;
    }

    /** Names that all of them own: a name offered with a version is offered by nobody else. */
    static Set<String> exclusiveNames(List<Slot.Offer> options) {
        Set<String> common = ownedBy(options.get(0));
        for (int i = 1; i < options.size() && !common.isEmpty(); i++) {
            common.retainAll(ownedBy(options.get(i)));
        }
        return common;
    }

    private static Set<String> ownedBy(Slot.Offer offer) {
        PackageRecord record = offer.candidate().record;
        Set<String> names = new LinkedHashSet<>();
        names.add(record.name());
        for (Provide provide : record.provides()) {
            if (!provide.version().isEmpty()) {
                names.add(provide.name());
            }
        }
        return names;
    }
}
