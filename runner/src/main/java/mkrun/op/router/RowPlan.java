package mkrun.op.router;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mkrun.routeros.Lack;
import mkrun.routeros.Row;
import mkrun.target.TargetException;
import mkrun.target.routeros.RouterCommand;

/** Plans what makes one row of mkrun's as wanted. */
record RowPlan(MenuRows seen) {
    private static final String COMMENT = "comment";

    List<RouterCommand> present(RouterEntry entry) throws TargetException {
        return present(entry, Optional.empty());
    }

    /** @param before the row before which a new one is to stand; empty for the end */
    List<RouterCommand> present(RouterEntry entry, Optional<Row> before) throws TargetException {
        Optional<Lack> lack = seen.dialect().lack(entry.menu());
        if (lack.isPresent()) {
            throw new TargetException(lack.get().of(seen.dialect().version()));
        }
        List<Row> owned = seen.marked(entry.owner());
        if (owned.size() > 1) {
            throw new TargetException(entry.menu() + ": " + owned.size() + " rows carry the mark \"" + Mark.OWNER
                    + entry.mark() + "\"; remove all but one: " + entry.menu() + "/print where comment~\"^" + Mark.OWNER
                    + entry.mark() + "\"");
        }
        return owned.isEmpty() ? added(entry, before) : changed(entry, owned.get(0));
    }

    private List<RouterCommand> added(RouterEntry entry, Optional<Row> before) throws TargetException {
        Optional<Row> foreign = foreign(entry);
        if (foreign.isEmpty()) {
            return List.of(newRow(entry, before));
        }
        if (entry.adopt() && !foreign.get().dynamic()) {
            return List.of(adopted(entry, foreign.get()));
        }
        Map<String, Object> different = seen.wording().differences(foreign.get(), valuesOf(entry));
        if (!different.isEmpty()) {
            throw refusal(entry, foreign.get(), different);
        }
        return List.of(); // somebody made it as we want it
    }

    private RouterCommand newRow(RouterEntry entry, Optional<Row> before) throws TargetException {
        if (!seen.wording().takesOwnedRows()) {
            throw new TargetException(entry.title() + ": there is no such row, and mkrun cannot add one, since "
                    + entry.menu() + " takes none with a comment");
        }
        Map<String, Object> fields = fields(entry);
        return seen.wording().add(fields, before).undoneBy(undo().added(Normal.text(fields.get(COMMENT))));
    }

    /** All that a new row is given. */
    private static Map<String, Object> fields(RouterEntry entry) {
        Map<String, Object> fields = new LinkedHashMap<>(entry.fields());
        fields.put(COMMENT, entry.owner().comment(entry.note().orElse("")));
        return fields;
    }

    private RouterCommand adopted(RouterEntry entry, Row row) throws TargetException {
        Map<String, Object> different = seen.wording().differences(row, valuesOf(entry));
        different.put(COMMENT, entry.owner().comment(entry.note().orElse(Mark.note(row))));
        return seen.wording().set(row, different).undoneBy(undo().set(row, different));
    }

    private RowUndo undo() {
        return new RowUndo(seen);
    }

    private static Map<String, Object> valuesOf(RouterEntry entry) {
        Map<String, Object> values = new LinkedHashMap<>(entry.fields());
        values.keySet().removeAll(entry.key().keySet());
        return values;
    }

    private List<RouterCommand> changed(RouterEntry entry, Row row) throws TargetException {
        Map<String, Object> different = seen.wording().differences(row, entry.fields());
        if (different.keySet().stream().anyMatch(entry.key()::containsKey)) {
            Optional<Row> foreign = foreign(entry);
            if (foreign.isPresent()) {
                throw refusal(entry, foreign.get(), entry.fields());
            }
        }
        String comment = entry.owner().comment(entry.note().orElse(Mark.note(row)));
        if (!comment.equals(row.comment())) {
            different.put(COMMENT, comment);
        }
        return different.isEmpty()
                ? List.of()
                : List.of(seen.wording().set(COMMENT, row.comment(), different).undoneBy(undo().set(row, different)));
    }

    /** A row with the same key that is not the entry's own. */
    private Optional<Row> foreign(RouterEntry entry) throws TargetException {
        for (Row row : seen.rows()) {
            if (!entry.owner().owns(row) && seen.wording().matches(row, entry.key())) {
                return Optional.of(row);
            }
        }
        return Optional.empty();
    }

    private static TargetException refusal(RouterEntry entry, Row row, Map<String, Object> different) {
        String whose = row.dynamic()
                ? "made by the router itself"
                : row.comment().startsWith(Mark.OWNER)
                        ? "that belongs to \"" + row.comment() + "\""
                        : "that mkrun did not make" + (row.comment().isEmpty() ? "" : " (\"" + row.comment() + "\")");
        StringBuilder seen = new StringBuilder();
        different.keySet().forEach(f -> seen.append(' ')
                .append(f)
                .append('=')
                .append(row.text(f).isEmpty() ? "\"\"" : row.text(f)));
        return new TargetException(entry.title() + ": there is a row " + row.id() + " " + whose + " and differs (it has"
                + seen + "). mkrun leaves it alone: change or remove it, choose another, or hand it over with "
                + entry.menu() + "/set " + row.id() + " comment=\""
                + entry.owner().comment(Mark.note(row)) + "\"");
    }

    List<RouterCommand> absent(RouterEntry entry) throws TargetException {
        List<RouterCommand> commands = new ArrayList<>();
        for (Row row : seen.marked(entry.owner())) {
            commands.add(removal(row));
        }
        return commands;
    }

    /** Removes a row of mkrun's. */
    RouterCommand removal(Row row) throws TargetException {
        return seen.wording().on("remove", COMMENT, row.comment()).undoneBy(undo().removed(row));
    }

    /** Why there is nothing to do, if there is not. */
    String reason(RouterEntry entry) {
        if (!entry.present()) {
            return entry.title() + " is not there";
        }
        return seen.marked(entry.owner()).isEmpty()
                ? entry.title() + " is as wanted, made by somebody else"
                : entry.title() + " is as wanted";
    }
}
