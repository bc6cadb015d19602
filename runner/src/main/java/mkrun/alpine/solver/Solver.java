package mkrun.alpine.solver;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
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
    private final Deduction deduction;
    private final List<Candidate> selected = new ArrayList<>();
    private int errors;

    private Solver(Catalog catalog, Request request) {
        this.catalog = catalog;
        this.request = request;
        this.world = sorted(request.world());
        this.discovery = new Discovery(catalog, request.flags());
        this.deduction = new Deduction(catalog, discovery, request.semantics(), request.flags());
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
        Apk3Rules apk3 = new Apk3Rules(deduction, discovery);
        if (request.semantics() == Semantics.APK_3) {
            apk3.excludeWhatCannotBeMet();
            deduction.settle();
        }
        world.forEach(deduction::applyWish);
        do {
            deduction.settle();
        } while (decideOne() || request.semantics() == Semantics.APK_3 && apk3.fireAbsenceRule());
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

    /** Decides the next name; false if all wanted ones are decided. */
    private boolean decideOne() {
        Name next = null;
        for (Name name : deduction.open()) {
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
            if (isEligible(name, offer) && Preference.compare(offer, best, request.semantics()) > 0) {
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
            deduction.apply(candidate.depends().get(i), candidate.needs[i], candidate);
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
        deduction.track(name);
        for (Name.Offer other : name.offers) {
            boolean both = offer.isVirtual() && other.isVirtual();
            if (other.candidate() != offer.candidate() && !both) {
                deduction.exclude(other.candidate());
            }
        }
        deduction.checkDependents(name);
        deduction.checkRules(name);
    }

    private void fault(@Nullable Candidate candidate) {
        if (candidate != null && !candidate.faulty) {
            candidate.faulty = true;
            errors++;
        }
    }
}
