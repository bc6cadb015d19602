package mkrun.lab.script;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mkrun.routeros.Field;
import mkrun.routeros.Menu;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rows of a menu that a command means: by condition, id, name, or the number it was last printed with. What is
 * imported may number rows that nobody printed, as exports do: as they stand.
 */
final class Rows {
    private final Env env;
    private final MenuFields fields;
    private final Table table;

    Rows(Env env, MenuFields fields) {
        this.env = env;
        this.fields = fields;
        this.table = env.state().table(fields.menu());
    }

    /** All rows, or those for which a condition holds. */
    List<TableRow> where(Optional<Expr> condition) throws RouterError {
        List<TableRow> found = new ArrayList<>();
        for (TableRow row : table.rows()) {
            if (condition.isEmpty()
                    || Operators.truth(condition.get().eval(env.at(new RowView(fields, visible(row)))))) {
                found.add(row);
            }
        }
        return found;
    }

    static Value ids(List<TableRow> rows) {
        return Value.Items.of(rows.stream().map(r -> new Value.Id(r.id())).toList());
    }

    /** The rows that {@code numbers} means; an empty list means none, which is no error. */
    List<TableRow> named(Value numbers) throws RouterError {
        Set<TableRow> rows = new LinkedHashSet<>();
        if (numbers instanceof Value.Items array) {
            for (Value.Item item : array.items()) {
                rows.add(one(Bytes.text(item.value().text())));
            }
            return List.copyOf(rows);
        }
        String text = Bytes.text(numbers.text());
        Optional<TableRow> whole = lookUp(text);
        if (whole.isPresent()) {
            return List.of(whole.get());
        }
        for (String part : text.split(",", -1)) {
            rows.add(one(part));
        }
        return List.copyOf(rows);
    }

    private TableRow one(String text) throws RouterError {
        return lookUp(text).orElseThrow(Refusals::noSuchItem);
    }

    private Optional<TableRow> lookUp(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String key = References.nameField(env.state().dialect(), fields.menu());
        return table.row(Literals.id(text).map(Value::text).orElse(text))
                .or(() -> numbered(text))
                .or(() -> table.where(key, text))
                .or(() -> text.startsWith("/") ? table.where(key, text.substring(1)) : Optional.empty());
    }

    private Optional<TableRow> numbered(String text) {
        List<String> printed = env.session().printed(fields.menu());
        if (printed.isEmpty() && env.session().importing()) {
            printed = table.rows().stream().map(TableRow::id).toList();
        }
        boolean number = text.matches("\\d{1,6}");
        return number && Integer.parseInt(text) < printed.size()
                ? table.row(printed.get(Integer.parseInt(text)))
                : Optional.empty();
    }

    /** The row as this session may see it. */
    TableRow visible(TableRow row) {
        if (env.session().may(Policies.SENSITIVE)) {
            return row;
        }
        TableRow seen = new TableRow(row.id(), row.values());
        for (Field field : fields.all().values()) {
            if (field.secret() && !row.text(field.name()).isEmpty()) {
                seen.set(field.name(), Policies.HIDDEN);
            }
        }
        return seen;
    }

    /** {@code get}: one property of one row, or all of them. */
    Value get(Map<String, Value> values, boolean single) throws RouterError {
        TableRow row = single ? env.state().single(fields.menu()) : onlyOne(values.get("number"));
        RowView view = new RowView(fields, visible(row));
        Value property = values.get("value-name");
        if (property == null) {
            return view.all(List.of());
        }
        String name = property.text();
        if (!RowView.knows(fields, name)) {
            throw Refusals.noMatch(env.state().version(), Console.child(fields.menu(), "get"), "value-name");
        }
        Value value = view.get(name);
        return value.missing() ? Value.NIL : value;
    }

    /** The one row that a value names. */
    TableRow onlyOne(@Nullable Value number) throws RouterError {
        if (number == null) {
            throw Refusals.missing(env.state().version(), List.of("number"));
        }
        List<TableRow> rows = named(number);
        if (rows.size() > 1) {
            throw RouterError.of("invalid internal item number");
        }
        if (rows.isEmpty()) {
            throw Refusals.noSuchItem();
        }
        return rows.get(0);
    }

    /** The one row of a menu without rows, or all. */
    List<TableRow> all() {
        boolean single = env.state()
                .dialect()
                .menu(fields.menu())
                .filter(m -> m.kind() == Menu.Kind.SINGLE)
                .isPresent();
        return single ? List.of(env.state().single(fields.menu())) : table.rows();
    }
}
