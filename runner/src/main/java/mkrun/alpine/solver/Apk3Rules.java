package mkrun.alpine.solver;

import mkrun.alpine.Dependency;

/** What apk 3 concludes beyond apk 2. */
final class Apk3Rules {
    private final Deduction deduction;
    private final Discovery discovery;

    Apk3Rules(Deduction deduction, Discovery discovery) {
        this.deduction = deduction;
        this.discovery = discovery;
    }

    /** What cannot be met at all excludes a candidate before anything is chosen. */
    void excludeWhatCannotBeMet() {
        for (Name name : discovery.discovered()) {
            for (Name.Offer offer : name.offers) {
                if (offer.candidate().selectable && !deduction.canBeMet(offer.candidate())) {
                    deduction.exclude(offer.candidate());
                }
            }
        }
    }

    /**
     * When nothing is left to decide, a rule's {@code !name} is true of every name that never was wanted. Fires
     * one such rule, that of the name with the longest chain below it.
     */
    boolean fireAbsenceRule() {
        Name best = null;
        for (Name name : discovery.discovered()) {
            if (!name.isDecided()
                    && (best == null || name.chain > best.chain)
                    && name.offers.stream().anyMatch(o -> firesByAbsence(o.candidate()))) {
                best = name;
            }
        }
        if (best == null) {
            return false;
        }
        best.offers.stream()
                .map(Name.Offer::candidate)
                .filter(this::firesByAbsence)
                .forEach(c -> c.ruleFired = true);
        best.checkRules = true;
        deduction.queue(best);
        return true;
    }

    private boolean firesByAbsence(Candidate candidate) {
        if (!candidate.selectable
                || candidate.ruleFired
                || candidate.record.installIf().isEmpty()) {
            return false;
        }
        for (int i = 0; i < candidate.conditions.length; i++) {
            Dependency condition = candidate.record.installIf().get(i);
            if (!Candidate.fulfils(condition, candidate.conditions[i].answer(), deduction.semantics())) {
                return false;
            }
        }
        return true;
    }
}
