package mkrun.op.router;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import mkrun.op.router.RefusedFieldsException.Refused;
import mkrun.routeros.Command;
import mkrun.routeros.Expectation;
import mkrun.routeros.Field;
import mkrun.routeros.Menu;
import mkrun.routeros.Menus;
import mkrun.routeros.TypeCheck;
import mkrun.spelling.DidYouMean;
import mkrun.target.Secret;

/** Checks, when a playbook is loaded, that what it says of a menu can be said at all. */
final class WantedFields {
    private WantedFields() {}

    /** The table of a menu. */
    static Menu menu(String path) {
        return Menus.standard()
                .menu(path)
                .orElseThrow(() -> new IllegalArgumentException("unknown RouterOS menu '" + path + "'"
                        + suggestion(
                                path,
                                Menus.standard().all().stream().map(Menu::path).toList())));
    }

    /** A menu that has rows, or that has none, and in which something can be written. */
    static Menu menu(Menu menu, boolean rows) {
        String path = menu.path();
        if (!menu.writable()) {
            throw new IllegalArgumentException("nothing can be set in " + path + instead(menu));
        }
        if (rows == (menu.kind() == Menu.Kind.SINGLE)) {
            throw new IllegalArgumentException(
                    rows
                            ? path + " has no rows: give the settings it shall have (set: [field: value])"
                            : path + " has rows: say which one is meant by its key and give it a mark");
        }
        return menu;
    }

    /** What there is of a menu in which nothing can be written. */
    private static String instead(Menu menu) {
        String above = menu.path().equals("/") ? "/" : menu.path() + "/";
        Optional<String> below = Menus.standard().all().stream()
                .filter(Menu::writable)
                .map(Menu::path)
                .filter(path -> path.startsWith(above))
                .findFirst();
        return below.map(path -> " itself, only in menus below it, such as " + path)
                .orElseGet(() -> ": its commands are "
                        + menu.commands().stream().map(Command::name).collect(Collectors.joining(", ")));
    }

    /** A copy in the given order whose every field the menu has, also those that only the router sets. */
    static Map<String, Object> key(Menu menu, Map<String, Object> values) {
        List<String> known = menu.fields().stream().map(Field::name).toList();
        values.forEach((name, value) -> {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        menu.path() + " has no field '" + name + "'" + suggestion(name, known));
            }
            if (!writable(value)) {
                throw new IllegalArgumentException(notWritable(menu, name));
            }
        });
        return Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * A copy in the given order whose every field the menu has and may be set, and whose every value is one that the
     * field takes.
     *
     * @throws RefusedFieldsException with all fields that are not so
     */
    static Map<String, Object> copy(Menu menu, Map<String, Object> given) {
        Map<String, Object> values = named(menu, given);
        List<Refused> refused = values.entrySet().stream()
                .flatMap(e -> problem(menu, e.getKey(), e.getValue())
                        .map(message -> new Refused(e.getKey(), shown(menu, e.getKey(), e.getValue()), message))
                        .stream())
                .toList();
        if (!refused.isEmpty()) {
            throw new RefusedFieldsException(refused);
        }
        return Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** The fields by the newest version's names, where they were given by others that all versions take. */
    private static Map<String, Object> named(Menu menu, Map<String, Object> values) {
        Map<String, Object> named = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            String canonical = menu.fields().stream()
                    .filter(field -> field.still(name))
                    .map(Field::name)
                    .findFirst()
                    .orElse(name);
            if (!canonical.equals(name) && values.containsKey(canonical)) {
                throw new IllegalArgumentException(
                        menu.path() + ": '" + name + "' and '" + canonical + "' are the same field: say one of them");
            }
            named.put(canonical, value);
        });
        return named;
    }

    /** A value as a playbook may have it, empty for secrets. */
    private static String shown(Menu menu, String name, Object value) {
        boolean secret = menu.field(name).filter(Field::secret).isPresent();
        return secret || value instanceof Secret || !writable(value) || value instanceof List ? "" : value.toString();
    }

    private static Optional<String> problem(Menu menu, String name, Object value) {
        Optional<Field> field = menu.field(name);
        if (field.isEmpty()) {
            List<String> settable = menu.fields().stream()
                    .filter(f -> !f.readOnly())
                    .map(Field::name)
                    .toList();
            return Optional.of(menu.path() + " has no field '" + name + "'"
                    + newName(menu, name).orElseGet(() -> suggestion(name, settable)));
        }
        if (field.get().readOnly()) {
            return Optional.of(menu.path() + ": '" + name + "' is set by the router itself");
        }
        if (!writable(value)) {
            return Optional.of(notWritable(menu, name));
        }
        if (!TypeCheck.accepts(field.get().type(), Normal.text(value))) {
            return Optional.of(wrongType(menu, field.get(), value));
        }
        // Which version a router has is not known here: bounds of some versions only are left to the router.
        return field.get()
                .bounds()
                .filter(bounds -> bounds.range().isAlways() && !bounds.hold(Normal.text(value)))
                .map(bounds -> menu.path() + ": '" + name + "' cannot be '" + shown(field.get(), value)
                        + "', routers take " + bounds);
    }

    /** What a field is called that older versions have by that name. */
    private static Optional<String> newName(Menu menu, String former) {
        return menu.fields().stream()
                .filter(field ->
                        field.formerNames().stream().anyMatch(old -> old.name().equals(former)))
                .findFirst()
                .map(field -> " -- write '" + field.name()
                        + "', its name in the newest version: older ones are told by theirs");
    }

    private static String notWritable(Menu menu, String name) {
        return menu.path() + ": the value of '" + name
                + "' is neither text, number, true or false, a list of those, nor a secret";
    }

    private static String wrongType(Menu menu, Field field, Object value) {
        return menu.path() + ": '" + field.name() + "' cannot be '" + shown(field, value) + "', it takes "
                + Expectation.of(field.type());
    }

    private static String shown(Field field, Object value) {
        return field.secret() || value instanceof Secret ? Secret.MASK : Normal.text(value);
    }

    private static boolean writable(Object value) {
        return value instanceof List<?> list
                ? list.stream().allMatch(WantedFields::scalar)
                : value instanceof Secret || scalar(value);
    }

    private static boolean scalar(Object value) {
        return value instanceof CharSequence || value instanceof Boolean || value instanceof Number;
    }

    /** {@code  -- did you mean 'x'?}, or empty if nothing known is near enough. */
    static String suggestion(String word, Collection<String> known) {
        return DidYouMean.nearest(word, known)
                .map(near -> " -- did you mean '" + near + "'?")
                .orElse("");
    }
}
