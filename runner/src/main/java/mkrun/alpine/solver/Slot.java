package mkrun.alpine.solver;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A name during one run of the solver: who could fill it, whether somebody needs it, and who was chosen. Each name is
 * decided once, for good.
 */
final class Slot {
    /** A candidate under this name. */
    record Offer(Candidate candidate, String version) {
        boolean isVirtual() {
            return version.isEmpty();
        }
    }

    final String name;
    final List<Offer> offers = new ArrayList<>();

    /** Names that have a candidate which depends on this name. */
    final Set<Slot> dependents = new LinkedHashSet<>();

    /** Names that have a candidate whose install_if rule asks for this name. */
    final Set<Slot> ruled = new LinkedHashSet<>();

    /** Rank of discovery: what is needed by others was found before them and has a lower one. */
    int rank;

    int requirers;
    boolean decided;

    @Nullable
    Offer chosen;

    boolean checkDepends;
    boolean checkRules;

    /** What the last look at the offers found. */
    boolean ruleFired;

    boolean selectable;
    int options;

    Slot(String name) {
        this.name = name;
    }

    boolean isWanted() {
        return requirers > 0 || ruleFired;
    }

    /** Whether nothing undecided can still bring a new requirement to this name. */
    boolean hasAllRequirements() {
        for (Slot dependent : dependents) {
            if (!dependent.decided) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return name;
    }
}
