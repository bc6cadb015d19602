package mkrun.alpine.solver;

import java.util.List;
import mkrun.alpine.Dependency;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.Semantics;
import org.jspecify.annotations.Nullable;

/** A package during one run of the solver. */
final class Candidate {
    final Catalog.Item item;
    final PackageRecord record;
    final Name own;

    /** The names of its dependencies and of its install_if rule, in their order; set when it is discovered. */
    Name[] needs = {};

    Name[] conditions = {};

    /** The names it offers beside its own, in their order: {@link Discovery#provided}. */
    Name @Nullable [] provided;

    boolean discovered;
    int chain;

    /** Can be part of the answer. */
    boolean selectable;

    /** Is in a repository. */
    boolean available;

    /** May come from where it is, and is preferred for where it is. */
    boolean tagAllowed;

    boolean tagPreferred;

    /** Tags, as bits, from whose repositories it may come. */
    int allowedTags;

    /** Constraints that exclude it: the fewer, the better a candidate to show when nothing fits. */
    int conflicts;

    /** Was still possible in the look at hand, and in the last one that drew conclusions. */
    boolean merged;

    boolean used;

    boolean ruleFired;
    boolean ruleFailed;

    /** {@link Preference} flags for itself, and those that what it needs gets too. */
    int flags;

    int inheritedFlags;

    boolean selected;
    boolean faulty;
    boolean placed;

    Candidate(Catalog.Item item, Name own) {
        this.item = item;
        this.record = item.record;
        this.own = own;
    }

    /** Whether what answers for a name fulfils a dependency on it; a conflict is fulfilled by what it does not mean. */
    static boolean fulfils(Dependency dependency, Name.Offer offer, Semantics semantics) {
        Candidate candidate = offer.candidate();
        if (candidate == null) {
            return dependency.conflict();
        }
        boolean matches =
                switch (dependency.operator()) {
                    case ANY -> true;
                    case CHECKSUM -> candidate.record.checksum().equals(dependency.version());
                    default -> // what has no version is no match for any
                        !offer.isVirtual()
                                && dependency.operator().accepts(offer.version(), dependency.version(), semantics);
                };
        return matches != dependency.conflict();
    }

    /** Its dependencies, in their order. */
    List<Dependency> depends() {
        return record.depends();
    }

    @Override
    public String toString() {
        return record.id();
    }
}
