package mkrun.alpine;

import java.util.ArrayList;
import java.util.List;

/**
 * A name that a package offers beside its own: {@code so:libssl.so.3=3}, {@code cmd:sshd=9.6_p1-r0}, {@code /bin/sh}.
 *
 * @param name the offered name
 * @param version its version, or empty: then several packages may offer it at once, and none is chosen for it by itself
 */
public record Provide(String name, String version) {
    /**
     * Reads a list separated by spaces or line ends.
     *
     * @throws AlpineException if an entry is neither {@code name} nor {@code name=version}
     */
    public static List<Provide> parseList(String text) throws AlpineException {
        List<Provide> list = new ArrayList<>();
        for (Dependency d : Dependency.parseList(text)) {
            if (d.conflict() || d.operator() != Operator.ANY && d.operator() != Operator.EQUAL) {
                throw new AlpineException("'" + d + "' is not a valid provide, format is name or name=version");
            }
            list.add(new Provide(d.name(), d.version()));
        }
        return List.copyOf(list);
    }

    @Override
    public String toString() {
        return version.isEmpty() ? name : name + "=" + version;
    }
}
