package mkrun.op.router;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mkrun.routeros.CommandText;
import mkrun.routeros.Dialect;
import mkrun.routeros.Field;
import mkrun.routeros.FieldType;
import mkrun.routeros.Lack;
import mkrun.routeros.Row;
import mkrun.routeros.SentForm;
import mkrun.routeros.UnsupportedException;
import mkrun.routeros.Values;
import mkrun.target.Secret;
import mkrun.target.TargetException;
import mkrun.target.routeros.RouterCommand;

/** Compares rows of one menu with what is wanted, and words the commands that close the gap, for one router. */
record Wording(Dialect dialect, String menu) {
    /** The fields of a row that are not as wanted; compares no others. */
    Map<String, Object> differences(Row row, Map<String, Object> wanted) {
        Map<String, Object> different = new LinkedHashMap<>();
        for (Map.Entry<String, Object> value : wanted.entrySet()) {
            if (!same(row, value.getKey(), value.getValue())) {
                different.put(value.getKey(), replacing(row, value.getKey(), value.getValue()));
            }
        }
        return different;
    }

    private Object replacing(Row row, String name, Object wanted) {
        FieldType type = field(name).type();
        return type.many() == FieldType.Many.GRANTS ? type.replacing(row.text(name), Normal.text(wanted)) : wanted;
    }

    boolean matches(Row row, Map<String, Object> wanted) {
        return differences(row, wanted).isEmpty();
    }

    /** The fields of a row, beside these and its comment, that were given another value than new rows have. */
    List<String> others(Row row, Set<String> given) {
        return dialect.fields(menu).stream()
                .filter(field -> !field.readOnly() && !field.name().equals("comment") && !given.contains(field.name()))
                .filter(field -> row.get(field.name())
                        .filter(value -> !Normal.same(field, Normal.unset(field), value))
                        .isPresent())
                .map(Field::name)
                .toList();
    }

    private boolean same(Row row, String field, Object wanted) {
        return lacking(field)
                ? superfluous(field, wanted)
                : Normal.same(field(field), Normal.text(wanted), row.text(field));
    }

    /** Whether equal values of these fields have one normal form; nothing of a field without a type has. */
    boolean normal(Set<String> fields) {
        return fields.stream().noneMatch(name -> field(name).type().base() == FieldType.Base.ANY);
    }

    /** These values in normal form, less those that every row has for want of the field; empty if no row can match. */
    Optional<Map<String, String>> normal(Map<String, Object> wanted) {
        Map<String, String> normal = new LinkedHashMap<>();
        for (Map.Entry<String, Object> value : wanted.entrySet()) {
            Field field = field(value.getKey());
            if (!lacking(field.name())) {
                normal.put(field.name(), Values.normal(field.type(), Normal.text(value.getValue())));
            } else if (!superfluous(field.name(), value.getValue())) {
                return Optional.empty();
            }
        }
        return Optional.of(normal);
    }

    /** The value of a row's field in normal form. */
    String normal(Row row, String name) {
        return Values.normal(field(name).type(), Normal.seen(field(name), row.text(name)));
    }

    /** What a router gives back of a wanted value. */
    String normal(String name, Object wanted) {
        return wanted instanceof Boolean flag
                ? flag.toString()
                : Values.normal(field(name).type(), Normal.text(wanted));
    }

    /** Whether this version lacks the field and behaves as if it had the wanted value. */
    private boolean superfluous(String name, Object wanted) {
        String text = Normal.text(wanted);
        Field field = field(name);
        return lacking(name)
                && (text.isEmpty()
                        || field.defaultValue()
                                .filter(d -> Normal.same(field, text, d))
                                .isPresent());
    }

    private boolean lacking(String name) {
        return !field(name).range().contains(dialect.version());
    }

    /** {@link WantedFields} lets no other through. */
    private Field field(String name) {
        return dialect.table(menu)
                .flatMap(m -> m.field(name))
                .orElseThrow(() -> new IllegalStateException(menu + " has no field " + name));
    }

    /** What the router lacks to hold a row, or settings, of these values; nothing if it can be done. */
    List<Lack> lacks(Map<String, Object> wanted) {
        Optional<Lack> all = dialect.lack(menu);
        return all.isPresent()
                ? List.of(all.get())
                : wanted.entrySet().stream()
                        .filter(e -> !superfluous(e.getKey(), e.getValue()))
                        .flatMap(e -> lack(e.getKey(), e.getValue()).stream())
                        .toList();
    }

    private Optional<Lack> lack(String name, Object value) {
        String text = Normal.text(value);
        Optional<Lack> lack = dialect.lack(menu, name, text);
        return secret(name, value).isEmpty()
                ? lack
                : lack.map(l -> new Lack(l.subject(), l.what().replace("=" + text, "=" + Secret.MASK), l.since()));
    }

    /** Whether rows can be added. */
    boolean addsRows() {
        return dialect.command(menu, "add").isPresent();
    }

    /** Whether rows can be changed once they are there. */
    boolean setsRows() {
        return dialect.command(menu, "set").isPresent();
    }

    /** The fields without which a row cannot be added, and which are not among these. */
    List<String> missing(Set<String> given) {
        return dialect.command(menu, "add").stream()
                .flatMap(add -> add.required().stream())
                .map(spelt -> dialect.spelling(menu, spelt).canonical())
                .filter(name -> !given.contains(name))
                .toList();
    }

    RouterCommand add(Map<String, Object> values) throws TargetException {
        return add(values, Optional.empty());
    }

    /** @param before the row before which the new one is to stand; empty for the end */
    RouterCommand add(Map<String, Object> values, Optional<Row> before) throws TargetException {
        CommandText add = CommandText.of(menu, "add");
        return add(before.map(row -> add.plus(" place-before=" + row.id())).orElse(add), values);
    }

    /** @param head the command, with where the row is to stand */
    RouterCommand add(CommandText head, Map<String, Object> values) throws TargetException {
        return command(head, values);
    }

    RouterCommand set(String field, String value, Map<String, Object> values) throws TargetException {
        return command(CommandText.of(menu, "set").where(field, value), values);
    }

    /** Like the other, but refused where no row has that value any more. */
    RouterCommand setExisting(String field, String value, Map<String, Object> values) throws TargetException {
        RouterCommand set = set(field, value, values);
        return new RouterCommand(
                menu, set.command().unlessNone(menu, field, value), set.secrets(), set.retry(), set.undo());
    }

    /** For one row that is there. */
    RouterCommand set(Row row, Map<String, Object> values) throws TargetException {
        return command(CommandText.of(menu, "set").on(row), values);
    }

    /** For menus without rows. */
    RouterCommand set(Map<String, Object> values) throws TargetException {
        return command(CommandText.of(menu, "set"), values);
    }

    /** A command that acts on the rows whose field has that value. */
    RouterCommand on(String command, String field, String value) {
        return new RouterCommand(menu, CommandText.of(menu, command).where(field, value));
    }

    /** A command that acts on one row that is there. */
    RouterCommand on(String command, Row row) {
        return new RouterCommand(menu, CommandText.of(menu, command).on(row));
    }

    private RouterCommand command(CommandText head, Map<String, Object> values) throws TargetException {
        CommandText text = head;
        List<Secret> secrets = new ArrayList<>();
        for (Map.Entry<String, Object> entry : values.entrySet()) {
            Object value = entry.getValue();
            if (superfluous(entry.getKey(), value)) {
                continue;
            }
            Optional<Secret> secret = secret(entry.getKey(), value);
            secret.ifPresent(secrets::add);
            text = with(text, entry.getKey(), value, secret.isPresent());
        }
        RouterCommand plain = new RouterCommand(menu, text);
        return new RouterCommand(menu, text, secrets, plain.retry(), plain.undo());
    }

    /** Whether setting these fields would not make them so, since the router keeps some of what is there. */
    boolean keeps(Row row, Map<String, Object> different) {
        return different.entrySet().stream()
                .filter(e ->
                        dialect.table(menu).flatMap(m -> m.field(e.getKey())).isPresent())
                .anyMatch(e -> field(e.getKey()).type().keeps(row.text(e.getKey()), Normal.text(e.getValue())));
    }

    /** Whether nobody may see the values of a field. */
    boolean secret(String name) {
        return field(name).secret();
    }

    private Optional<Secret> secret(String name, Object value) {
        if (value instanceof Secret secret) {
            return Optional.of(secret);
        }
        return field(name).secret() ? Optional.of(Secret.of(Normal.text(value))) : Optional.empty();
    }

    private CommandText with(CommandText text, String name, Object value, boolean secret) throws TargetException {
        Optional<Lack> lack = lack(name, value);
        if (lack.isPresent()) {
            throw new TargetException(lack.get().of(dialect.version()));
        }
        try {
            String spelt = dialect.spell(menu, name);
            String said = dialect.spellValue(menu, name, SentForm.of(field(name).type(), Normal.text(value)));
            if (field(name).type().base() == FieldType.Base.SWITCH) {
                return text.withSwitch(spelt, said.equals("yes"));
            }
            return secret ? text.withSecret(spelt, said) : text.with(spelt, said);
        } catch (UnsupportedException e) {
            throw new IllegalStateException("asked before", e);
        }
    }
}
