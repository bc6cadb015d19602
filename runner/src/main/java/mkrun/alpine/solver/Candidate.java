package mkrun.alpine.solver;

import java.util.ArrayList;
import java.util.List;
import mkrun.alpine.Dependency;
import mkrun.alpine.Operator;
import mkrun.alpine.PackageRecord;

/** A package during one run of the solver. */
final class Candidate {
    /** What became of a package's install_if rule. */
    enum Rule {
        NONE,
        OPEN,
        FIRED,
        FAILED
    }

    final Catalog.Item item;
    final PackageRecord record;

    /** The slot of its own name, then those of what it provides, in order; a name may come twice. */
    final List<Slot> slots = new ArrayList<>();

    /** Cannot be part of the answer any more. */
    boolean out;

    /** Constraints that exclude it: the fewer, the better a candidate to show when nothing fits. */
    int conflicts;

    /** Was still possible when a name of its was last looked at: the nearest miss, if nothing fits. */
    boolean considered;

    boolean selected;
    boolean constraintsApplied;
    Rule rule;

    Candidate(Catalog.Item item) {
        this.item = item;
        this.record = item.record();
        this.rule = record.installIf().isEmpty() ? Rule.NONE : Rule.OPEN;
    }

    Slot own() {
        return slots.get(0);
    }

    /** Whether this package under a name fulfils a dependency; a conflict is fulfilled by what it does not mean. */
    static boolean fulfils(Dependency dependency, Slot.Offer offer) {
        boolean matches;
        if (dependency.operator() == Operator.ANY) {
            matches = true;
        } else if (dependency.operator() == Operator.CHECKSUM) {
            matches = offer.candidate().record.checksum().equals(dependency.version());
        } else { // what has no version is no match for any
            matches = !offer.isVirtual() && dependency.operator().accepts(offer.version(), dependency.version());
        }
        return matches != dependency.conflict();
    }

    @Override
    public String toString() {
        return record.id();
    }
}
