package mkrun.op.router;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mkrun.routeros.Lack;
import mkrun.routeros.Row;
import mkrun.routeros.access.RowChange;
import mkrun.target.TargetException;
import mkrun.target.routeros.RouterCommand;
import mkrun.target.routeros.Undo;

/**
 * Plans what makes one row of mkrun's as wanted.
 *
 * @param foreign the rows of others in that menu
 * @param standIns whether a row of somebody else's that has all its values and no others will do, wherever it stands
 */
record RowPlan(MenuRows seen, ForeignRows foreign, boolean standIns) {
    private static final String COMMENT = "comment";

    /** For rows whose place means nothing. */
    RowPlan(MenuRows seen) {
        this(seen, new ForeignRows(seen), true);
    }

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
        if (owned.isEmpty()) {
            return added(entry, before);
        }
        if (!copies(owned)) {
            throw new TargetException(entry.menu() + ": " + owned.size() + " rows carry the mark \"" + Mark.OWNER
                    + entry.mark() + "\"; remove all but one: " + entry.menu() + "/print where .id="
                    + String.join(" or .id=", owned.stream().map(Row::id).toList()));
        }
        List<RouterCommand> commands = new ArrayList<>();
        for (Row copy : owned.subList(1, owned.size())) {
            commands.add(seen.wording().on("remove", copy).undoneBy(Undo.UNNEEDED));
        }
        commands.addAll(changed(entry, owned.get(0), before));
        return commands;
    }

    /**
     * Whether rows of one mark are the same in all that they were given, as two runs at a time leave them: whichever stays,
     * nothing is lost. Where a ledger tells whose rows are, one of them may be somebody else's.
     */
    private boolean copies(List<Row> rows) {
        return rows.size() == 1
                || !book().marksRows()
                        && rows.stream().noneMatch(this::hides)
                        && rows.stream().map(undo()::settable).distinct().count() == 1;
    }

    private boolean hides(Row row) {
        return seen.dialect().fields(seen.menu()).stream().anyMatch(field -> book().hidden(row, field.name()));
    }

    private List<RouterCommand> added(RouterEntry entry, Optional<Row> before) throws TargetException {
        Optional<Row> adopted = foreign.adoptable(entry);
        if (adopted.isPresent()) {
            return adopted(entry, adopted.get());
        }
        Optional<Row> rival = standIns || !ForeignRows.whole(entry) ? foreign.rival(entry) : Optional.empty();
        if (rival.isEmpty()) {
            return newRow(entry, entry.fields(), entry.note().orElse(""), before);
        }
        Map<String, Object> different = foreign.different(entry, rival.get());
        if (!different.isEmpty()) {
            throw foreign.refusal(entry, rival.get(), different.keySet());
        }
        return List.of(); // somebody made it as we want it
    }

    /** A ledger says whose a row is before there is one: a run that ends in between leaves none that is nobody's. */
    private List<RouterCommand> newRow(RouterEntry entry, Map<String, Object> given, String note, Optional<Row> before)
            throws TargetException {
        if (!seen.wording().addsRows()) {
            throw new TargetException(entry.title() + ": there is no such row, and " + entry.menu() + " takes none");
        }
        Map<String, Object> fields = new LinkedHashMap<>(given);
        List<String> missing = seen.wording().missing(fields.keySet());
        if (!missing.isEmpty()) {
            throw new TargetException(
                    entry.title() + ": there is no such row, and a new one needs " + String.join(" and ", missing));
        }
        List<RouterCommand> commands = new ArrayList<>();
        if (book().marksRows()) {
            commands.add(book().own(entry.owner(), entry.key()).foretelling());
        } else {
            fields.put(COMMENT, entry.owner().comment(note));
        }
        Undo undo = book().marksRows()
                ? new KeyedUndo(seen).added(entry.key())
                : undo().added(Normal.text(fields.get(COMMENT)));
        RouterCommand add = seen.wording().add(fields, before).undoneBy(undo).changing(seen.added(fields));
        commands.addAll(book().remembered(entry.mark(), fields, add));
        return commands;
    }

    private RowLedger book() {
        return seen.book();
    }

    private List<RouterCommand> adopted(RouterEntry entry, Row row) throws TargetException {
        Map<String, Object> different = seen.wording().differences(row, ForeignRows.valuesOf(entry));
        List<RouterCommand> commands = new ArrayList<>();
        if (book().marksRows()) {
            commands.add(book().own(entry.owner(), entry.key()));
        } else {
            different.put(COMMENT, entry.owner().comment(entry.note().orElse(Mark.note(row))));
        }
        if (!different.isEmpty()) {
            RouterCommand set = seen.wording()
                    .set(row, different)
                    .undoneBy(undo().set(row, different))
                    .changing(seen.set(row, different));
            commands.addAll(book().remembered(entry.mark(), different, set));
        }
        return commands;
    }

    private RowUndo undo() {
        return new RowUndo(seen);
    }

    private List<RouterCommand> changed(RouterEntry entry, Row row, Optional<Row> before) throws TargetException {
        Map<String, Object> different = seen.wording().differences(row, entry.fields());
        book().settle(entry.mark(), row, different);
        boolean renamed = different.keySet().stream().anyMatch(entry.key()::containsKey);
        if (renamed) {
            Optional<Row> rival = ForeignRows.whole(entry) ? Optional.empty() : foreign.rival(entry);
            if (rival.isPresent()) {
                throw foreign.refusal(entry, rival.get(), entry.fields().keySet());
            }
        }
        String comment = entry.owner().comment(entry.note().orElse(Mark.note(row)));
        if (!comment.equals(row.comment()) && !book().marksRows()) {
            different.put(COMMENT, comment);
        }
        if (seen.wording().keeps(row, different)
                || !different.isEmpty() && !seen.wording().setsRows()) {
            return anew(entry, row, before);
        }
        return different.isEmpty() ? List.of() : set(entry, row, different, renamed);
    }

    /** For what no {@code set} takes away: the row is removed, and made again with all else that it has, where it was. */
    private List<RouterCommand> anew(RouterEntry entry, Row row, Optional<Row> before) throws TargetException {
        Map<String, Object> fields = undo().settable(row);
        fields.putAll(entry.fields());
        List<RouterCommand> commands = new ArrayList<>(removed(row));
        commands.addAll(newRow(entry, fields, entry.note().orElse(Mark.note(row)), before.or(() -> undo().next(row))));
        return commands;
    }

    private List<RouterCommand> set(RouterEntry entry, Row row, Map<String, Object> different, boolean renamed)
            throws TargetException {
        List<RouterCommand> commands = new ArrayList<>();
        RouterCommand plain = book().marksRows()
                ? seen.wording().set(row, different)
                : seen.wording().setExisting(COMMENT, row.comment(), different);
        RouterCommand set = plain.undoneBy(undo().set(row, different)).changing(seen.set(row, different));
        commands.addAll(book().remembered(entry.mark(), different, set));
        if (renamed && book().marksRows()) {
            commands.add(book().own(entry.owner(), entry.key()));
        }
        return commands;
    }

    List<RouterCommand> absent(RouterEntry entry) throws TargetException {
        Optional<Row> left = foreign.lasting(entry);
        if (left.isPresent() && entry.named()) {
            throw foreign.stays(entry, left.get());
        }
        List<RouterCommand> commands = new ArrayList<>();
        for (Row row : seen.marked(entry.owner())) {
            commands.addAll(removed(row));
        }
        return commands;
    }

    /** What removes one of mkrun's rows. */
    List<RouterCommand> removed(Row row) throws TargetException {
        RouterCommand removal = removal(row);
        List<RouterCommand> commands = new ArrayList<>(List.of(removal));
        Mark.named(row).ifPresent(mark -> commands.addAll(book().without(mark, removal)));
        return commands;
    }

    /** Removes one of mkrun's rows, of which no ledger knows. */
    RouterCommand removal(Row row) throws TargetException {
        RouterCommand remove = book().marksRows()
                ? seen.wording().on("remove", row)
                : seen.wording().on("remove", COMMENT, row.comment());
        return remove.undoneBy(undo().removed(row)).changing(RowChange.removed(seen.menu(), row));
    }

    /** Why there is nothing to do, if there is not. */
    String reason(RouterEntry entry) {
        if (!entry.present()) {
            return entry.title()
                    + (foreign.lasting(entry).isEmpty() ? " is not there" : ": only rows of others are there");
        }
        if (!seen.marked(entry.owner()).isEmpty()) {
            return entry.title() + " is as wanted";
        }
        Optional<Row> other = foreign.rival(entry).filter(row -> Mark.named(row).isPresent());
        return entry.title() + " is as wanted, made by somebody else"
                + other.map(row -> " (\"" + row.comment() + "\")").orElse("");
    }
}
