package mkrun.op.router;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import mkrun.routeros.Field;
import mkrun.routeros.Menu;
import mkrun.routeros.RouterosVersion;
import mkrun.routeros.Schema;

/**
 * Fields that versions newer than mkrun's tables have in the menus of these tables, as schemas show that were pulled from
 * routers. Of such a field nothing is known but its name: its values are compared as in menus without a table.
 *
 * @param schemas asked for only where a field is named that the tables lack
 */
public record NewerFields(Supplier<List<Schema>> schemas) {
    /** No schemas were pulled. */
    public static final NewerFields NONE = new NewerFields(List::of);

    /** The table with those fields of the wish that it lacks and a newer version has. */
    public Menu known(Menu table, Wish wish) {
        Set<String> unknown = new TreeSet<>(wish.names());
        table.fields().forEach(field -> unknown.remove(field.name()));
        List<Field> more = new ArrayList<>();
        for (String name : unknown) {
            first(table.path(), name)
                    .ifPresent(since -> more.add(
                            Field.newer(name, since, OtherMenuTable.secret(table.path(), name, wish.secrets()))));
        }
        return more.isEmpty() ? table : table.with(more);
    }

    /** The first version whose schema has it. */
    private Optional<RouterosVersion> first(String menu, String field) {
        return schemas.get().stream()
                .filter(schema -> !RouterosVersion.NEWEST.atLeast(schema.version()))
                .filter(schema -> schema.menu(menu)
                        .filter(there -> OtherMenuTable.settable(there).contains(field))
                        .isPresent())
                .map(Schema::version)
                .min(Comparator.naturalOrder());
    }
}
