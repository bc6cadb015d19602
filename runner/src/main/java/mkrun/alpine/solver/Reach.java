package mkrun.alpine.solver;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import mkrun.alpine.Dependency;
import mkrun.alpine.PackageRecord;

/**
 * Which names a world can come to involve at all: what it names, what the packages that offer those names depend on and
 * offer, and packages with an install_if rule once every name the rule asks for is among them.
 */
final class Reach {
    private final Catalog catalog;
    private final Set<String> names = new HashSet<>();
    private final Set<Integer> items = new HashSet<>();
    private final Deque<String> todo = new ArrayDeque<>();

    Reach(Catalog catalog) {
        this.catalog = catalog;
    }

    Set<String> of(List<Dependency> world) {
        world.forEach(d -> add(d.name()));
        while (!todo.isEmpty()) {
            String name = todo.removeFirst();
            catalog.offers(name).forEach(offer -> add(offer.item()));
            for (Catalog.Item ruled : catalog.rulesOn(name)) {
                if (isPossible(ruled.record())) {
                    add(ruled);
                    ruled.record().installIf().forEach(d -> add(d.name()));
                }
            }
        }
        return names;
    }

    private void add(String name) {
        if (names.add(name)) {
            todo.addLast(name);
        }
    }

    private void add(Catalog.Item item) {
        if (items.add(item.number())) {
            add(item.record().name());
            item.record().provides().forEach(p -> add(p.name()));
            item.record().depends().forEach(d -> add(d.name()));
        }
    }

    private boolean isPossible(PackageRecord ruled) {
        for (Dependency condition : ruled.installIf()) {
            if (!condition.conflict() && !names.contains(condition.name())) {
                return false;
            }
        }
        return true;
    }
}
