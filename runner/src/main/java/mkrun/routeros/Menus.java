package mkrun.routeros;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All menus that mkrun knows, from its own tables under {@code mkrun/routeros/menus/}. */
public final class Menus {
    /** Tables are read when they are first asked for: a run needs a few of some eighty. */
    private final Map<String, Supplier<Menu>> byPath;

    private Menus(Map<String, Supplier<Menu>> byPath) {
        this.byPath = byPath;
    }

    private static Menus of(Stream<String> paths) {
        Map<String, Supplier<Menu>> byPath = new TreeMap<>();
        paths.forEach(path -> {
            if (byPath.put(path, new OnDemand(path)) != null) {
                throw new IllegalStateException("two tables for the menu " + path);
            }
        });
        return new Menus(byPath);
    }

    private static final class OnDemand implements Supplier<Menu> {
        private final String path;
        private @Nullable Menu menu;

        OnDemand(String path) {
            this.path = path;
        }

        @Override
        public synchronized Menu get() {
            if (menu == null) {
                menu = MenuFiles.read(path);
            }
            return menu;
        }
    }

    /** The tables that come with mkrun. */
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
        Map<String, Supplier<Menu>> more = new TreeMap<>(byPath);
        more.put(menu.path(), () -> menu);
        return new Menus(more);
    }

    /** The menu of exactly that path, such as {@code /ip/address}. */
    public Optional<Menu> menu(String path) {
        return Optional.ofNullable(byPath.get(path)).map(Supplier::get);
    }

    /** All menus, by path. */
    public List<Menu> all() {
        return byPath.values().stream().map(Supplier::get).toList();
    }

    private static final class Standard {
        private static final Menus MENUS = of(MenuFiles.paths("index").stream());
    }

    private static final class Emulated {
        private static final Menus MENUS =
                of(Stream.concat(MenuFiles.paths("index").stream(), MenuFiles.paths("index-emulated").stream()));
    }
}
