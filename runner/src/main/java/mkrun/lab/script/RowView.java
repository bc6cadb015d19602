package mkrun.lab.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mkrun.routeros.Field;

/** A row as scripts see it: properties under the names of this version, with types. */
record RowView(MenuFields fields, TableRow row) {
    static final String ID = ".id";

    static boolean knows(MenuFields fields, String property) {
        return property.equals(ID) || fields.field(property).isPresent();
    }

    /** The value of a property; {@link Value#NOTHING} if it is unset. */
    Value get(String property) {
        if (property.equals(ID)) {
            return row.id().isEmpty() ? Value.NOTHING : new Value.Id(row.id());
        }
        Optional<Field> field = fields.field(property);
        return field.flatMap(f -> fields.stored(row, f).map(v -> FieldOutput.value(fields, f, v)))
                .orElse(Value.NOTHING);
    }

    /** A property as the API gives it, one character for each byte; empty if it is unset. */
    Optional<String> plain(String property) {
        if (property.equals(ID)) {
            return Optional.of(row.id()).filter(id -> !id.isEmpty());
        }
        Optional<Field> field = fields.field(property);
        return field.flatMap(f -> fields.stored(row, f).map(v -> Bytes.of(FieldOutput.plain(fields, f, v))));
    }

    /** All set properties, the id first, then by name; or those of a list, in the same order. */
    Value.Items all(List<String> only) {
        Map<String, Value> sorted = new TreeMap<>();
        if (!row.id().isEmpty()) {
            sorted.put(ID, get(ID));
        }
        fields.all().keySet().forEach(p -> sorted.put(p, get(p)));
        List<Value.Item> items = new ArrayList<>();
        sorted.forEach((property, value) -> {
            if (!(value instanceof Value.Nothing) && (only.isEmpty() || only.contains(property))) {
                items.add(new Value.Item(Optional.of(property), value));
            }
        });
        return new Value.Items(items);
    }
}
