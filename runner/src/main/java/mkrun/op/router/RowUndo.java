package mkrun.op.router;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mkrun.routeros.Argument;
import mkrun.routeros.Command;
import mkrun.routeros.CommandText;
import mkrun.routeros.Field;
import mkrun.routeros.FieldType;
import mkrun.routeros.Quote;
import mkrun.routeros.Reference;
import mkrun.routeros.Row;
import mkrun.target.Secret;
import mkrun.target.TargetException;
import mkrun.target.routeros.RouterCommand;
import mkrun.target.routeros.RouterProbe;
import mkrun.target.routeros.Undo;

/**
 * How commands on the rows of a menu are taken back. Rows of mkrun's are found by their marks, since one that is made anew
 * has another id; all others by their ids. Where rows have no comment, {@link KeyedUndo} finds them.
 *
 * @param seen the menu as it is before the command
 */
record RowUndo(MenuRows seen) {
    private static final String COMMENT = "comment";
    private static final Set<String> BOOLEANS = Set.of("yes", "no", "true", "false");
    /** A router lets go of the interface of a removed container some seconds later. */
    static final RouterCommand.Retry WHILE_USED =
            new RouterCommand.Retry(List.of("in use by container"), Duration.ofSeconds(60), ContainerRows.MENU);

    /** Of a row that is added with that mark. */
    Undo added(String comment) {
        return new Undo.Steps(
                List.of(seen.wording().on("remove", COMMENT, comment).retrying(WHILE_USED)),
                probe -> marked(probe, comment).isEmpty());
    }

    /** Of fields that are set in a row, or in a menu without rows. */
    Undo set(Row before, Map<String, Object> changed) throws TargetException {
        Map<String, Object> old = new LinkedHashMap<>();
        for (Map.Entry<String, Object> change : changed.entrySet()) {
            Field field = field(change.getKey());
            Optional<String> value = before.get(change.getKey());
            if (field.kept() && (value.isEmpty() || seen.book().hidden(before, field.name()))) {
                return untold(field);
            }
            String text = value.map(v -> written(field, v)).orElseGet(() -> unset(field, change.getValue()));
            old.put(change.getKey(), change.getValue() instanceof Secret ? Secret.of(text) : text);
        }
        Unsetting unsetting = Unsetting.of(seen, before, old);
        return seen.book().marksRows()
                ? new KeyedUndo(seen).set(before, changed, old, unsetting)
                : new Undo.Steps(
                        back(before, changed, old, unsetting), probe -> same(probe, before, old), unsetting.doubt());
    }

    /** The value of a field that is not set; what is given a boolean is taken for one where nobody knows its type. */
    private static String unset(Field field, Object wanted) {
        boolean flag = field.type().base() == FieldType.Base.ANY && BOOLEANS.contains(Normal.text(wanted));
        return flag ? "no" : Normal.unset(field);
    }

    private static Undo untold(Field field) {
        return new Undo.Impossible("the router does not tell the old value of " + field.name());
    }

    /** What loses its value does so first, while the row has the comment by which it is found. */
    private List<RouterCommand> back(
            Row before, Map<String, Object> changed, Map<String, Object> old, Unsetting unsetting)
            throws TargetException {
        String comment = changed.containsKey(COMMENT) ? Normal.text(changed.get(COMMENT)) : before.comment();
        boolean marked = comment.startsWith(Mark.OWNER) && !before.id().isEmpty();
        List<RouterCommand> back =
                new ArrayList<>(unsetting.commands(unset -> marked ? unset.where(COMMENT, comment) : unset.on(before)));
        Map<String, Object> values = unsetting.others(old);
        if (values.isEmpty()) {
            return back;
        }
        if (before.id().isEmpty()) {
            back.add(seen.wording().set(values));
        } else {
            back.add(
                    marked
                            ? seen.wording().set(COMMENT, comment, values)
                            : seen.wording().set(before, values));
        }
        return back;
    }

    /**
     * A value as it was read, in the words in which it is set. Consoles give booleans back in words that they do not take; in
     * a field whose type nobody knows, those words are taken for such.
     */
    private static String written(Field field, String value) {
        return switch (field.type().base()) {
            case BOOL, SWITCH -> value.equals("true") ? "yes" : "no";
            case ANY -> value.equals("true") ? "yes" : value.equals("false") ? "no" : value;
            default -> value;
        };
    }

    private boolean same(RouterProbe probe, Row before, Map<String, Object> old) throws TargetException {
        List<Row> rows = probe.rows(seen.menu());
        if (before.id().isEmpty()) {
            return seen.wording().matches(rows.isEmpty() ? new Row("", Map.of()) : rows.get(0), old);
        }
        return rows.stream()
                .filter(r -> r.id().equals(before.id()) || meant(before, r))
                .anyMatch(r -> seen.wording().matches(r, old));
    }

    /** Of a row of mkrun's that is removed. */
    Undo removed(Row row) throws TargetException {
        for (Field field : seen.dialect().fields(seen.menu())) {
            if (field.kept() && seen.book().untold(row, field.name())) {
                return untold(field);
            }
        }
        if (seen.menu().equals("/certificate") && !row.text("fingerprint").isEmpty()) {
            return new Undo.Impossible("the router does not give back the key of a certificate");
        }
        Map<String, Object> fields = settable(row);
        if (seen.book().marksRows()) {
            return new KeyedUndo(seen).removed(row, fields);
        }
        Optional<Row> next = next(row);
        CommandText add = CommandText.of(seen.menu(), "add");
        RouterCommand command = seen.wording()
                .add(next.map(n -> add.plus(" place-before=" + handle(n))).orElse(add), fields);
        CommandText text = command.command();
        String guard =
                ":if ([:len [" + seen.menu() + "/find where comment=" + Quote.string(row.comment()) + "]] = 0) do={";
        RouterCommand guarded = new RouterCommand(
                seen.menu(),
                new CommandText(guard + text.text() + "}", guard + text.masked() + "}"),
                command.secrets(),
                command.retry(),
                Undo.UNNEEDED);
        return new Undo.Steps(
                List.of(guarded),
                probe -> marked(probe, row.comment()).stream()
                                .anyMatch(r -> seen.wording().matches(r, fields))
                        && (next.isEmpty() || follows(probe, row, next.get()))
                        && !dangling(probe, row));
    }

    /** Whether something named the row that was removed, and does not name the one made in its place. */
    private boolean dangling(RouterProbe probe, Row row) throws TargetException {
        for (Reference reference : Reference.to(seen.dialect(), seen.menu())) {
            if (probe.rows(reference.menu()).stream().anyMatch(r -> reference.names(r, row.id()))) {
                return true;
            }
        }
        return false;
    }

    /** All that a row was given, or got by default, and may be given again. */
    Map<String, Object> settable(Row row) {
        List<String> arguments = seen.dialect().command(seen.menu(), "add").stream()
                .map(Command::arguments)
                .flatMap(List::stream)
                .map(Argument::name)
                .toList();
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Field field : seen.dialect().fields(seen.menu())) {
            Optional<String> value = row.get(field.name()).filter(v -> !v.isEmpty());
            boolean takes = !field.readOnly()
                    && arguments.contains(field.spelling(seen.dialect().version()));
            if (takes
                    && value.isPresent()
                    && !value.get().equals(field.defaultValue().orElse(""))) {
                fields.put(field.name(), written(field, value.get()));
            }
        }
        return fields;
    }

    /**
     * Of a row that is moved.
     *
     * @param order of the rows before that
     */
    Undo moved(Row row, List<Row> order) {
        Optional<Row> next = next(row, order);
        CommandText move = CommandText.of(seen.menu(), "move").plus(" " + handle(row));
        CommandText back = next.map(n -> move.plus(" " + handle(n))).orElse(move);
        return new Undo.Steps(
                List.of(new RouterCommand(seen.menu(), back)),
                probe -> next.isEmpty() || follows(probe, row, next.get()));
    }

    /** The row behind it, where their order means something. */
    Optional<Row> next(Row row) {
        return seen.dialect().command(seen.menu(), "move").isPresent() ? next(row, seen.rows()) : Optional.empty();
    }

    /** The next one that others can be put before: dynamic rows come and go. */
    static Optional<Row> next(Row row, List<Row> order) {
        return order.stream()
                .skip(order.indexOf(row) + 1L)
                .filter(behind -> !behind.dynamic())
                .findFirst();
    }

    private boolean follows(RouterProbe probe, Row row, Row next) throws TargetException {
        List<Row> rows = probe.rows(seen.menu());
        Optional<Row> now = rows.stream().filter(r -> meant(row, r)).findFirst();
        return now.flatMap(r -> next(r, rows)).filter(r -> meant(next, r)).isPresent();
    }

    private List<Row> marked(RouterProbe probe, String comment) throws TargetException {
        return probe.rows(seen.menu()).stream()
                .filter(r -> r.comment().equals(comment))
                .toList();
    }

    /** Whether a row is the one that was seen before, perhaps made anew. */
    private static boolean meant(Row before, Row now) {
        return before.id().equals(now.id())
                || before.comment().startsWith(Mark.OWNER) && before.comment().equals(now.comment());
    }

    private String handle(Row row) {
        return row.comment().startsWith(Mark.OWNER)
                ? "[" + seen.menu() + "/find where comment=" + Quote.string(row.comment()) + "]"
                : row.id();
    }

    /** {@link WantedFields} lets no other through. */
    private Field field(String name) {
        return seen.dialect().fields(seen.menu()).stream()
                .filter(f -> f.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(seen.menu() + " has no field " + name));
    }
}
