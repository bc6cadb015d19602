package mkrun.target.routeros;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import mkrun.routeros.Dialect;
import mkrun.routeros.RouterosVersion;
import mkrun.routeros.Schemas;

/**
 * What is thought of a router before it was asked anything, so that it can be asked for its state along with what it is.
 *
 * @param menus that will be read
 * @param known routers met before
 * @param stated the version that it is said to have
 * @param schemas what was pulled of routers of a version
 */
public record Expected(
        Set<String> menus,
        KnownRouters known,
        Optional<RouterosVersion> stated,
        Function<RouterosVersion, Schemas> schemas) {
    /** Nothing is. */
    public static final Expected NOTHING = new Expected(Set.of(), KnownRouters.NONE, Optional.empty());

    public Expected {
        menus = Set.copyOf(menus);
    }

    /** Nothing was pulled of any version. */
    public Expected(Set<String> menus, KnownRouters known, Optional<RouterosVersion> stated) {
        this(menus, known, stated, version -> Schemas.NONE);
    }

    /** What it may understand: as when it was last met, else all that its stated version can. */
    Optional<Dialect> dialect(String hostKey) {
        return menus.isEmpty() ? Optional.empty() : known.recall(hostKey).or(() -> stated.map(Dialect::complete));
    }
}
