package mkrun.alpine.solver;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mkrun.alpine.Dependency;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.Provide;

/** The names that a world could come to involve, ranked: what is needed before what needs it. */
final class Discovery {
    private final Catalog catalog;
    private final Candidate[] candidates;
    private final Set<String> reach;
    private final Map<String, Slot> slots = new HashMap<>();
    private final List<Slot> ranked = new ArrayList<>();

    /** A name whose reachable names are being walked. */
    private record Step(Slot slot, Iterator<String> next) {}

    Discovery(Catalog catalog, List<Dependency> world) {
        this.catalog = catalog;
        this.candidates = new Candidate[catalog.size()];
        this.reach = new Reach(catalog).of(world);
        world.forEach(d -> from(d.name()));
        link();
    }

    /** The slots, by rank. */
    List<Slot> ranked() {
        return ranked;
    }

    /** The slot of a name that a discovered package or the world depends on, or that a discovered package offers. */
    Slot slot(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException("name not discovered: " + name));
    }

    /** The slot of a name, if it can come to matter at all. */
    Optional<Slot> find(String name) {
        return Optional.ofNullable(slots.get(name));
    }

    /** Walks all that can be reached from a name, in depth first; the stack is ours, since chains are long. */
    private void from(String name) {
        Deque<Step> path = new ArrayDeque<>();
        enter(name, path);
        while (!path.isEmpty()) {
            Step step = path.getLast();
            if (step.next.hasNext()) {
                enter(step.next.next(), path);
            } else {
                path.removeLast();
                step.slot.rank = ranked.size();
                ranked.add(step.slot);
            }
        }
    }

    private void enter(String name, Deque<Step> path) {
        if (reach.contains(name) && !slots.containsKey(name)) {
            Slot slot = make(name);
            path.addLast(new Step(slot, next(slot).iterator()));
        }
    }

    private Slot make(String name) {
        Slot slot = new Slot(name);
        slots.put(name, slot);
        for (Catalog.Offer offer : catalog.offers(name)) {
            int number = offer.item().number();
            if (candidates[number] == null) {
                candidates[number] = new Candidate(offer.item());
            }
            slot.offers.add(new Slot.Offer(candidates[number], offer.version()));
        }
        return slot;
    }

    private Collection<String> next(Slot slot) {
        Set<String> names = new LinkedHashSet<>();
        for (Slot.Offer offer : slot.offers) {
            offer.candidate().record.depends().forEach(d -> names.add(d.name()));
        }
        for (Slot.Offer offer : slot.offers) {
            PackageRecord record = offer.candidate().record;
            names.add(record.name());
            catalog.ruledBy(record.name()).forEach(names::add);
            for (Provide provide : record.provides()) {
                names.add(provide.name());
                catalog.ruledBy(provide.name()).forEach(names::add);
            }
            record.installIf().forEach(d -> names.add(d.name()));
        }
        return names;
    }

    private void link() {
        for (Slot slot : ranked) {
            for (Slot.Offer offer : slot.offers) {
                Candidate candidate = offer.candidate();
                candidate.record.depends().forEach(d -> slot(d.name())
                        .dependents
                        .add(slot));
                candidate.record.installIf().forEach(d -> find(d.name()).ifPresent(s -> s.ruled.add(slot)));
                if (candidate.slots.isEmpty()) {
                    candidate.slots.add(slot(candidate.record.name()));
                    candidate.record.provides().forEach(p -> candidate.slots.add(slot(p.name())));
                }
            }
        }
    }
}
