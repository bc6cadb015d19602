package mkrun.lab.script;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import mkrun.routeros.Dialect;
import mkrun.routeros.Field;
import mkrun.routeros.Menu;
import mkrun.routeros.ip.ScopedAddress;

/** Values that name rows of other menus: they follow a new name, and turn into the bare id when the row goes. */
final class References {
    private static final String NAME = "name";

    private References() {}

    /** The field that names the rows of a menu. */
    static String nameField(Dialect dialect, String menu) {
        Menu table = dialect.menu(menu).orElse(null);
        if (table == null || table.field(NAME).isPresent() || table.keys().isEmpty()) {
            return NAME;
        }
        return table.keys().get(0);
    }

    /** A row was named otherwise; rows that are named together, as those of a list, leave the name to the others. */
    static void renamed(RouterState state, String menu, String from, String to) {
        if (names(state.dialect(), menu) && !named(state, menu, from)) {
            replace(state, menu, v -> v.equals(from) ? to : v);
        }
    }

    /** Rows were removed; of rows that are named together the name goes with the last. */
    static void removed(RouterState state, String menu, List<TableRow> rows) {
        if (!names(state.dialect(), menu)) {
            return;
        }
        Map<String, String> ids = new HashMap<>();
        for (TableRow row : rows) {
            ids.put(row.text(nameField(state.dialect(), menu)), row.id());
        }
        ids.keySet().removeIf(name -> named(state, menu, name));
        if (!ids.isEmpty()) {
            replace(state, menu, v -> ids.getOrDefault(v, v));
        }
    }

    /** Whether rows of a menu give a name, where others, such as a bridge's ports, only bear that of what they are about. */
    private static boolean names(Dialect dialect, String menu) {
        return dialect.menu(menu)
                .flatMap(table -> table.field(nameField(dialect, menu)))
                .filter(field -> !field.type().menus().isEmpty())
                .isEmpty();
    }

    private static boolean named(RouterState state, String menu, String name) {
        return state.table(menu).where(nameField(state.dialect(), menu), name).isPresent();
    }

    private static void replace(RouterState state, String target, UnaryOperator<String> change) {
        for (Menu menu : state.dialect().menus()) {
            for (Field field : menu.fields()) {
                if (field.type().leads(target)) {
                    state.table(menu.path()).rows().forEach(r -> replace(r, field, change));
                }
            }
        }
    }

    private static void replace(TableRow row, Field field, UnaryOperator<String> change) {
        UnaryOperator<String> renaming = field.type().scopes().isEmpty()
                ? change
                : item -> ScopedAddress.of(item).map(change).text();
        row.get(field.name()).ifPresent(v -> {
            List<String> items = Arrays.stream(v.split(","))
                    .map(i -> i.startsWith("!") ? "!" + renaming.apply(i.substring(1)) : renaming.apply(i))
                    .toList();
            row.set(field.name(), String.join(",", items));
        });
    }
}
