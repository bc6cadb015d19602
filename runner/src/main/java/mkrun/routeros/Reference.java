package mkrun.routeros;

import java.util.List;
import java.util.stream.Stream;

/**
 * A field whose values name rows of another menu. Routers keep such a value by the row's id: one that is removed and made anew has
 * another, and what named it shows the bare old id from then on.
 *
 * @param menu path of the menu that has the field
 */
public record Reference(String menu, Field field) {
    private static final String INTERFACES = "/interface";

    /** All that may name rows of a menu; nothing where the rows only bear the names of what they are about, as a bridge's ports. */
    public static List<Reference> to(Dialect dialect, String menu) {
        return named(dialect, menu)
                ? dialect.menus().stream()
                        .flatMap(other -> other.fields().stream()
                                .filter(field -> leads(field.type(), menu))
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

    private static boolean leads(FieldType type, String menu) {
        return type.menus().stream()
                .anyMatch(to -> to.equals(menu) || to.equals(INTERFACES) && menu.startsWith(INTERFACES + "/"));
    }

    /** Whether a row of the field's menu names something there, among others or by excluding it. */
    public boolean names(Row row, String name) {
        return Stream.of(row.text(field.name()).split(","))
                .anyMatch(item -> item.equals(name) || item.equals("!" + name));
    }
}
