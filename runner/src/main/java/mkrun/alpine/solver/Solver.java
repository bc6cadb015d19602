package mkrun.alpine.solver;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mkrun.alpine.Dependency;
import mkrun.alpine.Provide;
import mkrun.alpine.Resolution;
import mkrun.alpine.UnsatisfiableException;

/**
 * Chooses the packages that fulfil a world, for an empty root, with the choices of apk 2.14.
 *
 * <p>It deduces and never searches. Every name is a {@link Slot}; a dependency excludes candidates that do not fit it, a
 * candidate whose needs cannot be met is excluded too, what all remaining candidates of a needed name have in common
 * holds already, and so on until nothing follows any more. Then the next name is decided: names that others need come
 * after those others. A package with an install_if rule becomes wanted when all names of its rule are decided and match.
 *
 * <p>Where nothing fits, the least bad candidate is chosen all the same, so that {@link Explanation} can show what is in
 * the way; nothing broken is ever returned.
 */
public final class Solver {
    private final Catalog catalog;
    private final List<Dependency> world;
    private final Discovery discovery;
    private final Deque<Slot> dirty = new ArrayDeque<>();
    private final Set<Slot> queued = new LinkedHashSet<>();
    private final Set<Slot> open = new LinkedHashSet<>();
    private final List<Candidate> selected = new ArrayList<>();

    private Solver(Catalog catalog, List<Dependency> world) {
        this.catalog = catalog;
        this.world = world;
        this.discovery = new Discovery(catalog, world);
    }

    /**
     * Solves a world.
     *
     * @throws UnsatisfiableException if it has no answer, or none that can be deduced
     */
    public static Resolution solve(List<Dependency> world, Catalog catalog) throws UnsatisfiableException {
        List<Dependency> sorted = world.stream()
                .distinct()
                .sorted(Comparator.comparing(Dependency::name, String.CASE_INSENSITIVE_ORDER)
                        .thenComparing(Dependency::name)
                        .thenComparing(Dependency::toString))
                .toList();
        return new Solver(catalog, sorted).run();
    }

    private Resolution run() throws UnsatisfiableException {
        discovery.ranked().forEach(slot -> slot.checkDepends = true);
        discovery.ranked().forEach(this::queue);
        settle();
        world.forEach(d -> apply(d, Optional.empty()));
        for (settle(); decideOne(); settle()) {
            // each round decides one name
        }
        Explanation explanation = new Explanation(catalog, discovery, world, selected);
        if (explanation.hasProblems()) {
            throw new UnsatisfiableException(explanation.text());
        }
        return new InstallOrder(catalog, discovery, world).resolution();
    }

    // ---- deduction

    private void settle() {
        while (!dirty.isEmpty()) {
            Slot slot = dirty.removeFirst();
            queued.remove(slot);
            if (!slot.decided) {
                look(slot);
            }
        }
    }

    private void queue(Slot slot) {
        if (!slot.decided && queued.add(slot)) {
            dirty.addLast(slot);
        }
    }

    /** Looks at a name's candidates again and draws the conclusions. */
    private void look(Slot slot) {
        boolean depends = slot.checkDepends;
        boolean rules = slot.checkRules;
        slot.checkDepends = false;
        slot.checkRules = false;
        slot.ruleFired = false;
        slot.selectable = false;
        List<Slot.Offer> options = new ArrayList<>();
        for (Slot.Offer offer : slot.offers) {
            Candidate candidate = offer.candidate();
            if (!candidate.out && depends && !canBeMet(candidate)) {
                exclude(candidate);
            }
            if (candidate.out) {
                continue;
            }
            if (rules) {
                evaluateRule(candidate);
            }
            slot.ruleFired |= candidate.rule == Candidate.Rule.FIRED;
            slot.selectable |= isSelectable(offer) || candidate.rule == Candidate.Rule.FIRED;
            options.add(offer);
        }
        slot.options = options.size();
        track(slot);
        if (slot.requirers > 0 && !options.isEmpty()) {
            slot.offers.forEach(o -> o.candidate().considered = !o.candidate().out);
            conclude(slot, options);
        }
    }

    /** What follows from the fact that one of these will be chosen. */
    private void conclude(Slot slot, List<Slot.Offer> options) {
        if (options.size() == 1) {
            applyDepends(options.get(0).candidate());
        } else {
            for (String name : Common.depends(options)) {
                Slot needed = discovery.slot(name);
                if (needed.requirers == 0) {
                    require(needed);
                }
            }
        }
        for (String name : Common.exclusiveNames(options)) {
            if (!name.equals(slot.name)) {
                excludeOthers(discovery.slot(name), slot);
            }
        }
    }

    /** Every choice for {@code slot} owns this name, so a package that offers it without offering {@code slot} cannot come. */
    private void excludeOthers(Slot owned, Slot slot) {
        for (Slot.Offer offer : owned.offers) {
            if (!offer.candidate().out && !offer.candidate().slots.contains(slot)) {
                exclude(offer.candidate());
            }
        }
    }

    private boolean canBeMet(Candidate candidate) {
        for (Dependency dependency : candidate.record.depends()) {
            if (!canBeMet(dependency, candidate)) {
                return false;
            }
        }
        return true;
    }

    private boolean canBeMet(Dependency dependency, Candidate by) {
        Slot slot = discovery.slot(dependency.name());
        if (slot.decided) {
            return isMet(dependency, slot, by);
        }
        if (dependency.conflict() && slot.requirers == 0) {
            return true;
        }
        for (Slot.Offer offer : slot.offers) {
            if (!offer.candidate().out && isFine(dependency, offer, by)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isMet(Dependency dependency, Slot decided, Candidate by) {
        return decided.chosen == null ? dependency.conflict() : isFine(dependency, decided.chosen, by);
    }

    /** A package may exclude what it provides itself: then no other may provide it. */
    private static boolean isFine(Dependency dependency, Slot.Offer offer, Candidate by) {
        return dependency.conflict() && offer.candidate() == by || Candidate.fulfils(dependency, offer);
    }

    private void evaluateRule(Candidate candidate) {
        if (candidate.rule != Candidate.Rule.OPEN) {
            return;
        }
        for (Dependency condition : candidate.record.installIf()) {
            Optional<Slot> slot = discovery.find(condition.name());
            if (slot.isPresent() && !slot.get().decided) {
                return;
            }
            if (slot.isEmpty() ? !condition.conflict() : !isMet(condition, slot.get(), candidate)) {
                candidate.rule = Candidate.Rule.FAILED;
                return;
            }
        }
        candidate.rule = Candidate.Rule.FIRED;
    }

    // ---- constraints

    private void apply(Dependency dependency, Optional<Candidate> by) {
        Slot slot = discovery.slot(dependency.name());
        if (!dependency.conflict()) {
            require(slot);
        }
        for (Slot.Offer offer : slot.offers) {
            boolean own = dependency.conflict() && by.isPresent() && offer.candidate() == by.get();
            if (!own && !Candidate.fulfils(dependency, offer)) {
                offer.candidate().conflicts++;
                if (!offer.candidate().out) {
                    exclude(offer.candidate());
                }
            }
        }
    }

    private void applyDepends(Candidate candidate) {
        if (!candidate.constraintsApplied) {
            candidate.constraintsApplied = true;
            candidate.record.depends().forEach(d -> apply(d, Optional.of(candidate)));
        }
    }

    private void require(Slot slot) {
        if (slot.requirers++ == 0) {
            track(slot);
            queue(slot);
            checkDependents(slot); // a conflict with it may have become impossible to meet
            slot.offers.forEach(
                    o -> o.candidate().slots.forEach(this::queue)); // it may now be chosen for virtual names
        }
    }

    private void exclude(Candidate candidate) {
        candidate.out = true;
        for (Slot slot : candidate.slots) {
            checkDependents(slot);
            queue(slot);
        }
    }

    private void checkDependents(Slot slot) {
        for (Slot dependent : slot.dependents) {
            dependent.checkDepends = true;
            queue(dependent);
        }
    }

    private void track(Slot slot) {
        if (slot.decided || !slot.isWanted()) {
            open.remove(slot);
        } else {
            open.add(slot);
        }
    }

    // ---- decisions

    /** Decides the next name; false if all wanted ones are decided. */
    private boolean decideOne() {
        Optional<Slot> next = next();
        next.ifPresent(this::decide);
        return next.isPresent() || fireAbsenceRule();
    }

    private Optional<Slot> next() {
        Comparator<Slot> order = Comparator.<Slot>comparingInt(s -> isForced(s) ? 1 : 0)
                .thenComparing(s -> s.selectable)
                .thenComparing(s -> s.rank);
        return open.stream().max(order);
    }

    private static boolean isForced(Slot slot) {
        return slot.requirers > 0 && slot.selectable && slot.options <= 1 && slot.hasAllRequirements();
    }

    private void decide(Slot slot) {
        Optional<Slot.Offer> best = Optional.empty();
        for (Slot.Offer offer : slot.offers) {
            if (isEligible(slot, offer) && (best.isEmpty() || Preference.compare(offer, best.get()) > 0)) {
                best = Optional.of(offer);
            }
        }
        if (best.isPresent()) {
            select(best.get().candidate());
        } else {
            slot.decided = true;
            close(slot);
        }
    }

    private static boolean isEligible(Slot slot, Slot.Offer offer) {
        if (slot.requirers == 0) {
            return offer.candidate().rule == Candidate.Rule.FIRED && !offer.candidate().out;
        }
        return isSelectable(offer);
    }

    /** Nobody is chosen for what it provides without a version, unless it has a priority for that or is needed itself. */
    private static boolean isSelectable(Slot.Offer offer) {
        return !offer.isVirtual()
                || offer.candidate().record.providerPriority() > 0
                || offer.candidate().own().requirers > 0;
    }

    private void select(Candidate candidate) {
        candidate.selected = true;
        selected.add(candidate);
        assign(candidate.own(), new Slot.Offer(candidate, candidate.record.version()));
        for (Provide provide : candidate.record.provides()) {
            assign(discovery.slot(provide.name()), new Slot.Offer(candidate, provide.version()));
        }
        applyDepends(candidate);
    }

    private void assign(Slot slot, Slot.Offer offer) {
        if (slot.decided) {
            return; // both without version, which is fine, or a conflict, which is found in the end
        }
        slot.decided = true;
        slot.chosen = offer;
        for (Slot.Offer other : slot.offers) {
            boolean both = offer.isVirtual() && other.isVirtual();
            if (other.candidate() != offer.candidate() && !both && !other.candidate().out) {
                exclude(other.candidate());
            }
        }
        close(slot);
    }

    private void close(Slot slot) {
        track(slot);
        checkDependents(slot);
        for (Slot ruled : slot.ruled) {
            ruled.checkRules = true;
            queue(ruled);
        }
    }

    /**
     * When nothing is left to decide, a rule's {@code !name} is true of every name that never was wanted. Fires one such
     * rule, the one of the highest rank.
     */
    private boolean fireAbsenceRule() {
        List<Slot> ranked = discovery.ranked();
        for (int i = ranked.size() - 1; i >= 0; i--) {
            for (Slot.Offer offer : ranked.get(i).offers) {
                if (!ranked.get(i).decided && firesByAbsence(offer.candidate())) {
                    offer.candidate().rule = Candidate.Rule.FIRED;
                    offer.candidate().slots.forEach(this::queue);
                    return true;
                }
            }
        }
        return false;
    }

    private boolean firesByAbsence(Candidate candidate) {
        if (candidate.out || candidate.rule != Candidate.Rule.OPEN) {
            return false;
        }
        for (Dependency condition : candidate.record.installIf()) {
            Optional<Slot> slot = discovery.find(condition.name()).filter(s -> s.decided);
            if (slot.isPresent() ? !isMet(condition, slot.get(), candidate) : !condition.conflict()) {
                return false;
            }
        }
        return true;
    }
}
