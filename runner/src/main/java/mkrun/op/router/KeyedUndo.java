package mkrun.op.router;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mkrun.routeros.Row;
import mkrun.target.TargetException;
import mkrun.target.routeros.RouterCommand;
import mkrun.target.routeros.RouterProbe;
import mkrun.target.routeros.Undo;

/**
 * How commands on rows that take no comment are taken back. They are found by their ids or, where one was made anew, by what
 * the ledger names them by; in no such menu does order mean anything.
 *
 * @param seen the menu as it is before the command
 */
record KeyedUndo(MenuRows seen) {
    /** Of a row that is added with that key, which no row had. */
    Undo added(Map<String, Object> key) {
        return new Undo.Steps(
                probe -> made(probe, key).stream()
                        .map(row -> seen.wording().on("remove", row))
                        .toList(),
                probe -> made(probe, key).isEmpty());
    }

    private List<Row> made(RouterProbe probe, Map<String, Object> key) throws TargetException {
        return probe.rows(seen.menu()).stream()
                .filter(row -> !row.dynamic() && seen.wording().matches(row, key))
                .filter(row -> seen.rows().stream().noneMatch(s -> s.id().equals(row.id())))
                .toList();
    }

    /** Of fields that are set; {@code old} holds their values from before. */
    Undo set(Row before, Map<String, Object> changed, Map<String, Object> old, Unsetting unsetting) {
        Map<String, Object> key = key(before);
        Map<String, Object> renamed = new LinkedHashMap<>(key);
        renamed.replaceAll((name, value) -> changed.getOrDefault(name, value));
        return new Undo.Steps(
                probe -> {
                    Optional<Row> row = find(probe, before, renamed);
                    return row.isEmpty() ? List.of() : back(row.get(), unsetting, old);
                },
                probe -> find(probe, before, key)
                        .filter(row -> seen.wording().matches(row, old))
                        .isPresent(),
                unsetting.doubt());
    }

    private List<RouterCommand> back(Row row, Unsetting unsetting, Map<String, Object> old) throws TargetException {
        List<RouterCommand> back = new ArrayList<>(unsetting.commands(unset -> unset.on(row)));
        Map<String, Object> values = unsetting.others(old);
        if (!values.isEmpty()) {
            back.add(seen.wording().set(row, values));
        }
        return back;
    }

    /** Of a row of mkrun's that is removed; {@code fields} is what makes it anew. */
    Undo removed(Row row, Map<String, Object> fields) {
        Map<String, Object> key = key(row);
        return new Undo.Steps(
                probe -> find(probe, row, key).isPresent()
                        ? List.of()
                        : List.of(seen.wording().add(fields)),
                probe -> find(probe, row, key)
                        .filter(now -> seen.wording().matches(now, fields))
                        .isPresent());
    }

    private Map<String, Object> key(Row row) {
        return Mark.named(row).map(mark -> seen.book().key(mark)).orElse(Map.of());
    }

    private Optional<Row> find(RouterProbe probe, Row row, Map<String, Object> key) throws TargetException {
        List<Row> rows = probe.rows(seen.menu());
        Optional<Row> same = rows.stream().filter(r -> r.id().equals(row.id())).findFirst();
        return same.or(() -> rows.stream()
                .filter(r -> !key.isEmpty() && !r.dynamic() && seen.wording().matches(r, key))
                .findFirst());
    }
}
