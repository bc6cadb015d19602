package mkrun.op.router;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import mkrun.routeros.Field;
import mkrun.routeros.Menu;
import mkrun.routeros.Values;
import mkrun.target.Secret;

/**
 * What a row is called in its mark if the playbook does not say: by the values of its key. However these are written, and in
 * whatever order, the name is the same, or a row would be taken for somebody else's as soon as its task is worded anew.
 */
public final class EntryName {
    private EntryName() {}

    /**
     * The name.
     *
     * @param table of the menu; without one, values have no normal form and stand as they were written
     * @param keys the fields that name a row there, in which order they stand; others follow
     * @param key the fields that name this row; those that have their default are left out, unless nothing is left
     */
    public static String of(Optional<Menu> table, List<String> keys, Map<String, Object> key) {
        List<String> names = new ArrayList<>(keys);
        names.retainAll(key.keySet());
        key.keySet().stream().filter(name -> !names.contains(name)).forEach(names::add);
        List<String> telling = names.stream()
                .filter(name -> !isDefault(field(table, name), key.get(name)))
                .toList();
        return (telling.isEmpty() ? names : telling)
                .stream().map(name -> text(field(table, name), key.get(name))).collect(Collectors.joining(" "));
    }

    private static Optional<Field> field(Optional<Menu> table, String name) {
        return table.flatMap(menu -> menu.field(name));
    }

    private static boolean isDefault(Optional<Field> field, Object value) {
        return field.isPresent()
                && field.get()
                        .defaultValue()
                        .filter(usual -> Normal.same(field.get(), Normal.text(value), usual))
                        .isPresent();
    }

    private static String text(Optional<Field> field, Object value) {
        if (value instanceof Secret) {
            return Secret.MASK;
        }
        return field.map(known -> Values.normal(known.type(), Normal.text(value)))
                .orElseGet(() -> Normal.text(value));
    }
}
