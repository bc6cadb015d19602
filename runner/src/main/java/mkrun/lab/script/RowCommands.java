package mkrun.lab.script;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import mkrun.routeros.Argument;
import mkrun.routeros.Command;
import mkrun.routeros.Field;
import mkrun.routeros.FieldType;
import mkrun.routeros.Menu;

/** The commands that every menu of rows has: they change rows and nothing else. */
final class RowCommands {
    /** Those that exist here. */
    static final Set<String> NAMES = Set.of("add", "set", "remove", "enable", "disable", "comment", "move", "unset");

    private static final String COMMENT = "comment";
    private static final String DISABLED = "disabled";

    private final Env env;
    private final RouterState state;
    private final MenuFields fields;
    private final Table table;
    private final Command command;
    private final List<TableRow> rows;
    private final Map<String, String> arguments;

    RowCommands(Env env, MenuFields fields, Command command, List<TableRow> rows, Map<String, String> arguments) {
        this.env = env;
        this.state = env.state();
        this.fields = fields;
        this.table = state.table(fields.menu());
        this.command = command;
        this.rows = rows;
        this.arguments = arguments;
    }

    /** Runs it; the row that {@code add} made. */
    Optional<TableRow> run() throws RouterError {
        switch (command.name()) {
            case "add":
                return Optional.of(add());
            case "set":
                set(single() ? List.of(state.single(fields.menu())) : rows, arguments);
                break;
            case "remove":
                remove();
                break;
            case "enable":
                set(rows, Map.of(DISABLED, "false"));
                break;
            case "disable":
                set(rows, Map.of(DISABLED, "true"));
                break;
            case "comment":
                set(rows, Map.of(COMMENT, arguments.getOrDefault(COMMENT, "")));
                break;
            case "move":
                move();
                break;
            case "unset":
                unset();
                break;
            default:
                throw RouterError.of("failure: not available");
        }
        return Optional.empty();
    }

    private boolean single() {
        return command.argument(MenuCommand.NUMBERS).isEmpty();
    }

    private TableRow add() throws RouterError {
        List<String> missing = command.arguments().stream()
                .filter(Argument::required)
                .sorted(Comparator.comparingInt(Argument::rank))
                .map(Argument::name)
                .filter(n -> arguments
                        .getOrDefault(fields.field(n).map(Field::name).orElse(n), "")
                        .isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            throw Refusals.missing(state.version(), missing);
        }
        Optional<TableRow> before = before();
        Map<String, String> values = new LinkedHashMap<>();
        fields.all().values().forEach(f -> f.defaultValue()
                .filter(d -> !f.readOnly() && !f.defaultUnshown())
                .ifPresent(d -> values.put(f.name(), Defaults.canonical(f, d))));
        arguments.forEach((name, value) -> {
            if (!name.equals(MenuCommand.PLACE_BEFORE)) {
                put(values, name, value);
            }
        });
        fields.all().values().stream()
                .filter(f -> f.type().many() == FieldType.Many.GRANTS)
                .forEach(f -> values.put(f.name(), Grants.merged(f.type(), "", values.getOrDefault(f.name(), ""))));
        Rules.check(state, fields, Optional.empty(), values);
        TableRow row = table.add(values);
        Derived.apply(state, fields.menu(), row);
        Derived.owned(fields.menu(), row, env.session().user());
        before.ifPresent(b -> table.move(row, b));
        return row;
    }

    private Optional<TableRow> before() throws RouterError {
        String place = arguments.get(MenuCommand.PLACE_BEFORE);
        if (place == null) {
            return Optional.empty();
        }
        List<TableRow> found = new Rows(env, fields).named(Value.of(Bytes.of(place)));
        return Optional.of(found.stream().findFirst().orElseThrow(Refusals::noSuchItem));
    }

    private static void put(Map<String, String> values, String name, String value) {
        if (value.isEmpty()) {
            values.remove(name);
        } else {
            values.put(name, value);
        }
    }

    private void set(List<TableRow> targets, Map<String, String> changes) throws RouterError {
        for (TableRow row : targets) {
            refuseDynamic(row);
            Map<String, String> values = new LinkedHashMap<>(row.values());
            changes.forEach((name, value) -> put(values, name, value));
            Rules.check(state, fields, Optional.of(row), values);
        }
        for (TableRow row : targets) {
            String key = References.nameField(state.dialect(), fields.menu());
            String name = row.text(key);
            changes.forEach((field, value) -> {
                if (value.isEmpty() && !grants(field)) {
                    row.unset(field);
                } else {
                    row.set(field, merged(row, field, value));
                }
            });
            if (!name.isEmpty() && !row.text(key).equals(name)) {
                References.renamed(state, fields.menu(), name, row.text(key));
            }
            Derived.apply(state, fields.menu(), row);
        }
    }

    /** What is set of a list of which a half stays that nothing was named of, or all that was granted. */
    private String merged(TableRow row, String name, String value) {
        FieldType type = type(name);
        if (grants(name)) {
            return Grants.merged(type, row.text(name), value);
        }
        List<String> flags = new ArrayList<>(List.of(value.split(",")));
        for (boolean turned : new boolean[] {false, true}) {
            if (type.many() == FieldType.Many.HALVES
                    && flags.stream().noneMatch(flag -> flag.startsWith("!") == turned)) {
                List<String> kept = Stream.of(row.text(name).split(","))
                        .filter(flag -> !flag.isEmpty() && flag.startsWith("!") == turned)
                        .toList();
                flags.addAll(turned ? flags.size() : 0, kept);
            }
        }
        return String.join(",", flags);
    }

    private FieldType type(String name) {
        return fields.dialect()
                .table(fields.menu())
                .orElseThrow()
                .field(name)
                .orElseThrow()
                .type();
    }

    private boolean grants(String name) {
        return type(name).many() == FieldType.Many.GRANTS;
    }

    private static void refuseDynamic(TableRow row) throws RouterError {
        if (row.is("dynamic")) {
            throw RouterError.of("failure: can not change dynamic item");
        }
    }

    private void remove() throws RouterError {
        for (TableRow row : rows) {
            refuseDynamic(row);
            Rules.checkRemoval(state, fields.menu(), row);
        }
        rows.forEach(table::remove);
        References.removed(state, fields.menu(), rows);
    }

    private void move() throws RouterError {
        boolean ordered = state.dialect()
                .menu(fields.menu())
                .filter(m -> m.kind() == Menu.Kind.ORDERED)
                .isPresent();
        String destination = arguments.get("destination");
        if (!ordered) {
            throw RouterError.of("failure: not available");
        }
        if (destination == null) {
            rows.forEach(table::moveToEnd);
            return;
        }
        List<TableRow> places = new Rows(env, fields).named(Value.of(Bytes.of(destination)));
        TableRow before = places.stream().findFirst().orElseThrow(Refusals::noSuchItem);
        if (rows.stream().anyMatch(r -> r.id().equals(before.id()))) {
            throw RouterError.of("failure: can not move object before itself"); // shown of 7.23.7
        }
        for (TableRow row : new ArrayList<>(rows)) {
            table.move(row, before);
        }
    }

    private void unset() throws RouterError {
        String name = arguments.getOrDefault("value-name", "");
        Field field = fields.field(name)
                .filter(f -> Unset.takes(fields, f))
                .orElseThrow(() ->
                        Refusals.noMatch(state.version(), Console.child(fields.menu(), command.name()), "value-name"));
        set(rows, Map.of(field.name(), ""));
    }
}
