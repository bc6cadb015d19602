package mkrun.alpine.solver;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedList;
import java.util.List;
import mkrun.alpine.Dependency;
import mkrun.alpine.Semantics;
import mkrun.alpine.Wish;
import org.jspecify.annotations.Nullable;

/**
 * What follows from wishes, dependencies and decisions: who is excluded, what is needed, which rules fire. It says which names
 * wait for a decision, and makes none.
 */
final class Deduction {
    private final Catalog catalog;
    private final Discovery discovery;
    private final Semantics semantics;
    private final int flags;
    private final Deque<Name> dirty = new ArrayDeque<>();
    private final LinkedList<Name> open = new LinkedList<>();
    private final Merge merge = new Merge(this);

    /** @param flags of the request, for whatever the world names */
    Deduction(Catalog catalog, Discovery discovery, Semantics semantics, int flags) {
        this.catalog = catalog;
        this.discovery = discovery;
        this.semantics = semantics;
        this.flags = flags;
    }

    Semantics semantics() {
        return semantics;
    }

    Name[] provided(Candidate candidate) {
        return discovery.provided(candidate);
    }

    /** The names that wait for a decision, the one that came last first. */
    Collection<Name> open() {
        return Collections.unmodifiableCollection(open);
    }

    /** Draws conclusions until nothing follows any more. */
    void settle() {
        while (!dirty.isEmpty()) {
            Name name = dirty.removeFirst();
            if (name.queued) {
                name.queued = false;
                look(name);
            }
        }
    }

    void queue(Name name) {
        if (!name.queued && !name.isDecided() && (name.requirers > 0 || name.checkRules)) {
            name.queued = true;
            dirty.addLast(name);
        }
    }

    /** Whether a name waits for its decision may have changed. */
    void track(Name name) {
        boolean wanted = !name.isDecided() && (name.requirers > 0 || name.ruleFired);
        if (wanted && !name.open) {
            open.addFirst(name);
        } else if (!wanted && name.open) {
            open.remove(name);
        }
        name.open = wanted;
    }

    /** Looks at a name's candidates again and draws the conclusions. */
    private void look(Name name) {
        boolean checkDepends = name.checkDepends;
        boolean checkRules = name.checkRules;
        name.checkDepends = false;
        name.checkRules = false;
        name.ruleFired = false;
        name.rulesFailed = true;
        List<Name.Offer> options = new ArrayList<>(name.offers.size());
        boolean tagMissing = false;
        for (Name.Offer offer : name.offers) {
            Candidate candidate = offer.candidate();
            candidate.merged = false;
            if (checkDepends && candidate.selectable && !canBeMet(candidate)) {
                exclude(candidate);
            }
            if (!candidate.selectable) {
                continue;
            }
            if (checkRules) {
                evaluateRule(candidate);
            }
            name.ruleFired |= candidate.ruleFired;
            name.rulesFailed &= candidate.ruleFailed;
            if (name.requirers > 0) {
                candidate.merged = true;
                merge.count(offer, options.size());
                tagMissing |= !candidate.tagAllowed;
                options.add(offer);
            }
        }
        name.hasOptions = options.size() > 1 || tagMissing;
        track(name);
        if (!options.isEmpty()) {
            name.offers.forEach(o -> o.candidate().used = o.candidate().merged);
            merge.conclude(name, options);
        }
        name.dependentsDecided = name.dependents.stream().allMatch(Name::isDecided);
    }

    boolean canBeMet(Candidate candidate) {
        for (int i = 0; i < candidate.needs.length; i++) {
            if (!canBeMet(candidate.depends().get(i), candidate.needs[i], candidate)) {
                return false;
            }
        }
        return true;
    }

    private boolean canBeMet(Dependency dependency, Name name, Candidate by) {
        if (name.isDecided()) {
            return isFine(dependency, name.answer(), by);
        }
        if (name.requirers == 0 && dependency.conflict()) {
            return true;
        }
        for (Name.Offer offer : name.offers) {
            if (offer.candidate().selectable && isFine(dependency, offer, by)) {
                return true;
            }
        }
        return false;
    }

    /** By apk 3, a package may exclude what it provides itself: then no other may provide it. */
    private boolean isFine(Dependency dependency, Name.Offer offer, Candidate by) {
        boolean own = dependency.conflict() && offer.candidate() == by && semantics == Semantics.APK_3;
        return own || Candidate.fulfils(dependency, offer, semantics);
    }

    private void evaluateRule(Candidate candidate) {
        if (!candidate.ruleFired && !candidate.ruleFailed) {
            candidate.ruleFired = true;
            for (int i = 0; i < candidate.conditions.length && candidate.ruleFired; i++) {
                Name name = candidate.conditions[i];
                Dependency condition = candidate.record.installIf().get(i);
                candidate.ruleFailed = name.isDecided() && !Candidate.fulfils(condition, name.answer(), semantics);
                candidate.ruleFired = name.isDecided() && !candidate.ruleFailed;
            }
        }
        if (candidate.ruleFired) {
            for (Name condition : candidate.conditions) {
                Candidate cause = condition.choice();
                if (cause != null) {
                    inherit(candidate, cause);
                }
            }
        }
    }

    /** Holds a wish of the world against all that offer its name. */
    void applyWish(Wish wish) {
        int tag = 1 << catalog.tag(wish.dependency().tag()).orElseThrow();
        Name name = discovery.name(wish.dependency().name());
        require(wish.dependency(), name);
        for (Name.Offer offer : name.offers) {
            Candidate candidate = offer.candidate();
            if (judge(wish.dependency(), offer, null)) {
                candidate.flags |= flags;
                candidate.inheritedFlags |= flags;
                candidate.allowedTags |= tag;
                candidate.tagPreferred = isIn(candidate, tag);
                candidate.tagAllowed |= isIn(candidate, candidate.allowedTags);
            }
        }
    }

    /** Holds a dependency of a package against all that offer the name. */
    void apply(Dependency dependency, Name name, Candidate by) {
        require(dependency, name);
        for (Name.Offer offer : name.offers) {
            if (judge(dependency, offer, by)) {
                inherit(offer.candidate(), by);
            }
        }
    }

    private void require(Dependency dependency, Name name) {
        if (!dependency.conflict() && ++name.requirers == 1) {
            becameRequired(name);
        }
    }

    void becameRequired(Name name) {
        track(name);
        checkRules(name);
        queue(name);
    }

    private boolean judge(Dependency dependency, Name.Offer offer, @Nullable Candidate by) {
        boolean fits = by == null ? Candidate.fulfils(dependency, offer, semantics) : isFine(dependency, offer, by);
        offer.candidate().conflicts += fits ? 0 : 1;
        if (offer.candidate().selectable && offer.candidate().conflicts > 0) {
            exclude(offer.candidate());
        }
        return fits;
    }

    /** What a package needs may come from where the package may. */
    void inherit(Candidate candidate, Candidate from) {
        candidate.flags |= from.inheritedFlags;
        candidate.inheritedFlags |= from.inheritedFlags;
        candidate.allowedTags |= from.allowedTags;
        candidate.tagAllowed |= isIn(candidate, candidate.allowedTags);
    }

    private boolean isIn(Candidate candidate, int tags) {
        return (discovery.repositories(candidate) & catalog.repositoriesOf(tags)) != 0;
    }

    void exclude(Candidate candidate) {
        candidate.selectable = false;
        checkDependents(candidate.own);
        for (Name name : discovery.provided(candidate)) {
            checkDependents(name);
        }
        checkRules(candidate.own);
    }

    /** Those that depend on a name are looked at again. */
    void checkDependents(Name name) {
        for (Name dependent : name.dependents) {
            dependent.checkDepends = true;
            queue(dependent);
        }
    }

    /** And those whose install_if has it. */
    void checkRules(Name name) {
        for (Name ruled : discovery.ruledBy(name)) {
            if (ruled.discovered && !ruled.rulesFailed) {
                ruled.checkRules = true;
                queue(ruled);
            }
        }
    }
}
