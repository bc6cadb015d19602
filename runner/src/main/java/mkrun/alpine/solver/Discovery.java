package mkrun.alpine.solver;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mkrun.alpine.Dependency;
import mkrun.alpine.Provide;
import org.jspecify.annotations.Nullable;

/**
 * The names that a world could come to involve, with who offers them: whatever can be reached over dependencies and over
 * install_if rules. Walked in apk's order, since the length of the chain below a name depends on it where chains are
 * circles.
 */
final class Discovery {
    private final Catalog catalog;
    private final int flags;
    private final Map<String, Name> names = new HashMap<>();
    private final Map<Catalog.Item, Candidate> candidates = new IdentityHashMap<>();
    private final List<Name> discovered = new ArrayList<>();
    private final int untagged;

    /**
     * @param flags {@link Preference} flags that hold for the whole world
     */
    Discovery(Catalog catalog, int flags) {
        this.catalog = catalog;
        this.flags = flags;
        this.untagged = catalog.repositoriesOf(1);
    }

    /** The name of a text, with all that offer it. */
    Name name(String text) {
        Name known = names.get(text);
        if (known != null) {
            return known;
        }
        Name name = new Name(text);
        names.put(text, name);
        int others = 0;
        for (Catalog.Offer offer : catalog.offers(text)) {
            Candidate candidate = candidate(offer.item());
            others += candidate.own == name ? 0 : 1;
            name.offers.add(new Name.Offer(candidate, offer.version()));
        }
        name.priority = others == 0 ? 0 : others == name.offers.size() ? 2 : 1;
        return name;
    }

    /** The name, if anything has come near it. */
    Optional<Name> find(String text) {
        return Optional.ofNullable(names.get(text));
    }

    private Candidate candidate(Catalog.Item item) {
        Candidate known = candidates.get(item);
        if (known == null) {
            known = new Candidate(item, name(item.record.name()));
            // the walk to its own name may have met it already
            Candidate met = candidates.putIfAbsent(item, known);
            known = met == null ? known : met;
        }
        return known;
    }

    /** The names that can come to be involved. */
    List<Name> discovered() {
        return discovered;
    }

    /** The installed packages, in the order of their database. */
    List<Candidate> installed() {
        List<Candidate> installed = new ArrayList<>();
        catalog.installed().forEach(record -> name(record.name()).offers.stream()
                .map(Name.Offer::candidate)
                .filter(c -> c != null && c.item.installed && c.record.equals(record))
                .findFirst()
                .ifPresent(installed::add));
        return installed;
    }

    /** Walks all that can be reached from a name, in depth first; the stack is ours, since chains are long. */
    void from(Name start) {
        Deque<Step> path = new ArrayDeque<>();
        enter(start, path);
        while (!path.isEmpty()) {
            Name next = path.getLast().next();
            if (next == null) {
                path.removeLast();
            } else {
                enter(next, path);
            }
        }
    }

    private void enter(Name name, Deque<Step> path) {
        if (!name.discovered) {
            name.discovered = true;
            name.rulesFailed = true;
            discovered.add(name);
            path.addLast(new Step(name));
        }
    }

    /** A name whose candidates, and then the names it may fire a rule for, are being walked. */
    private final class Step {
        private final Name name;
        private int offer;
        private int rule;
        private int need = -1;
        private @Nullable List<Name> further;

        Step(Name name) {
            this.name = name;
        }

        /** What can be reached by rules that ask for this name, or for others of those who offer it. */
        private List<Name> further() {
            if (further == null) {
                further = new ArrayList<>(ruledBy(name));
                for (Name.Offer one : name.offers) {
                    further.addAll(ruledBy(one.candidate().own));
                    for (Provide provide : one.candidate().record.provides()) {
                        further.addAll(ruledBy(provide.name()));
                    }
                }
            }
            return further;
        }

        /** The next name to walk into, which may be known already; null when all is walked. */
        @Nullable
        Name next() {
            while (offer < name.offers.size()) {
                Candidate candidate = name.offers.get(offer).candidate();
                if (need < 0) {
                    need = candidate.discovered ? candidate.needs.length + 1 : 0;
                    discover(candidate);
                } else if (need > 0) {
                    candidate.chain = Math.max(candidate.chain, candidate.needs[need - 1].chain + 1);
                }
                if (need < candidate.needs.length) {
                    return candidate.needs[need++];
                }
                name.rulesFailed &= candidate.ruleFailed;
                name.chain = Math.max(name.chain, candidate.chain);
                need = -1;
                offer++;
            }
            return rule < further().size() ? further().get(rule++) : null;
        }
    }

    private void discover(Candidate candidate) {
        if (candidate.discovered) {
            return;
        }
        candidate.discovered = true;
        candidate.allowedTags = 1;
        candidate.available = candidate.item.repositories != 0;
        candidate.selectable = candidate.available || candidate.item.installed;
        candidate.ruleFailed =
                candidate.record.installIf().isEmpty() || (flags & Preference.AVAILABLE) != 0 && !candidate.available;
        candidate.tagPreferred = candidate.record.installedSize() == 0 || (repositories(candidate) & untagged) != 0;
        candidate.tagAllowed = candidate.tagPreferred || candidate.item.installed;
        candidate.needs = names(candidate.record.depends());
        candidate.conditions = names(candidate.record.installIf());
    }

    /** Names that have a candidate whose install_if rule asks for a name, in apk's order. */
    List<Name> ruledBy(Name name) {
        if (name.ruled == null) {
            List<Name> ruled = new ArrayList<>();
            catalog.ruledBy(name.text).forEach(text -> ruled.add(name(text)));
            name.ruled = inTableOrder(ruled);
        }
        return name.ruled;
    }

    /** The same by its text; nothing has a rule on most names. */
    private List<Name> ruledBy(String text) {
        return catalog.isRuledBy(text) ? ruledBy(name(text)) : List.of();
    }

    /** The same list, sorted as apk walks its table of names. */
    private List<Name> inTableOrder(List<Name> names) {
        for (Name name : names) {
            if (name.tableKey < 0) {
                name.tableKey = catalog.tableKey(name.text);
            }
        }
        names.sort(Comparator.comparingLong(n -> n.tableKey));
        return names;
    }

    /** The names it offers beside its own, in their order. */
    Name[] provided(Candidate candidate) {
        if (candidate.provided == null) {
            List<Provide> provides = candidate.record.provides();
            candidate.provided = new Name[provides.size()];
            for (int i = 0; i < provides.size(); i++) {
                candidate.provided[i] = name(provides.get(i).name());
            }
        }
        return candidate.provided;
    }

    private Name[] names(List<Dependency> dependencies) {
        Name[] found = new Name[dependencies.size()];
        for (int i = 0; i < found.length; i++) {
            found[i] = name(dependencies.get(i).name());
        }
        return found;
    }

    /** Repositories it is in, and those of the tag it was installed from, as bits. */
    int repositories(Candidate candidate) {
        int tagged = candidate.item.installed
                ? catalog.tag(candidate.item.installedTag)
                        .map(t -> catalog.repositoriesOf(1 << t))
                        .orElse(0)
                : 0;
        return candidate.item.repositories | tagged;
    }

    /** Lets each discovered name know the names that depend on it; to be called once, when all are discovered. */
    void link() {
        for (Name name : inTableOrder(new ArrayList<>(discovered))) {
            for (Name.Offer offer : name.offers) {
                for (Name needed : offer.candidate().needs) {
                    int last = needed.dependents.size() - 1;
                    if (last < 0 || needed.dependents.get(last) != name) {
                        needed.dependents.add(name);
                    }
                }
            }
        }
    }
}
