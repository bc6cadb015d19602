package mkrun.op.image;

import java.util.List;
import java.util.stream.Collectors;
import mkrun.alpine.Dependency;
import mkrun.alpine.Resolution;
import mkrun.target.Change;

/**
 * The packages that an image starts from.
 *
 * @param resolution what was asked for, and that with all it needs in the order it is installed
 */
record PackagesAdded(Resolution resolution) implements Change {
    @Override
    public String summary() {
        String world = resolution.world().stream().map(Dependency::toString).collect(Collectors.joining(" "));
        return "install " + resolution.packages().size() + " packages for " + world;
    }

    @Override
    public List<String> diff() {
        return resolution.packages().stream()
                .map(p -> "+" + p.name() + " " + p.version())
                .toList();
    }
}
