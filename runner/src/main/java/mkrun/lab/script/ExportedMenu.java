package mkrun.lab.script;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mkrun.routeros.Field;
import mkrun.routeros.FieldType;
import mkrun.routeros.Menu;

/** The commands that make one menu what it is, from what a router is as it comes. */
final class ExportedMenu {
    private final Env env;
    private final ExportLayout layout;
    private final MenuFields fields;
    private final Menu menu;
    private final ExportCommand.Style style;

    ExportedMenu(Env env, ExportLayout layout, ExportCommand.Style style) {
        this.env = env;
        this.layout = layout;
        this.fields = env.session().interpreter().console().fields(layout.menu());
        this.menu = env.state().dialect().menu(layout.menu()).orElseThrow();
        this.style = style;
    }

    /** The lines, those of one command together; none if all is as it came. */
    List<String> commands(Optional<Expr> condition) throws RouterError {
        env.state().table(menu.path()).refresh();
        List<String> commands = new ArrayList<>();
        for (TableRow row : rows(condition)) {
            Optional<TableRow> factory = factory(row);
            Map<String, Optional<String>> arguments = arguments(row, factory);
            boolean add = menu.kind() != Menu.Kind.SINGLE && menu.kind() != Menu.Kind.FIXED && factory.isEmpty();
            if (add || !arguments.isEmpty()) {
                commands.add(line(add ? "add" : set(row), arguments));
            }
        }
        return commands;
    }

    private List<TableRow> rows(Optional<Expr> condition) throws RouterError {
        if (menu.kind() == Menu.Kind.SINGLE) {
            return List.of(env.state().single(menu.path()));
        }
        return new Rows(env, fields)
                .where(condition).stream()
                        .filter(r -> !r.is("dynamic") && !r.is("builtin"))
                        .toList();
    }

    /** The row as the router came with it, if it did. */
    private Optional<TableRow> factory(TableRow row) {
        RouterState factory = env.session().interpreter().factory();
        if (menu.kind() == Menu.Kind.SINGLE) {
            return Optional.of(factory.single(menu.path()));
        }
        if (layout.numbered()) {
            return factory.table(menu.path()).row(row.id());
        }
        String key = key();
        return menu.field(key).isEmpty()
                ? Optional.empty()
                : factory.table(menu.path()).where(key, row.text(key)).filter(r -> !r.is("dynamic"));
    }

    private String key() {
        return layout.find().isEmpty() ? References.nameField(env.state().dialect(), menu.path()) : layout.find();
    }

    private String set(TableRow row) {
        if (menu.kind() == Menu.Kind.SINGLE) {
            return "set";
        }
        if (layout.numbered()) {
            return "set " + env.state().table(menu.path()).rows().indexOf(row);
        }
        String key = key();
        String name = ExportLine.quoted(exported(menu.field(key).orElseThrow(), row.text(key)));
        return layout.find().isEmpty() ? "set " + name : "set [ find " + key + "=" + name + " ]";
    }

    private String line(String verb, Map<String, Optional<String>> arguments) {
        return style.terse()
                ? ExportLine.terse(ExportCommand.spaced(layout.menu()) + " " + verb, arguments)
                : ExportLine.wrapped(verb, arguments);
    }

    /** What differs from the factory's row or from the field's default, by name; without a value what is a switch or unset. */
    private Map<String, Optional<String>> arguments(TableRow row, Optional<TableRow> factory) {
        Map<String, Optional<String>> arguments =
                new TreeMap<>(Comparator.comparing(n -> n.replace(ExportLine.UNSET, "")));
        fields.all().forEach((spelling, field) -> {
            if (!written(field)) {
                return;
            }
            if (style.verbose() ? present(row, field) : differs(row, factory, field)) {
                arguments.put(spelling, argument(field, value(row, field)));
            } else if (style.verbose() && layout.has(ExportTrait.UNSET, field.name())) {
                arguments.put(ExportLine.UNSET + spelling, Optional.empty());
            }
        });
        return arguments;
    }

    private Optional<String> argument(Field field, String stored) {
        return field.type().base() == FieldType.Base.SWITCH ? Optional.empty() : Optional.of(exported(field, stored));
    }

    private String exported(Field field, String stored) {
        List<String> all = layout.all(field.name());
        if (all.isEmpty()) {
            String text = FieldOutput.exported(fields, field, stored);
            return layout.has(ExportTrait.HOST, field.name()) ? text.replaceFirst("/32$", "") : text;
        }
        List<String> has = List.of(stored.split(","));
        return Stream.concat(
                        all.stream().filter(has::contains),
                        all.stream().filter(w -> !has.contains(w)).map(w -> "!" + w))
                .collect(Collectors.joining(","));
    }

    private boolean written(Field field) {
        return !field.readOnly()
                && !layout.has(ExportTrait.SKIP, field.name())
                && (!field.secret() || style.sensitive());
    }

    private boolean present(TableRow row, Field field) {
        String value = value(row, field);
        if (value.isEmpty()) {
            return layout.has(ExportTrait.ALWAYS, field.name()) || layout.has(ExportTrait.EMPTY, field.name());
        }
        return !layout.has(ExportTrait.QUIET, field.name()) || !value.equals(standard(field));
    }

    private boolean differs(TableRow row, Optional<TableRow> factory, Field field) {
        if (layout.has(ExportTrait.ALWAYS, field.name())) {
            return true;
        }
        String value = row.text(field.name());
        return !value.isEmpty()
                && !value.equals(factory.flatMap(f -> f.get(field.name())).orElse(standard(field)))
                && !Derived.madeUp(menu.path(), row, field.name());
    }

    private static String value(TableRow row, Field field) {
        return row.get(field.name()).orElse(standard(field));
    }

    private static String standard(Field field) {
        return field.defaultUnshown()
                ? ""
                : field.defaultValue().map(d -> Defaults.canonical(field, d)).orElse("");
    }
}
