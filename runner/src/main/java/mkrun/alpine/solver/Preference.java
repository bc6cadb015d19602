package mkrun.alpine.solver;

import mkrun.alpine.ApkVersion;
import mkrun.alpine.Semantics;

/** Which of two candidates of a name is the better one: apk's order (apk-tools 2.14: solver.c). */
final class Preference {
    /** Newer ones replace installed ones. */
    static final int UPGRADE = 1;

    /** What no repository has any more is given up for what one has. */
    static final int AVAILABLE = 2;

    /** The newest one, even where another name's choice makes it impossible. */
    static final int LATEST = 4;

    private static final int NO_TAG = 1;

    private Preference() {}

    /** Positive if {@code a} is better, zero if neither is; then the one that came first stays. */
    static int compare(Name.Offer a, Name.Offer b, Semantics semantics) {
        Candidate left = a.candidate();
        Candidate right = b.candidate();
        if (left == null || right == null) {
            return Boolean.compare(left != null, right != null);
        }
        int flags = left.flags | right.flags;
        boolean latest = (flags & LATEST) != 0 && left.allowedTags == NO_TAG && right.allowedTags == NO_TAG;
        int order = latest ? compareForLatest(left, right, flags) : compareState(left, right, flags);
        order = order != 0 ? order : compareVersions(a, b, semantics);
        order = order != 0 ? order : Boolean.compare(left.item.installed, right.item.installed);
        order = order != 0 ? order : Integer.compare(left.record.providerPriority(), right.record.providerPriority());
        order = order != 0 ? order : Boolean.compare(left.selectable, right.selectable);
        return order != 0 ? order : Integer.compare(first(right), first(left));
    }

    private static int compareForLatest(Candidate left, Candidate right, int flags) {
        int order = Boolean.compare(left.tagAllowed, right.tagAllowed);
        return order != 0 || (flags & AVAILABLE) == 0 ? order : Boolean.compare(left.available, right.available);
    }

    private static int compareState(Candidate left, Candidate right, int flags) {
        int order = Boolean.compare(left.selectable, right.selectable);
        order = order != 0 ? order : Boolean.compare(left.used, right.used);
        order = order != 0 ? order : Integer.compare(right.conflicts, left.conflicts);
        order = order != 0 ? order : Boolean.compare(left.tagAllowed, right.tagAllowed);
        if (order == 0 && (flags & AVAILABLE) != 0) {
            order = Boolean.compare(left.available, right.available);
        }
        order = order != 0 ? order : Boolean.compare(left.tagPreferred, right.tagPreferred);
        if (order == 0 && (flags & UPGRADE) == 0) {
            order = Boolean.compare(left.item.installed, right.item.installed);
        }
        return order;
    }

    /** By the version of the wanted name, where one without version equals any; then by the package's own. */
    private static int compareVersions(Name.Offer a, Name.Offer b, Semantics semantics) {
        int order = a.isVirtual() || b.isVirtual() ? 0 : ApkVersion.compare(a.version(), b.version(), semantics);
        Candidate left = a.candidate();
        Candidate right = b.candidate();
        return order != 0 || left.own != right.own
                ? order
                : ApkVersion.compare(left.record.version(), right.record.version(), semantics);
    }

    /** The first repository that has it; one that none has comes before all. */
    private static int first(Candidate candidate) {
        int bits = candidate.item.repositories;
        return bits == 0 ? 0 : Integer.numberOfTrailingZeros(bits) + 1;
    }
}
