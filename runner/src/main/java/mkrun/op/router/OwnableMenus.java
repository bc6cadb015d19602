package mkrun.op.router;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import mkrun.routeros.Field;
import mkrun.routeros.Menu;
import mkrun.routeros.Menus;
import mkrun.routeros.Row;

/** The menus in which mkrun can own rows, and what refers to what among them. */
final class OwnableMenus {
    /** Printing it walks all disks; what mkrun owns there, the ledger tells. */
    static final String FILES = "/file";

    private static final String INTERFACES = "/interface";

    private OwnableMenus() {}

    /** Their paths, each before those that its rows may refer to: in this order rows can be removed. */
    static List<String> removable() {
        return Order.PATHS;
    }

    /** All but those that are too dear to be read before it is known that something is there. */
    static Set<String> readable() {
        Set<String> menus = new LinkedHashSet<>(Order.PATHS);
        menus.remove(FILES);
        return menus;
    }

    /** Those whose rows may refer to an interface. */
    static Set<String> referringToInterfaces() {
        Set<String> menus = new LinkedHashSet<>();
        Order.PATHS.stream()
                .filter(path -> menu(path).fields().stream().anyMatch(OwnableMenus::namesInterface))
                .forEach(menus::add);
        return menus;
    }

    /** Whether a row of a menu names that interface in one of its fields. */
    static boolean refersTo(String menu, Row row, String interfaceName) {
        return menu(menu).fields().stream().filter(OwnableMenus::namesInterface).anyMatch(field -> field.type()
                .names(row.text(field.name()), interfaceName));
    }

    private static boolean namesInterface(Field field) {
        return field.type().leads(INTERFACES)
                || field.type().menus().stream().anyMatch(m -> m.startsWith(INTERFACES + "/"));
    }

    private static Menu menu(String path) {
        return Menus.standard().menu(path).orElseThrow();
    }

    private static boolean ownable(Menu menu) {
        boolean named = menu.field("comment").isPresent() || !menu.keys().isEmpty();
        return menu.kind() != Menu.Kind.SINGLE
                && menu.kind() != Menu.Kind.FIXED
                && named
                && menu.command("add").isPresent()
                && menu.command("remove").isPresent();
    }

    /** Found once. */
    private static final class Order {
        private static final List<String> PATHS = paths();

        private static List<String> paths() {
            List<String> all = Menus.standard().all().stream()
                    .filter(OwnableMenus::ownable)
                    .map(Menu::path)
                    .toList();
            List<String> order = new ArrayList<>();
            all.forEach(path -> visit(path, all, new LinkedHashSet<>(), order));
            return List.copyOf(order);
        }

        /** Puts a menu behind all that refer to it. */
        private static void visit(String path, List<String> all, Set<String> above, List<String> order) {
            if (order.contains(path) || !above.add(path)) {
                return;
            }
            all.stream()
                    .filter(other -> !other.equals(path))
                    .filter(other -> refers(menu(other), path))
                    .forEach(other -> visit(other, all, above, order));
            order.add(path);
        }

        private static boolean refers(Menu from, String to) {
            return from.fields().stream()
                    .flatMap(field -> field.type().menus().stream())
                    .anyMatch(target -> to.equals(target) || below(to, target));
        }

        /** {@code /interface} lists the rows of {@code /interface/bridge}, but not those of {@code /interface/bridge/port}. */
        private static boolean below(String path, String above) {
            return above.equals(INTERFACES)
                    && path.startsWith(above + "/")
                    && path.indexOf('/', above.length() + 1) < 0;
        }
    }
}
