package mkrun.op.router;

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
    List<RouterCommand> present(RouterEntry entry) throws TargetException {
        Optional<Lack> lack = seen.dialect().lack(entry.menu());
        if (lack.isPresent()) {
            throw new TargetException(lack.get().of(seen.dialect().version()));
        }
        List<Row> owned = seen.marked(entry.comment());
        if (owned.size() > 1) {
            throw new TargetException(entry.menu() + ": " + owned.size() + " rows carry the comment \""
                    + entry.comment() + "\"; remove all but one: " + entry.menu() + "/print where comment=\""
                    + entry.comment() + "\"");
        }
        return owned.isEmpty() ? added(entry) : changed(entry, owned.get(0));
    }

    private List<RouterCommand> added(RouterEntry entry) throws TargetException {
        Optional<Row> foreign = foreign(entry);
        if (foreign.isPresent()) {
            Map<String, Object> different = seen.wording().differences(foreign.get(), entry.values());
            if (!different.isEmpty()) {
                throw refusal(entry, foreign.get(), different);
            }
            return List.of(); // somebody made it as we want it
        }
        if (!seen.wording().takesOwnedRows()) {
            throw new TargetException(entry.title() + ": there is no such row, and mkrun cannot add one, since "
                    + entry.menu() + " takes none with a comment");
        }
        Map<String, Object> fields = new LinkedHashMap<>(entry.fields());
        fields.put("comment", entry.comment());
        return List.of(seen.wording().add(fields));
    }

    private List<RouterCommand> changed(RouterEntry entry, Row row) throws TargetException {
        Map<String, Object> different = seen.wording().differences(row, entry.fields());
        if (different.keySet().stream().anyMatch(entry.key()::containsKey)) {
            Optional<Row> foreign = foreign(entry);
            if (foreign.isPresent()) {
                throw refusal(entry, foreign.get(), entry.fields());
            }
        }
        return different.isEmpty() ? List.of() : List.of(seen.wording().set("comment", entry.comment(), different));
    }

    /** A row with the same key that is not the entry's own. */
    private Optional<Row> foreign(RouterEntry entry) throws TargetException {
        for (Row row : seen.rows()) {
            if (!row.comment().equals(entry.comment()) && seen.wording().matches(row, entry.key())) {
                return Optional.of(row);
            }
        }
        return Optional.empty();
    }

    private static TargetException refusal(RouterEntry entry, Row row, Map<String, Object> different) {
        String whose = row.dynamic()
                ? "made by the router itself"
                : row.comment().startsWith(RouterEntry.OWNER)
                        ? "that belongs to \"" + row.comment() + "\""
                        : "that mkrun did not make" + (row.comment().isEmpty() ? "" : " (\"" + row.comment() + "\")");
        StringBuilder seen = new StringBuilder();
        different.keySet().forEach(f -> seen.append(' ')
                .append(f)
                .append('=')
                .append(row.text(f).isEmpty() ? "\"\"" : row.text(f)));
        return new TargetException(entry.title() + ": there is a row " + row.id() + " " + whose + " and differs (it has"
                + seen + "). mkrun leaves it alone: change or remove it, choose another, or hand it over with "
                + entry.menu() + "/set " + row.id() + " comment=\"" + entry.comment() + "\"");
    }

    List<RouterCommand> absent(RouterEntry entry) {
        return seen.marked(entry.comment()).isEmpty()
                ? List.of()
                : List.of(seen.wording().on("remove", "comment", entry.comment()));
    }

    /** Why there is nothing to do, if there is not. */
    String reason(RouterEntry entry) {
        if (!entry.present()) {
            return entry.title() + " is not there";
        }
        return seen.marked(entry.comment()).isEmpty()
                ? entry.title() + " is as wanted, made by somebody else"
                : entry.title() + " is as wanted";
    }
}
