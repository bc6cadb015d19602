package mkrun.routeros;

import java.util.List;

/**
 * A field whose values name rows of another menu. Routers keep such a value by the row's id: one that is removed and made anew has
 * another, and what named it shows the bare old id from then on.
 *
 * @param menu path of the menu that has the field
 */
public record Reference(String menu, Field field) {
    /** All that may name rows of a menu; nothing where the rows only bear the names of what they are about, as a bridge's ports. */
    public static List<Reference> to(Dialect dialect, String menu) {
        return named(dialect, menu)
                ? dialect.menus().stream()
                        .flatMap(other -> other.fields().stream()
                                .filter(field -> field.type().leads(menu))
                                .map(field -> new Reference(other.path(), field)))
                        .toList()
                : List.of();
    }

    private static boolean named(Dialect dialect, String menu) {
        return dialect.menu(menu)
                .flatMap(table -> table.field("name"))
                .filter(field -> field.type().menus().isEmpty())
                .isPresent();
    }

    /** Whether a row of the field's menu names something there, among others or by excluding it. */
    public boolean names(Row row, String name) {
        return field.type().names(row.text(field.name()), name);
    }
}
