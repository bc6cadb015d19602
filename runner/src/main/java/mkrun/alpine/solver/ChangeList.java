package mkrun.alpine.solver;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mkrun.alpine.Dependency;
import mkrun.alpine.PackageChange;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.Provide;
import mkrun.alpine.Resolution;
import mkrun.alpine.Semantics;
import org.jspecify.annotations.Nullable;

/**
 * The changes that lead from what is installed to what was chosen, in apk's order: through the sorted world in depth first,
 * each package after what it depends on in the order it lists that, and right after it the packages whose install_if rule
 * it completes. What nothing needs any more goes when the last that needed it changes.
 */
final class ChangeList {
    private final Catalog catalog;
    private final Discovery discovery;
    private final Semantics semantics;
    private final List<Candidate> installed;
    private final Map<Name, Integer> requirers = new HashMap<>();
    private final List<PackageChange> changes = new ArrayList<>();
    private final Map<PackageRecord, String> repositories = new HashMap<>();
    private int errors;

    ChangeList(Catalog catalog, Discovery discovery, Semantics semantics) {
        this.catalog = catalog;
        this.discovery = discovery;
        this.semantics = semantics;
        this.installed = discovery.installed();
    }

    /** Dependencies that the choice does not fulfil; each package counts once. */
    int errors() {
        return errors;
    }

    Resolution of(List<Dependency> world) {
        for (Candidate candidate : installed) {
            candidate.own.installed = candidate;
            candidate.own.installedAs = candidate.own;
            for (Provide provide : candidate.record.provides()) {
                if (!provide.version().isEmpty()) {
                    discovery.name(provide.name()).installedAs = candidate.own;
                }
            }
        }
        installed.forEach(this::countNeeds);
        installed.forEach(this::removeIfNotNeeded);
        world.forEach(d -> follow(null, d));
        installed.forEach(c -> change(c.own));
        return new Resolution(world, changes, repositories);
    }

    private void countNeeds(Candidate candidate) {
        for (Dependency dependency : candidate.depends()) {
            Name name = discovery.name(dependency.name()).installedAs;
            if (!dependency.conflict() && name != null) {
                requirers.merge(name, 1, Integer::sum);
            }
        }
    }

    private void releaseNeeds(Candidate candidate) {
        for (Dependency dependency : candidate.depends()) {
            Name needed = discovery.name(dependency.name());
            Name name = needed.installedAs;
            if (!dependency.conflict()
                    && name != null
                    && requirers.merge(name, -1, Integer::sum) <= 0
                    && needed.installed != null) {
                remove(needed.installed);
            }
        }
    }

    private void removeIfNotNeeded(Candidate candidate) {
        if (requirers.getOrDefault(candidate.own, 0) == 0 && candidate.own.choice() == null) {
            remove(candidate);
        }
    }

    private void follow(@Nullable Candidate by, Dependency dependency) {
        Name name = discovery.name(dependency.name());
        Candidate choice = name.choice();
        boolean own = semantics == Semantics.APK_3 && dependency.conflict() && by != null && choice == by;
        if (!own && !Candidate.fulfils(dependency, name.answer(), semantics)) {
            fault(by);
        }
        change(name);
        if (choice != null && choice.faulty) {
            fault(by);
        }
    }

    private void fault(@Nullable Candidate candidate) {
        if (candidate == null) {
            errors++;
        } else if (!candidate.faulty) {
            candidate.faulty = true;
            errors++;
        }
    }

    private void change(Name name) {
        if (name.placed) {
            return;
        }
        replaceOrphan(name);
        Candidate candidate = name.choice();
        if (candidate == null || candidate.placed) {
            return;
        }
        candidate.placed = true;
        replaceOrphan(candidate.own);
        for (Name provided : discovery.provided(candidate)) {
            replaceOrphan(provided);
        }
        Candidate before = candidate.own.installed;
        if (before != null) {
            discovery.ruledBy(before.own).forEach(this::removeByRule);
        }
        candidate.depends().forEach(d -> follow(candidate, d));
        record(before, candidate);
        discovery.ruledBy(candidate.own).forEach(this::installByRule);
        for (Name provided : discovery.provided(candidate)) {
            discovery.ruledBy(provided).forEach(this::installByRule);
        }
        countNeeds(candidate);
        if (before != null) {
            releaseNeeds(before);
        }
    }

    private void record(@Nullable Candidate before, Candidate after) {
        changes.add(
                before == null
                        ? PackageChange.install(after.record)
                        : PackageChange.between(before.record, after.record));
        catalog.repository(after.record).ifPresent(r -> repositories.put(after.record, r));
    }

    /** Another package answers for the name now, so the one that was installed under it goes. */
    private void replaceOrphan(Name name) {
        if (!name.placed) {
            name.placed = true;
            Candidate candidate = name.choice();
            if ((candidate == null || candidate.own != name) && name.installed != null) {
                remove(name.installed);
            }
        }
    }

    private void installByRule(Name name) {
        Candidate candidate = name.choice();
        if (candidate == null || !name.discovered || name.placed) {
            return;
        }
        for (int i = 0; i < candidate.conditions.length; i++) {
            Name condition = candidate.conditions[i];
            Dependency dependency = candidate.record.installIf().get(i);
            boolean absent = semantics == Semantics.APK_3 && !condition.isDecided() && dependency.conflict();
            if (!absent && (!condition.placed || !Candidate.fulfils(dependency, condition.answer(), semantics))) {
                return;
            }
        }
        change(name);
    }

    private void removeByRule(Name name) {
        Candidate candidate = name.installed;
        if (candidate == null || name.placed || name.choice() != null) {
            return;
        }
        for (Dependency condition : candidate.record.installIf()) {
            Name asked = discovery.name(condition.name());
            if (asked.placed && asked.choice() == null) {
                removeIfNotNeeded(candidate);
                return;
            }
        }
    }

    private void remove(Candidate candidate) {
        Candidate choice = candidate.own.choice();
        if (candidate.placed || choice != null && choice.own == candidate.own) {
            return;
        }
        candidate.own.placed = true;
        candidate.placed = true;
        installed.stream().filter(other -> needs(other, candidate)).forEach(this::remove);
        discovery.ruledBy(candidate.own).forEach(this::removeByRule);
        changes.add(PackageChange.remove(candidate.record));
        releaseNeeds(candidate);
    }

    private boolean needs(Candidate other, Candidate candidate) {
        for (Dependency dependency : other.depends()) {
            if (!dependency.conflict()
                    && discovery.name(dependency.name()).offers.stream()
                            .anyMatch(o -> o.candidate() == candidate && Candidate.fulfils(dependency, o, semantics))) {
                return true;
            }
        }
        return false;
    }
}
