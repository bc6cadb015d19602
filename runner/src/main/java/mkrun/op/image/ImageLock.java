package mkrun.op.image;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import mkrun.alpine.AlpineException;
import mkrun.alpine.Dependency;
import mkrun.alpine.Wish;
import mkrun.alpine.lock.LockFile;
import mkrun.alpine.lock.LockedImage;
import mkrun.image.Architecture;
import mkrun.target.TargetException;

/**
 * The lock of a playbook: its images are built of exactly the packages that it names, or not at all.
 *
 * @param file what it says
 * @param where the file, for messages
 * @param playbook the playbook, as a user would type it
 * @param instead what else to do about architectures that are not locked, given those that are as {@code --arch} takes them
 */
public record ImageLock(LockFile file, String where, String playbook, UnaryOperator<String> instead) {
    /**
     * What keeps an image from being built by this lock; empty if nothing does.
     *
     * @param alpineArch Alpine's name of the architecture
     */
    public Optional<String> problem(ImageDefinition definition, Architecture architecture, String alpineArch) {
        try {
            of(new ImageInputs(definition, architecture, alpineArch));
            return Optional.empty();
        } catch (TargetException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /**
     * What keeps an image from being built from the repositories that its definition names; empty if nothing does. Folders
     * are places to get the locked packages from, but another repository on the network is another wish.
     */
    public Optional<String> repositoryProblem(ImageDefinition definition, String alpineArch) {
        Optional<LockedImage> locked = file.find(definition.name(), alpineArch);
        List<String> more = RootfsBuild.lastingRepositories(definition.repositories()).stream()
                .filter(line -> locked.isPresent() && !locked.get().lines().contains(line))
                .toList();
        return more.isEmpty()
                ? Optional.empty()
                : Optional.of(stale(
                        definition.name(), alpineArch, List.of("+repository " + String.join(", +repository ", more))));
    }

    /** The architectures that an image is locked for, with their usual Alpine architectures. */
    public Set<Architecture> architectures(String image) {
        Set<Architecture> locked = EnumSet.allOf(Architecture.class);
        locked.removeIf(a -> file.find(image, a.alpineArch()).isEmpty());
        return locked;
    }

    /** What is locked for the image, which asks for the same as when it was locked. */
    LockedImage of(ImageInputs inputs) throws TargetException {
        String image = inputs.definition().name();
        LockedImage locked =
                file.find(image, inputs.alpineArch()).orElseThrow(() -> new TargetException(notLocked(inputs)));
        List<String> differences = new ArrayList<>();
        Set<Dependency> wanted = new HashSet<>();
        for (Wish wish : wishes(inputs)) {
            wanted.add(wish.dependency());
            if (!locked.world().contains(wish.dependency())) {
                differences.add("+" + wish.dependency() + " (" + wish.origin() + ")");
            }
        }
        locked.world().stream().filter(d -> !wanted.contains(d)).forEach(d -> differences.add("-" + d));
        if (!differences.isEmpty()) {
            throw new TargetException(stale(image, inputs.alpineArch(), differences));
        }
        return locked;
    }

    /** To lock an architecture, the others must be named too: else they would be locked no more. */
    private String notLocked(ImageInputs inputs) {
        String image = inputs.definition().name();
        SortedSet<String> ofImage = new TreeSet<>();
        SortedSet<String> together = new TreeSet<>();
        for (LockedImage one : file.images()) {
            String typed = typed(one.arch());
            together.add(typed);
            if (one.image().equals(image)) {
                ofImage.add(typed);
            }
        }
        together.add(typed(inputs.alpineArch()));
        String only = String.join(",", ofImage);
        return where + ": does not lock image '" + image + "' for " + typed(inputs.alpineArch())
                + (only.isEmpty() ? "" : ", only for " + only) + "; lock it too: mkrun lock " + playbook + " --arch "
                + String.join(",", together) + (only.isEmpty() ? "" : "; " + instead.apply(only));
    }

    /** An architecture of Alpine's as {@code --arch} takes it: {@code amd64}, {@code arm:armhf}. */
    private static String typed(String alpineArch) {
        for (Architecture architecture : Architecture.values()) {
            if (architecture.runs(alpineArch)) {
                return architecture + (architecture.alpineArch().equals(alpineArch) ? "" : ":" + alpineArch);
            }
        }
        return alpineArch;
    }

    private static List<Wish> wishes(ImageInputs inputs) throws TargetException {
        try {
            return inputs.wishes();
        } catch (AlpineException e) {
            throw new TargetException(e.getMessage(), e);
        }
    }

    private String stale(String image, String arch, List<String> differences) {
        return where + ": image '" + image + "' for " + arch + " asks for something else than when it was locked:\n    "
                + String.join("\n    ", differences) + "\n  Lock it again: mkrun lock " + playbook
                + " (--check shows what that changes, --update takes the newest of everything)";
    }
}
