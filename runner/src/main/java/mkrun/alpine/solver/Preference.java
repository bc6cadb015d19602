package mkrun.alpine.solver;

import mkrun.alpine.ApkVersion;
import mkrun.alpine.PackageRecord;

/** Which of two candidates of a name is the better one: apk's order for an empty root. */
final class Preference {
    private Preference() {}

    /** Positive if {@code a} is better, zero if neither is (then the earlier one in the index stays). */
    static int compare(Slot.Offer a, Slot.Offer b) {
        Candidate left = a.candidate();
        Candidate right = b.candidate();
        int order = Boolean.compare(!left.out, !right.out);
        order = order != 0 ? order : Boolean.compare(left.considered, right.considered);
        order = order != 0 ? order : Integer.compare(right.conflicts, left.conflicts);
        order = order != 0 ? order : compareVersions(a, b);
        return order != 0 ? order : Integer.compare(left.record.providerPriority(), right.record.providerPriority());
    }

    /** By the version of the wanted name, where one without version equals any; then by the package's own. */
    private static int compareVersions(Slot.Offer a, Slot.Offer b) {
        int order = a.isVirtual() || b.isVirtual() ? 0 : ApkVersion.compare(a.version(), b.version());
        PackageRecord left = a.candidate().record;
        PackageRecord right = b.candidate().record;
        return order != 0 || !left.name().equals(right.name())
                ? order
                : ApkVersion.compare(left.version(), right.version());
    }
}
