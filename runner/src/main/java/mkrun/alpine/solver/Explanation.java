package mkrun.alpine.solver;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import mkrun.alpine.Dependency;
import mkrun.alpine.index.ApkIndex;

/**
 * Checks a choice of packages from the beginning, independently of how it came about, and says in apk's manner what is
 * wrong with it: names nobody offers, packages that break what others (or the world) ask for, names offered twice.
 */
final class Explanation {
    private static final int WIDTH = 80;

    private final Catalog catalog;
    private final Discovery discovery;
    private final List<Candidate> selected;
    private final Map<String, List<Demand>> demands = new HashMap<>();
    private final Set<Slot> seen = new HashSet<>();
    private final List<String> lines = new ArrayList<>();

    /** A dependency and who has it: {@code world} or a package. */
    private record Demand(String by, Dependency dependency) {
        @Override
        public String toString() {
            return by + "[" + dependency + "]";
        }
    }

    Explanation(Catalog catalog, Discovery discovery, List<Dependency> world, List<Candidate> selected) {
        this.catalog = catalog;
        this.discovery = discovery;
        this.selected = selected;
        world.forEach(d -> demand("world", d));
        selected.forEach(c -> c.record.depends().forEach(d -> demand(c.toString(), d)));
        explain(world);
        for (Candidate candidate : selected) { // those that came by a rule of their own
            explain(candidate.own());
        }
    }

    boolean hasProblems() {
        return !lines.isEmpty();
    }

    /** The problems, several lines, none of them ended by more than its line end. */
    String text() {
        return "unable to select packages:\n" + String.join("\n", lines);
    }

    private void explain(List<Dependency> dependencies) {
        for (Dependency dependency : dependencies) {
            Slot slot = discovery.slot(dependency.name());
            if (!providers(slot).isEmpty()) {
                explain(slot);
            } else if (!dependency.conflict()) {
                explainMissing(slot);
            }
        }
    }

    private void explain(Slot slot) {
        if (seen.add(slot)) {
            for (Candidate candidate : providers(slot)) {
                if (candidate.own() == slot || seen.add(candidate.own())) {
                    explainPackage(candidate);
                }
                explain(candidate.record.depends());
            }
        }
    }

    private List<Candidate> providers(Slot slot) {
        return slot.offers.stream()
                .map(Slot.Offer::candidate)
                .filter(c -> c.selected)
                .distinct()
                .toList();
    }

    private void explainMissing(Slot slot) {
        if (!seen.add(slot)) {
            return;
        }
        Set<String> providers = new TreeSet<>();
        slot.offers.forEach(o -> providers.add(o.candidate().record.name()));
        List<String> requirers = new ArrayList<>();
        for (Demand demand : demands.getOrDefault(slot.name, List.of())) {
            if (!demand.dependency.conflict()) {
                requirers.add(demand.toString());
            }
        }
        lines.add("  " + slot.name + (providers.isEmpty() ? " (no such package):" : " (virtual):"));
        if (!providers.isEmpty()) {
            lines.add("    note: please select one of the 'provided by' packages explicitly");
            label("provided by:", providers);
        }
        label("required by:", requirers);
        for (ApkIndex.Rejected rejected : catalog.rejected(slot.name)) {
            lines.add("    note: " + rejected.id() + " is in an index but cannot be used: " + rejected.reason());
        }
    }

    private void explainPackage(Candidate candidate) {
        List<String> conflicts = conflicts(candidate);
        List<String> breaks = new ArrayList<>();
        List<String> satisfies = new ArrayList<>();
        for (Slot slot : new LinkedHashSet<>(candidate.slots)) {
            for (Slot.Offer offer : slot.offers) {
                if (offer.candidate() == candidate) {
                    judge(offer, demands.getOrDefault(slot.name, List.of()), breaks, satisfies);
                }
            }
        }
        if (!conflicts.isEmpty() || !breaks.isEmpty()) {
            lines.add("  " + candidate + ":");
            label("conflicts:", conflicts);
            label("breaks:", breaks);
            label("satisfies:", satisfies);
        }
    }

    private void judge(Slot.Offer offer, List<Demand> demands, List<String> breaks, List<String> satisfies) {
        Candidate candidate = offer.candidate();
        for (Demand demand : demands) {
            Dependency dependency = demand.dependency;
            boolean own = dependency.conflict() && demand.by.equals(candidate.record.id());
            boolean fulfilled = Candidate.fulfils(dependency, offer);
            if (fulfilled && !dependency.conflict()) {
                satisfies.add(demand.toString());
            } else if (!fulfilled && !own && (dependency.conflict() || !isFulfilledByAnother(dependency, candidate))) {
                breaks.add(demand.toString());
            }
        }
    }

    private boolean isFulfilledByAnother(Dependency dependency, Candidate candidate) {
        return discovery.slot(dependency.name()).offers.stream()
                .anyMatch(
                        o -> o.candidate().selected && o.candidate() != candidate && Candidate.fulfils(dependency, o));
    }

    /** Names that it offers and another chosen package too; or it twice. */
    private List<String> conflicts(Candidate candidate) {
        List<String> conflicts = new ArrayList<>();
        for (Slot slot : new LinkedHashSet<>(candidate.slots)) {
            List<Slot.Offer> mine =
                    slot.offers.stream().filter(o -> o.candidate() == candidate).toList();
            boolean owned = mine.stream().anyMatch(o -> !o.isVirtual());
            String what = slot.name
                    + (mine.get(0).isVirtual() ? "" : "=" + mine.get(0).version());
            for (Slot.Offer other : slot.offers) {
                boolean clash = other.candidate() == candidate
                        ? mine.size() > 1 && owned
                        : other.candidate().selected && (owned || !other.isVirtual());
                if (clash) {
                    conflicts.add(
                            slot == candidate.own() && other.candidate() != candidate
                                    ? other.candidate().toString()
                                    : other.candidate() + "[" + what + "]");
                }
            }
        }
        return conflicts.stream().distinct().toList();
    }

    private void demand(String by, Dependency dependency) {
        demands.computeIfAbsent(dependency.name(), k -> new ArrayList<>()).add(new Demand(by, dependency));
    }

    /** A label and its values, broken before the width of a screen and aligned. */
    private void label(String label, Iterable<String> values) {
        String indent = " ".repeat(4 + label.length());
        StringBuilder line = new StringBuilder("    " + label);
        for (String value : values) {
            if (line.length() > indent.length() && line.length() + 1 + value.length() > WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
                line.append(indent);
            }
            line.append(' ').append(value);
        }
        if (line.length() > indent.length()) {
            lines.add(line.toString());
        }
    }
}
