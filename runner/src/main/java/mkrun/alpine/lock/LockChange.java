package mkrun.alpine.lock;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What becomes of one package of a locked image.
 *
 * @param image its name in the playbook
 * @param arch Alpine's name of the architecture
 * @param name package name
 * @param before version before, empty if it was not there
 * @param after version after, empty if it goes
 * @param why whether anybody asked for it
 */
public record LockChange(String image, String arch, String name, String before, String after, String why) {
    /** What differs between two locks of one image and architecture; sorted by name. */
    public static List<LockChange> between(LockedImage before, LockedImage after) {
        Set<String> names = new LinkedHashSet<>();
        before.packages().forEach(p -> names.add(p.name()));
        after.packages().forEach(p -> names.add(p.name()));
        List<LockChange> changes = new ArrayList<>();
        names.stream().sorted().forEach(name -> change(name, before, after).ifPresent(changes::add));
        return changes;
    }

    private static Optional<LockChange> change(String name, LockedImage before, LockedImage after) {
        Optional<LockedPackage> old = before.find(name);
        Optional<LockedPackage> now = after.find(name);
        if (old.equals(now)) {
            return Optional.empty();
        }
        return Optional.of(new LockChange(
                after.image(),
                after.arch(),
                name,
                old.map(LockedPackage::version).orElse(""),
                now.map(LockedPackage::version).orElse(""),
                why(name, before, old, after, now)));
    }

    private static String why(
            String name,
            LockedImage before,
            Optional<LockedPackage> old,
            LockedImage after,
            Optional<LockedPackage> now) {
        if (now.isEmpty()) {
            return isWished(name, before) && !isWished(name, after) ? "no longer asked for" : "no longer needed";
        }
        String why = isWished(name, after) ? "asked for" : "dependency";
        boolean sameVersion =
                old.isPresent() && old.get().version().equals(now.get().version());
        return sameVersion ? why + ", another file" : why;
    }

    private static boolean isWished(String name, LockedImage image) {
        return image.world().stream().anyMatch(d -> !d.conflict() && d.name().equals(name));
    }
}
