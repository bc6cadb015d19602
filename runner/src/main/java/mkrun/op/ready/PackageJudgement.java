package mkrun.op.ready;

import java.util.List;
import java.util.Optional;
import mkrun.image.Architecture;
import mkrun.routeros.PackageFile;
import mkrun.routeros.RouterFacts;
import mkrun.routeros.Row;

/** Whether the package {@code container} is there and on, and the way to it, which differs by version. */
final class PackageJudgement implements Judgement {
    static final String NAME = "container";

    @Override
    public List<Finding> of(Condition condition) {
        RouterFacts facts = condition.facts();
        if (facts.packages().contains(NAME)) {
            return List.of(Finding.ok(Finding.Subject.PACKAGE, "container is installed and enabled"));
        }
        if (Architecture.ofRouter(facts.architecture()).isEmpty()) {
            return List.of(); // there is none for it, and the architecture says so
        }
        return List.of(Finding.missing(
                Finding.Subject.PACKAGE, "the package container is not installed or not enabled", remedy(condition)));
    }

    private static Remedy remedy(Condition condition) {
        RouterFacts facts = condition.facts();
        boolean applies = facts.version().atLeast("7.18");
        String apply = applies ? "/system/package/apply-changes" : "/system/reboot";
        if (installed(condition).isPresent()) {
            return Remedy.command("/system/package/enable container, then " + apply);
        }
        String file = PackageFile.nameFor(NAME, facts);
        return Remedy.command(
                applies
                        ? "/system/package/update/check-for-updates, then /system/package/enable container, then "
                                + apply
                        : "upload " + file + " of the extra packages from https://mikrotik.com/download, then "
                                + apply);
    }

    /** Its row if it is on the router and only switched off. */
    static Optional<Row> installed(Condition condition) {
        return condition.rows(Condition.PACKAGE).stream()
                .filter(r -> r.text("name").equals(NAME) && !r.is("available"))
                .findFirst();
    }
}
