package mkrun.alpine.solver;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import mkrun.alpine.Dependency;
import mkrun.alpine.Semantics;
import mkrun.alpine.Wish;
import mkrun.alpine.index.ApkIndex;
import mkrun.spelling.DidYouMean;
import org.jspecify.annotations.Nullable;

/**
 * Says in apk's manner (apk-tools 2.14: commit.c) what is wrong with a choice of packages: names nobody offers, packages
 * that break what others or the world ask for, names offered twice. What apk leaves to the reader comes with it: for every
 * package that asks, the way from the world to it, and who put the wish into the world.
 */
final class Explanation {
    private static final int WIDTH = 80;

    private final Catalog catalog;
    private final Discovery discovery;
    private final List<Wish> world;
    private final List<Candidate> selected;
    private final Semantics semantics;
    private final Map<String, List<Demand>> demands = new HashMap<>();
    private final Map<Candidate, Demand> causes = new HashMap<>();
    private final Set<Name> seen = new HashSet<>();
    private final Set<Demand> involved = new LinkedHashSet<>();
    private final List<String> lines = new ArrayList<>();

    /** A dependency and the wish or the package that has it. */
    private record Demand(String by, @Nullable Candidate candidate, Dependency dependency) {
        @Override
        public String toString() {
            return by + "[" + dependency + "]";
        }
    }

    Explanation(Catalog catalog, Discovery discovery, List<Wish> world, List<Candidate> selected, Semantics semantics) {
        this.catalog = catalog;
        this.discovery = discovery;
        this.world = world;
        this.selected = selected;
        this.semantics = semantics;
        world.forEach(w -> demand("world", null, w.dependency()));
        selected.forEach(c -> c.depends().forEach(d -> demand(c.toString(), c, d)));
        findCauses();
        explain(world.stream().map(Wish::dependency).toList());
        selected.forEach(c -> explain(c.own)); // those that came by a rule of their own
        explainInvolved();
    }

    /** The problems, several lines, none of them ended by more than its line end. */
    String text() {
        return "unable to select packages:\n" + String.join("\n", lines);
    }

    private void demand(String by, @Nullable Candidate candidate, Dependency dependency) {
        demands.computeIfAbsent(dependency.name(), k -> new ArrayList<>()).add(new Demand(by, candidate, dependency));
    }

    // ---- the ways from the world

    /** For each chosen package the demand by which the shortest way from the world comes to it. */
    private void findCauses() {
        Deque<Candidate> reached = new ArrayDeque<>();
        world.forEach(w -> reach(new Demand("world", null, w.dependency()), reached));
        while (!reached.isEmpty()) {
            Candidate candidate = reached.removeFirst();
            candidate.depends().forEach(d -> reach(new Demand(candidate.toString(), candidate, d), reached));
        }
    }

    private void reach(Demand demand, Deque<Candidate> reached) {
        if (demand.dependency.conflict()) {
            return;
        }
        for (Name.Offer offer : discovery.name(demand.dependency.name()).offers) {
            Candidate candidate = offer.candidate();
            if (candidate.selected && causes.putIfAbsent(candidate, demand) == null) {
                reached.addLast(candidate);
            }
        }
    }

    /** {@code world[app] (role web) -> app-1[lib] -> lib-2}; where a rule brought the package, it begins with that. */
    private String way(Candidate to) {
        Deque<String> steps = new ArrayDeque<>(List.of(to.toString()));
        Candidate at = to;
        for (Demand cause = causes.get(at); cause != null; cause = causes.get(at)) {
            steps.addFirst(cause.candidate == null ? wish(cause.dependency) : cause.toString());
            if (cause.candidate == null) {
                return String.join(" -> ", steps);
            }
            at = cause.candidate;
        }
        List<String> rule =
                at.record.installIf().stream().map(Dependency::toString).toList();
        steps.addFirst("install_if[" + String.join(" ", rule) + "]");
        return String.join(" -> ", steps);
    }

    private String wish(Dependency dependency) {
        return world.stream()
                .filter(w -> w.dependency().equals(dependency))
                .findFirst()
                .map(Wish::toString)
                .orElseThrow();
    }

    /** The way to everybody who was named as asking for something, the longer ones after the text as apk writes it. */
    private void explainInvolved() {
        Map<String, String> ways = new LinkedHashMap<>();
        for (Demand demand : involved) {
            if (demand.candidate != null) {
                ways.put(demand.candidate.toString(), way(demand.candidate));
            } else if (!wish(demand.dependency).equals(demand.toString())) {
                ways.put(demand.toString(), wish(demand.dependency));
            }
        }
        if (!ways.isEmpty()) {
            lines.add("  because of:");
            ways.values().forEach(way -> lines.add("    " + way));
        }
    }

    // ---- apk's text

    private void explain(List<Dependency> dependencies) {
        for (Dependency dependency : dependencies) {
            Name name = discovery.name(dependency.name());
            if (!providers(name).isEmpty()) {
                explain(name);
            } else if (!dependency.conflict()) {
                explainMissing(name);
            }
        }
    }

    private void explain(Name name) {
        if (seen.add(name)) {
            for (Candidate candidate : providers(name)) {
                if (candidate.own == name || seen.add(candidate.own)) {
                    explainPackage(candidate);
                }
                explain(candidate.depends());
            }
        }
    }

    private static List<Candidate> providers(Name name) {
        return name.offers.stream()
                .map(Name.Offer::candidate)
                .filter(c -> c.selected)
                .distinct()
                .toList();
    }

    private void explainMissing(Name name) {
        if (!seen.add(name)) {
            return;
        }
        Set<String> providers = new TreeSet<>();
        name.offers.forEach(o -> providers.add(o.candidate().record.name()));
        lines.add("  " + name + (providers.isEmpty() ? " (no such package):" : " (virtual):"));
        if (!providers.isEmpty()) {
            lines.add("    note: please select one of the 'provided by' packages explicitly");
            label("provided by:", providers);
        }
        List<String> requirers = new ArrayList<>();
        for (Demand demand : demands.getOrDefault(name.text, List.of())) {
            if (!demand.dependency.conflict()) {
                requirers.add(named(demand));
            }
        }
        label("required by:", requirers);
        for (ApkIndex.Rejected rejected : catalog.rejected(name.text)) {
            lines.add("    note: " + rejected.id() + " is in an index but cannot be used: " + rejected.reason());
        }
        if (providers.isEmpty() && catalog.rejected(name.text).isEmpty()) {
            DidYouMean.nearest(name.text, catalog.packageNames())
                    .ifPresent(near -> lines.add("    note: did you mean '" + near + "'?"));
        }
    }

    private String named(Demand demand) {
        involved.add(demand);
        return demand.toString();
    }

    private void explainPackage(Candidate candidate) {
        List<String> masked = candidate.tagAllowed ? List.of() : masks(candidate);
        List<String> conflicts = conflicts(candidate);
        List<Demand> breaks = new ArrayList<>();
        List<Demand> satisfies = new ArrayList<>();
        for (Name name : names(candidate)) {
            for (Name.Offer offer : name.offers) {
                if (offer.candidate() == candidate) {
                    judge(offer, demands.getOrDefault(name.text, List.of()), breaks, satisfies);
                }
            }
        }
        if (!masked.isEmpty() || !conflicts.isEmpty() || !breaks.isEmpty()) {
            lines.add("  " + candidate + ":");
            label("masked in:", masked);
            label("conflicts:", conflicts);
            label("breaks:", breaks.stream().map(this::named).toList());
            label("satisfies:", satisfies.stream().map(this::named).toList());
        }
    }

    private Set<Name> names(Candidate candidate) {
        Set<Name> names = new LinkedHashSet<>(List.of(candidate.own));
        names.addAll(List.of(discovery.provided(candidate)));
        return names;
    }

    /** The tags of the repositories that have it, none of which was asked for. */
    private List<String> masks(Candidate candidate) {
        List<String> masks = new ArrayList<>();
        for (int tag = 1; tag < catalog.tagCount(); tag++) {
            if ((catalog.repositoriesOf(1 << tag) & candidate.item.repositories) != 0) {
                masks.add(catalog.tagName(tag));
            }
        }
        return masks;
    }

    private void judge(Name.Offer offer, List<Demand> demands, List<Demand> breaks, List<Demand> satisfies) {
        Candidate candidate = offer.candidate();
        for (Demand demand : demands) {
            Dependency dependency = demand.dependency;
            boolean own = dependency.conflict() && demand.candidate == candidate && semantics == Semantics.APK_3;
            boolean fulfilled = Candidate.fulfils(dependency, offer, semantics);
            if (fulfilled && !dependency.conflict()) {
                satisfies.add(demand);
            } else if (!fulfilled && !own && (dependency.conflict() || !isFulfilledByAnother(dependency, candidate))) {
                breaks.add(demand);
            }
        }
    }

    private boolean isFulfilledByAnother(Dependency dependency, Candidate candidate) {
        return discovery.name(dependency.name()).offers.stream()
                .anyMatch(o -> o.candidate().selected
                        && o.candidate() != candidate
                        && Candidate.fulfils(dependency, o, semantics));
    }

    /** Names that it offers and another chosen package too; or it twice. */
    private List<String> conflicts(Candidate candidate) {
        Set<String> conflicts = new LinkedHashSet<>();
        for (Name name : names(candidate)) {
            List<Name.Offer> mine =
                    name.offers.stream().filter(o -> o.candidate() == candidate).toList();
            boolean owned = mine.stream().anyMatch(o -> !o.isVirtual());
            String version = mine.get(0).version();
            String what = "[" + name + (version.isEmpty() ? "" : "=" + version) + "]";
            for (Name.Offer other : name.offers) {
                boolean self = other.candidate() == candidate;
                boolean clash =
                        self ? mine.size() > 1 && owned : other.candidate().selected && (owned || !other.isVirtual());
                if (clash) {
                    conflicts.add(other.candidate() + (name == candidate.own && !self ? "" : what));
                }
            }
        }
        return List.copyOf(conflicts);
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
