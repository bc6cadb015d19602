package mkrun.lab.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The rows of one menu, in order. The menus of one kind of interface each show a part of the rows of
 * {@code /interface}, as on a router: same ids, one space of names. Guarded by the monitor of its {@link RouterState}.
 */
public final class Table {
    private static final String TYPE = "type";

    private final String menu;
    private final Optional<Table> base;
    private final String type;
    private final ChangeNotes notes;
    private final TableRows rows = new TableRows();
    private final List<TableRow> made = new ArrayList<>();
    private long nextId = 1;
    private Consumer<Table> refresher = t -> {};

    Table(String menu, ChangeNotes notes) {
        this.menu = menu;
        this.notes = notes;
        this.base = Optional.empty();
        this.type = "";
    }

    /** The rows of another table that have that type. */
    Table(String menu, Table base, String type) {
        this.menu = menu;
        this.notes = base.notes;
        this.base = Optional.of(base);
        this.type = type;
    }

    /** The path of its menu. */
    public String menu() {
        return menu;
    }

    /** The rows as they are now, those that follow from others behind the rest. */
    public List<TableRow> rows() {
        if (made.isEmpty()) {
            return own();
        }
        List<TableRow> all = new ArrayList<>(own());
        all.addAll(made);
        return List.copyOf(all);
    }

    /** The rows that do not follow from others: they are kept, and commands change them. */
    List<TableRow> own() {
        return base.map(b ->
                        b.own().stream().filter(r -> r.text(TYPE).equals(type)).toList())
                .orElseGet(rows::all);
    }

    /** Replaces the rows that follow from others. */
    public void make(List<TableRow> newMade) {
        made.clear();
        made.addAll(newMade);
    }

    /** The row with that id. */
    public Optional<TableRow> row(String id) {
        return base.map(b -> b.rows.row(id).filter(r -> r.text(TYPE).equals(type)))
                .orElseGet(() -> rows.row(id))
                .or(() -> made.stream().filter(r -> r.id().equals(id)).findFirst());
    }

    /** The first row with that value in a field. */
    public Optional<TableRow> where(String field, String value) {
        Optional<TableRow> own = base.isEmpty()
                ? rows.where(field, value)
                : own().stream().filter(r -> r.text(field).equals(value)).findFirst();
        return own.or(
                () -> made.stream().filter(r -> r.text(field).equals(value)).findFirst());
    }

    /**
     * The rows, but those that follow from others, that may have the values of another in some fields; among them are all that
     * do, but for the case of letters.
     */
    Set<TableRow> like(List<String> fields, TableRow row) {
        return rows.like(fields, row);
    }

    /** Appends a row under the next free id. */
    public TableRow add(Map<String, String> values) {
        if (base.isPresent()) {
            return base.get().add(values).set(TYPE, type);
        }
        TableRow row = new TableRow("*" + Long.toHexString(nextId++).toUpperCase(Locale.ROOT), values);
        append(row);
        return row;
    }

    /** Puts a row behind all others that was not there before, or was taken away. */
    void append(TableRow row) {
        notes.appended(this, row);
        row.tell(this);
        rows.append(row);
    }

    /** Takes a row away; nothing happens if it is gone. */
    public void remove(TableRow row) {
        base.ifPresentOrElse(b -> b.remove(row), () -> {
            notes.about(this);
            rows.remove(row);
        });
    }

    /** Puts a row before another one. */
    public void move(TableRow row, TableRow before) {
        remove(row);
        rows.insert(row, before);
    }

    /** Puts a row behind all others. */
    public void moveToEnd(TableRow row) {
        remove(row);
        rows.append(row);
    }

    /** Replaces all rows, as a menu does that shows what lives elsewhere, such as files. */
    public void replaceAll(List<TableRow> newRows) {
        rows.replaceAll(newRows);
        newRows.forEach(r -> r.tell(this));
    }

    /** A row of it is about to get other values. */
    void changing(TableRow row) {
        notes.about(row);
        rows.changing(row);
    }

    /** Has the rows brought up to date by this whenever a command is about to read them. */
    public void beforeRead(Consumer<Table> newRefresher) {
        this.refresher = newRefresher;
    }

    /** Brings the rows up to date, as is done before a command reads them. */
    public void refresh() {
        base.ifPresent(Table::refresh);
        notes.aside(() -> refresher.accept(this));
    }

    boolean stored() {
        return base.isEmpty();
    }

    long nextId() {
        return nextId;
    }

    void restore(long next, List<TableRow> stored) {
        nextId = next;
        replaceAll(stored);
    }
}
