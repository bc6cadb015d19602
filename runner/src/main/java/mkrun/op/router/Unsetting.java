package mkrun.op.router;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import mkrun.routeros.CommandText;
import mkrun.routeros.Field;
import mkrun.routeros.FieldType;
import mkrun.routeros.Row;
import mkrun.routeros.TypeCheck;
import mkrun.target.routeros.RouterCommand;

/**
 * The fields that had no value in a row and are to have none again, where no table tells how to write that, or their values are
 * words of which none is empty. A router may refuse an empty value, or take it for one, so its command {@code unset} is used
 * where the menu has it.
 *
 * @param menu path
 * @param names of those fields that {@code unset} is used for
 * @param doubt why a router may refuse to have them without a value, for {@link mkrun.target.routeros.Undo.Steps}; empty
 *     if it should not
 */
record Unsetting(String menu, List<String> names, String doubt) {
    private static final String UNSET = "unset";
    /** Every menu whose rows have one takes an empty one. */
    private static final String COMMENT = "comment";

    Unsetting {
        names = List.copyOf(names);
    }

    /** Of those values which a row, or a menu without rows, had before. */
    static Unsetting of(MenuRows seen, Row before, Map<String, Object> old) {
        Map<String, Field> fields = seen.dialect().fields(seen.menu()).stream()
                .collect(Collectors.toMap(Field::name, field -> field, (one, other) -> one));
        List<String> names = new TreeSet<>(old.keySet())
                .stream()
                        .filter(name -> !name.equals(COMMENT)
                                && before.get(name).isEmpty()
                                && Normal.text(old.get(name)).isEmpty()
                                && fields.containsKey(name)
                                && !takesEmpty(fields.get(name).type()))
                        .toList();
        boolean rows = !before.id().isEmpty();
        if (names.isEmpty()
                || rows && seen.dialect().command(seen.menu(), UNSET).isPresent()) {
            return new Unsetting(seen.menu(), names, "");
        }
        String doubt = "no value was set before for " + String.join(", ", names) + ", and " + seen.menu()
                + " has no command to unset it";
        return new Unsetting(seen.menu(), List.of(), doubt);
    }

    /** Where no table tells the type, nobody knows. */
    private static boolean takesEmpty(FieldType type) {
        return type.base() != FieldType.Base.ANY && TypeCheck.accepts(type, "");
    }

    /** @param row adds to the command which row it acts on */
    List<RouterCommand> commands(UnaryOperator<CommandText> row) {
        return names.stream()
                .map(name -> new RouterCommand(
                        menu, row.apply(CommandText.of(menu, UNSET)).with("value-name", name)))
                .toList();
    }

    /** The values that are set. */
    Map<String, Object> others(Map<String, Object> old) {
        Map<String, Object> others = new LinkedHashMap<>(old);
        others.keySet().removeAll(names);
        return others;
    }
}
