package mkrun.alpine;

import java.nio.file.Path;
import java.util.List;
import mkrun.target.Progress;

/** Several repositories, one architecture. */
final class Repositories {
    private Repositories() {}

    static PackageSource open(List<String> lines, String arch, Keys keys, Path cache, Progress progress)
            throws AlpineException {
        throw new AlpineException("no repository: " + lines);
    }
}
