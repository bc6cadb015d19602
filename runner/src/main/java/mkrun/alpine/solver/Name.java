package mkrun.alpine.solver;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A name during one run of the solver: who could fill it, whether somebody needs it, and who was chosen. Each name is
 * decided once, for good.
 */
final class Name {
    /** Nobody: what a name is decided for that nothing can or has to fill. */
    static final Offer NOBODY = new Offer(null, "");

    /** A candidate under this name; the version is empty if it is provided without. */
    record Offer(@Nullable Candidate candidate, String version) {
        boolean isVirtual() {
            return version.isEmpty();
        }
    }

    final String text;
    final List<Offer> offers = new ArrayList<>();

    /** Names that have a candidate which depends on this name, in apk's order. */
    final List<Name> dependents = new ArrayList<>();

    /** Names that have a candidate whose install_if rule asks for this name: {@link Discovery#ruledBy}. */
    @Nullable
    List<Name> ruled;

    boolean discovered;

    /** Where it stands in apk's table of names; -1 as long as nobody wanted to know. */
    long tableKey = -1;

    /** 0 if all candidates have it as their own name, 2 if none has, else 1: the lower, the sooner it is decided. */
    int priority;

    /** Length of the longest chain of dependencies found below it when it was discovered. */
    int chain;

    int requirers;

    @Nullable
    Offer chosen;

    boolean checkDepends;
    boolean checkRules;

    /** What the last look at the offers found. */
    boolean ruleFired;

    boolean rulesFailed;
    boolean hasOptions;
    boolean dependentsDecided;

    /** Whether it waits to be looked at again, and whether it waits to be decided. */
    boolean queued;

    boolean open;

    /** Scratch of one look: in how many of the options so far the name occurs. */
    int mergedDepends;

    int mergedProvides;
    boolean mergedVirtual;

    /** Whether the list of changes has dealt with it. */
    boolean placed;

    /** What of this very name is installed, and the name whose installed package answers for this one. */
    @Nullable
    Candidate installed;

    @Nullable
    Name installedAs;

    Name(String text) {
        this.text = text;
    }

    boolean isDecided() {
        return chosen != null;
    }

    /** The package chosen for it, if any. */
    @Nullable
    Candidate choice() {
        return chosen == null ? null : chosen.candidate;
    }

    /** What answers for it; nobody as long as it is not decided. */
    Offer answer() {
        return chosen == null ? NOBODY : chosen;
    }

    @Override
    public String toString() {
        return text;
    }
}
