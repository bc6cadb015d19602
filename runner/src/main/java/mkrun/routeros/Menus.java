package mkrun.routeros;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All menus that mkrun knows, from its own tables under {@code mkrun/routeros/menus/}. */
public final class Menus {
    private final Map<String, Menu> byPath;

    Menus(Collection<Menu> menus) {
        this.byPath = menus.stream()
                .collect(Collectors.toMap(
                        Menu::path,
                        Function.identity(),
                        (a, b) -> {
                            throw new IllegalStateException("two tables for the menu " + a.path());
                        },
                        TreeMap::new));
    }

    /** The tables that come with mkrun, read once. */
    public static Menus standard() {
        return Standard.MENUS;
    }

    /**
     * The same and a few more, for emulated routers: these have something, too, that mkrun knows nothing of, as every
     * real one has.
     */
    public static Menus emulated() {
        return Emulated.MENUS;
    }

    /** These and one more; a menu of the same path is replaced. */
    Menus with(Menu menu) {
        Map<String, Menu> more = new TreeMap<>(byPath);
        more.put(menu.path(), menu);
        return new Menus(more.values());
    }

    /** The menu of exactly that path, such as {@code /ip/address}. */
    public Optional<Menu> menu(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    /** All menus, by path. */
    public List<Menu> all() {
        return List.copyOf(byPath.values());
    }

    private static final class Standard {
        private static final Menus MENUS = new Menus(MenuFiles.read("index"));
    }

    private static final class Emulated {
        private static final Menus MENUS =
                new Menus(Stream.concat(MenuFiles.read("index").stream(), MenuFiles.read("index-emulated").stream())
                        .toList());
    }
}
