package mkrun.alpine.solver;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mkrun.alpine.Dependency;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.Resolution;

/**
 * The order in which chosen packages are installed: through the sorted world in depth first, each package after what it
 * depends on in the order it lists that, and right after it the packages whose install_if rule it completes, by name.
 * apk's own order, except that apk takes the last in the order of its hash table. As there, "the packages whose rule"
 * are found by name, so that another package chosen for a name that a ruled package offers too comes at that place.
 */
final class InstallOrder {
    private final Catalog catalog;
    private final Discovery discovery;
    private final List<Dependency> world;
    private final Set<Slot> reached = new HashSet<>();
    private final Set<Candidate> placed = new HashSet<>();
    private final List<PackageRecord> order = new ArrayList<>();
    private final Map<PackageRecord, String> repositories = new HashMap<>();

    InstallOrder(Catalog catalog, Discovery discovery, List<Dependency> world) {
        this.catalog = catalog;
        this.discovery = discovery;
        this.world = world;
    }

    Resolution resolution() {
        world.forEach(d -> visit(discovery.slot(d.name())));
        return new Resolution(world, order, repositories);
    }

    private void visit(Slot slot) {
        if (slot.chosen == null || !reached.add(slot)) {
            return;
        }
        Candidate candidate = slot.chosen.candidate();
        if (!placed.add(candidate)) {
            return;
        }
        reached.addAll(candidate.slots);
        candidate.record.depends().forEach(d -> visit(discovery.slot(d.name())));
        order.add(candidate.record);
        repositories.put(candidate.record, candidate.item.repository());
        for (Slot completed : candidate.slots) {
            for (String name : catalog.ruledBy(completed.name)) {
                discovery.find(name).ifPresent(this::visitRuled);
            }
        }
    }

    private void visitRuled(Slot slot) {
        if (slot.chosen == null) {
            return;
        }
        for (Dependency condition : slot.chosen.candidate().record.installIf()) {
            Slot asked = discovery.find(condition.name()).orElse(null);
            boolean met = asked == null || asked.chosen == null
                    ? condition.conflict()
                    : reached.contains(asked) && Candidate.fulfils(condition, asked.chosen);
            if (!met) {
                return;
            }
        }
        visit(slot);
    }
}
