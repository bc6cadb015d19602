package mkrun.op.router;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mkrun.routeros.Dialect;
import mkrun.routeros.Field;
import mkrun.routeros.Lack;
import mkrun.routeros.Menu;
import mkrun.target.Secret;
import mkrun.target.TargetException;
import mkrun.target.routeros.RouterCommand;
import mkrun.target.routeros.RouterProbe;
import mkrun.task.Plan;

/**
 * One row of a menu, owned by its mark in {@code comment=}. A row that somebody else made is never touched unless it is to
 * be adopted: one that is as wanted will do, one that has the same key and is not is an error.
 *
 * @param table the menu
 * @param key what names the row, by the newest version's field names; values as in {@code values}
 * @param values further fields of it: {@link String}, {@link Boolean}, a number, a list of those or a
 *     {@link mkrun.target.Secret}; fields not given are left alone. A {@code comment} stands behind the mark
 * @param mark the row's comment is {@code mkrun:} and this, see {@link Mark}
 * @param present whether it is wanted or must be gone
 * @param adopt which rows of others with the same key become its own
 */
public record RouterEntry(
        Menu table, Map<String, Object> key, Map<String, Object> values, String mark, boolean present, Adoption adopt)
        implements MenuOperation<MenuRows> {
    private static final String COMMENT = "comment";

    /**
     * @throws IllegalArgumentException if no such menu or field exists, its rows are the router's own, or a value is of no
     *     kind that can be written, or does not go with the others
     */
    public RouterEntry {
        String menu = WantedFields.menu(table, true).path();
        key = WantedFields.copy(table, key);
        values = WantedFields.copy(table, values);
        DnsRecord.check(table, key, values);
        if (table.kind() == Menu.Kind.FIXED || table.command("add").isEmpty()) {
            throw new IllegalArgumentException(menu + ": its rows are the router's own"
                    + (table.kind() == Menu.Kind.FIXED ? ", they can only be set" : ""));
        }
        if (key.containsKey(COMMENT)) {
            throw new IllegalArgumentException(menu + ": the comment holds mkrun's mark and cannot name the row");
        }
        if (key.isEmpty() || mark.isBlank()) {
            throw new IllegalArgumentException(menu + ": a row needs a key that names it and a mark");
        }
        if (Mark.of(mark).isEmpty()) {
            throw new IllegalArgumentException(menu + ": '" + mark
                    + "' cannot be a mark, since ' | ' ends one where a note begins; say another with mark:");
        }
    }

    /** A row of a menu that mkrun has a table of, and whether one that no task made is taken over. */
    public RouterEntry(
            String menu,
            Map<String, Object> key,
            Map<String, Object> values,
            String mark,
            boolean present,
            boolean adopt) {
        this(WantedFields.menu(menu), key, values, mark, present, adopt ? Adoption.NOBODYS : Adoption.NONE);
    }

    /** A row that is not adopted from anybody. */
    public RouterEntry(String menu, Map<String, Object> key, Map<String, Object> values, String mark, boolean present) {
        this(menu, key, values, mark, present, false);
    }

    /** The row's mark. */
    Mark owner() {
        return new Mark(mark);
    }

    /** What is to stand behind the mark for people to read; empty if that is left alone. */
    Optional<String> note() {
        return Optional.ofNullable(values.get(COMMENT)).map(Normal::text);
    }

    /** All fields that are given but the comment, the key's first. */
    Map<String, Object> fields() {
        Map<String, Object> all = new LinkedHashMap<>(key);
        all.putAll(values);
        all.remove(COMMENT);
        return all;
    }

    /** Whether its key tells it from all other rows, as the menu has it. */
    boolean named() {
        return !table.keys().isEmpty() && key.keySet().containsAll(table.keys());
    }

    @Override
    public Set<String> sets() {
        return fields().keySet();
    }

    /** None for a row that must be gone: where it cannot be, it is not. */
    @Override
    public List<Lack> lacks(Dialect dialect) {
        Map<String, Object> marked = fields();
        note().filter(note -> !note.isEmpty()).ifPresent(note -> marked.put(COMMENT, note));
        return present ? new Wording(dialect.with(table), menu()).lacks(marked) : List.of();
    }

    @Override
    public MenuRows inspect(RouterProbe probe) throws TargetException {
        MenuRows seen = MenuRows.of(probe, this);
        return present ? seen : seen.noting(StillNaming.text(probe, seen, seen.marked(owner())));
    }

    @Override
    public boolean common() {
        return true;
    }

    @Override
    public Plan diff(MenuRows seen) throws TargetException {
        RowPlan plan = new RowPlan(seen);
        List<RouterCommand> commands = present ? plan.present(this) : plan.absent(this);
        return new Plan(List.copyOf(commands), commands.isEmpty() ? plan.reason(this) : seen.note());
    }

    /** A short name for messages: {@code /interface/bridge name=containers}. */
    String title() {
        StringBuilder title = new StringBuilder(menu());
        key.forEach(
                (field, value) -> title.append(' ').append(field).append('=').append(shown(field, value)));
        return title.toString();
    }

    private String shown(String field, Object value) {
        boolean secret = value instanceof Secret
                || table.field(field).filter(Field::secret).isPresent();
        return secret ? Secret.MASK : value instanceof List ? Normal.text(value) : value.toString();
    }
}
