package mkrun.alpine;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import mkrun.spelling.DidYouMean;

/** The architectures that Alpine has packages for, by the names of their folders in its repositories. */
public final class ArchitectureNames {
    /** What packages are of that fit any architecture. */
    public static final String ANY = "noarch";

    /** Those of all releases; apk takes no others. */
    private static final Set<String> ALL = Set.of(
            "aarch64", "armhf", "armv7", "loongarch64", "mips64", "ppc64le", "riscv64", "s390x", "x86", "x86_64");

    /** What OCI images, routers and kernels call some of them. */
    private static final Map<String, String> ELSEWHERE =
            Map.of("amd64", "x86_64", "arm64", "aarch64", "arm", "armv7", "386", "x86", "i686", "x86");

    private ArchitectureNames() {}

    /** What to say of a word that is none of them, with the one that was probably meant; empty for one that is. */
    public static Optional<String> problem(String word) {
        if (ALL.contains(word)) {
            return Optional.empty();
        }
        String meant = ELSEWHERE.containsKey(word)
                ? "its name for that is '" + ELSEWHERE.get(word) + "'"
                : DidYouMean.hint(word, ALL);
        return Optional.of("'" + word + "' is no architecture of Alpine's: "
                + (meant.isEmpty() ? "there are " + String.join(", ", new TreeSet<>(ALL)) : meant));
    }
}
