package mkrun.alpine.solver;

import java.util.List;
import mkrun.alpine.Provide;

/** What holds for every option of a needed name, whichever of them will be chosen. */
final class Merge {
    private final Deduction deduction;

    Merge(Deduction deduction) {
        this.deduction = deduction;
    }

    /**
     * Counts the names that an option depends on and offers.
     *
     * @param before options counted before this one
     */
    void count(Name.Offer option, int before) {
        Candidate candidate = option.candidate();
        for (int i = 0; i < candidate.needs.length; i++) {
            Name needed = candidate.needs[i];
            if (!candidate.depends().get(i).conflict() && needed.mergedDepends == before) {
                needed.mergedDepends = before + 1;
            }
        }
        countOffered(candidate.own, before, option.isVirtual());
        Name[] provided = deduction.provided(candidate);
        for (int i = 0; i < provided.length; i++) {
            Provide provide = candidate.record.provides().get(i);
            countOffered(provided[i], before, provide.version().isEmpty());
        }
    }

    private static void countOffered(Name name, int before, boolean virtual) {
        if (name.mergedProvides == before) {
            name.mergedProvides = before + 1;
            name.mergedVirtual |= virtual;
        }
    }

    /** Draws the conclusions from what was counted over all options, of which there is at least one. */
    void conclude(Name name, List<Name.Offer> options) {
        Candidate first = options.get(0).candidate();
        for (int i = 0; i < first.needs.length; i++) {
            Name needed = first.needs[i];
            boolean common = complete(needed, options.size());
            if (common && options.size() == 1) {
                deduction.apply(first.depends().get(i), needed, first);
            } else if (common && needed.requirers == 0) {
                needed.requirers++;
                deduction.becameRequired(needed);
                needed.offers.forEach(o -> deduction.inherit(o.candidate(), first));
            }
        }
        excludeOthers(first.own, name, options.size());
        for (Name provided : deduction.provided(first)) {
            excludeOthers(provided, name, options.size());
        }
        first.own.mergedVirtual = false;
        for (Name provided : deduction.provided(first)) {
            provided.mergedVirtual = false;
        }
    }

    private static boolean complete(Name needed, int options) {
        boolean complete = needed.mergedDepends == options;
        needed.mergedDepends = 0;
        return complete;
    }

    /** Every option offers {@code common}, so a package that offers it and not {@code name} cannot come. */
    private void excludeOthers(Name common, Name name, int options) {
        boolean complete = common.mergedProvides == options;
        common.mergedProvides = 0;
        if (!complete || common == name) {
            return;
        }
        for (Name.Offer offer : common.offers) {
            Candidate candidate = offer.candidate();
            boolean spared = candidate.own == name
                    || !candidate.selectable
                    || common.mergedVirtual && offer.isVirtual()
                    || offers(candidate, name, common.mergedVirtual);
            if (!spared) {
                deduction.exclude(candidate);
            }
        }
    }

    private static boolean offers(Candidate candidate, Name name, boolean orAnythingVirtual) {
        for (Provide provide : candidate.record.provides()) {
            if (provide.name().equals(name.text)
                    || orAnythingVirtual && provide.version().isEmpty()) {
                return true;
            }
        }
        return false;
    }
}
