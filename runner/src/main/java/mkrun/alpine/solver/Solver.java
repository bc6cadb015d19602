package mkrun.alpine.solver;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Set;
import mkrun.alpine.Dependency;
import mkrun.alpine.Resolution;
import mkrun.alpine.Semantics;
import mkrun.alpine.UnsatisfiableException;
import mkrun.alpine.Wish;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the packages that fulfil a world, with the choices of apk 2.14 (apk-tools: solver.c), ties included.
 *
 * <p>It deduces and never searches. A dependency excludes candidates that do not fit it, a candidate whose needs cannot be
 * met is excluded too, what all remaining candidates of a needed name have in common holds already, and so on until nothing
 * follows any more. Then the next name is decided: names that others need come after those others. A package with an
 * install_if rule becomes wanted when all names of its rule are decided and match.
 *
 * <p>Where nothing fits, the least bad candidate is chosen all the same, so that {@link Explanation} can show what is in
 * the way; nothing broken is ever returned.
 */
public final class Solver {
    private final Catalog catalog;
    private final Request request;
    private final List<Wish> world;
    private final Discovery discovery;
    private final Deque<Name> dirty = new ArrayDeque<>();
    private final LinkedList<Name> open = new LinkedList<>();
    private final List<Candidate> selected = new ArrayList<>();
    private final Merge merge;
    private int errors;

    private Solver(Catalog catalog, Request request) {
        this.catalog = catalog;
        this.request = request;
        this.world = sorted(request.world());
        this.discovery = new Discovery(catalog, request.flags());
        this.merge = new Merge(this);
    }

    /**
     * Solves a world.
     *
     * @throws UnsatisfiableException if it has no answer, or none that can be deduced; the message says which wishes are in
     *     the way of each other
     */
    public static Resolution solve(Request request, Catalog catalog) throws UnsatisfiableException {
        return new Solver(catalog, request).run();
    }

    /** Sorted by name as apk sorts a world; of equal wishes the first one stays, with its origin. */
    private static List<Wish> sorted(List<Wish> world) {
        List<Wish> sorted = new ArrayList<>();
        Set<Dependency> seen = new HashSet<>();
        for (Wish wish : world) {
            if (seen.add(wish.dependency())) {
                sorted.add(wish);
            }
        }
        sorted.sort(Comparator.comparing((Wish w) -> w.dependency().name(), String.CASE_INSENSITIVE_ORDER)
                .thenComparing(w -> w.dependency().name())
                .thenComparing(w -> w.dependency().toString()));
        return sorted;
    }

    private Resolution run() throws UnsatisfiableException {
        checkTags();
        world.forEach(w -> discovery.from(discovery.name(w.dependency().name())));
        request.named().keySet().forEach(discovery::name);
        discovery.link();
        request.named().forEach((name, flags) -> discovery.name(name).offers.forEach(o -> {
            o.candidate().flags |= flags;
            o.candidate().inheritedFlags |= flags;
        }));
        Apk3Rules apk3 = new Apk3Rules(this, discovery);
        if (semantics() == Semantics.APK_3) {
            apk3.excludeWhatCannotBeMet();
            settle();
        }
        world.forEach(this::applyWish);
        do {
            settle();
        } while (decideOne() || semantics() == Semantics.APK_3 && apk3.fireAbsenceRule());
        ChangeList changes = new ChangeList(catalog, discovery, request.semantics());
        Resolution resolution = changes.of(world.stream().map(Wish::dependency).toList());
        errors += changes.errors();
        if (errors > 0) {
            throw new UnsatisfiableException(
                    new Explanation(catalog, discovery, world, selected, request.semantics()).text());
        }
        return resolution;
    }

    private void checkTags() throws UnsatisfiableException {
        for (Wish wish : world) {
            String tag = wish.dependency().tag();
            if (catalog.tag(tag).isEmpty()) {
                throw new UnsatisfiableException("no repository has the tag @" + tag + ", which " + wish
                        + " asks for; add a line '@" + tag + " ADDRESS' to the repositories");
            }
        }
    }

    Semantics semantics() {
        return request.semantics();
    }

    Name[] provided(Candidate candidate) {
        return discovery.provided(candidate);
    }

    // ---- deduction

    private void settle() {
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

    private void track(Name name) {
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
        boolean own = dependency.conflict() && offer.candidate() == by && semantics() == Semantics.APK_3;
        return own || Candidate.fulfils(dependency, offer, semantics());
    }

    private void evaluateRule(Candidate candidate) {
        if (!candidate.ruleFired && !candidate.ruleFailed) {
            candidate.ruleFired = true;
            for (int i = 0; i < candidate.conditions.length && candidate.ruleFired; i++) {
                Name name = candidate.conditions[i];
                Dependency condition = candidate.record.installIf().get(i);
                candidate.ruleFailed = name.isDecided() && !Candidate.fulfils(condition, name.answer(), semantics());
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

    // ---- constraints

    private void applyWish(Wish wish) {
        int tag = 1 << catalog.tag(wish.dependency().tag()).orElseThrow();
        Name name = discovery.name(wish.dependency().name());
        require(wish.dependency(), name);
        for (Name.Offer offer : name.offers) {
            Candidate candidate = offer.candidate();
            if (judge(wish.dependency(), offer, null)) {
                candidate.flags |= request.flags();
                candidate.inheritedFlags |= request.flags();
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
        boolean fits = by == null ? Candidate.fulfils(dependency, offer, semantics()) : isFine(dependency, offer, by);
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

    private void checkDependents(Name name) {
        for (Name dependent : name.dependents) {
            dependent.checkDepends = true;
            queue(dependent);
        }
    }

    private void checkRules(Name name) {
        for (Name ruled : discovery.ruledBy(name)) {
            if (ruled.discovered && !ruled.rulesFailed) {
                ruled.checkRules = true;
                queue(ruled);
            }
        }
    }

    // ---- decisions

    /** Decides the next name; false if all wanted ones are decided. */
    private boolean decideOne() {
        Name next = null;
        for (Name name : open) {
            if (name.dependentsDecided && name.requirers > 0 && !name.hasOptions) {
                next = name;
                break;
            }
            if (next == null || isSooner(name, next)) {
                next = name;
            }
        }
        if (next == null) {
            return false;
        }
        decide(next);
        return true;
    }

    private static boolean isSooner(Name a, Name b) {
        return a.priority != b.priority ? a.priority < b.priority : a.chain > b.chain;
    }

    private void decide(Name name) {
        Name.Offer best = Name.NOBODY;
        for (Name.Offer offer : name.offers) {
            if (isEligible(name, offer) && Preference.compare(offer, best, semantics()) > 0) {
                best = offer;
            }
        }
        Candidate candidate = best.candidate();
        if (candidate == null) {
            assign(name, Name.NOBODY);
            errors += name.requirers > 0 ? 1 : 0;
        } else {
            select(candidate);
        }
    }

    private static boolean isEligible(Name name, Name.Offer offer) {
        Candidate candidate = offer.candidate();
        if (name.requirers == 0 && (!candidate.ruleFired || !candidate.tagAllowed)) {
            return false;
        }
        return isAutoSelectable(offer);
    }

    /** Nobody is chosen for what it provides without a version, unless it has a priority for that or is needed itself. */
    private static boolean isAutoSelectable(Name.Offer offer) {
        Candidate candidate = offer.candidate();
        return !offer.isVirtual() || candidate.record.providerPriority() > 0 || candidate.own.requirers > 0;
    }

    private void select(Candidate candidate) {
        if (!candidate.selectable || !candidate.tagAllowed) {
            fault(candidate);
        }
        candidate.selected = true;
        selected.add(candidate);
        assign(candidate.own, new Name.Offer(candidate, candidate.record.version()));
        Name[] provided = discovery.provided(candidate);
        for (int i = 0; i < provided.length; i++) {
            assign(
                    provided[i],
                    new Name.Offer(candidate, candidate.record.provides().get(i).version()));
        }
        for (int i = 0; i < candidate.needs.length; i++) {
            apply(candidate.depends().get(i), candidate.needs[i], candidate);
        }
    }

    private void assign(Name name, Name.Offer offer) {
        if (name.isDecided()) {
            if (!offer.isVirtual() || !name.answer().isVirtual()) {
                fault(offer.candidate());
                fault(name.choice());
            }
            return;
        }
        name.chosen = offer;
        name.queued = false;
        track(name);
        for (Name.Offer other : name.offers) {
            boolean both = offer.isVirtual() && other.isVirtual();
            if (other.candidate() != offer.candidate() && !both) {
                exclude(other.candidate());
            }
        }
        checkDependents(name);
        checkRules(name);
    }

    private void fault(@Nullable Candidate candidate) {
        if (candidate != null && !candidate.faulty) {
            candidate.faulty = true;
            errors++;
        }
    }
}
