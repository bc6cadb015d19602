package mkrun.op.router;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mkrun.routeros.Dialect;
import mkrun.routeros.Lack;
import mkrun.routeros.Menu;
import mkrun.target.TargetException;
import mkrun.target.routeros.RouterProbe;
import mkrun.task.Plan;

/**
 * One row of a menu, owned by its mark in {@code comment=}. A row that somebody else made is never touched: one that is
 * as wanted will do, one that has the same key and is not is an error.
 *
 * @param menu path
 * @param key what names the row, by the newest version's field names; values as in {@code values}
 * @param values further fields of it: {@link String}, {@link Boolean}, a number, a list of those or a
 *     {@link mkrun.target.Secret}; fields not given are left alone
 * @param mark the row's comment is {@code mkrun:} and this
 * @param present whether it is wanted or must be gone
 */
public record RouterEntry(
        String menu, Map<String, Object> key, Map<String, Object> values, String mark, boolean present)
        implements RouterOperation<MenuRows> {
    /** What the comment of every row of mkrun's begins with. */
    public static final String OWNER = "mkrun:";

    /**
     * @throws IllegalArgumentException if no such menu or field exists, a value is of no kind that can be written, or
     *     the comment is given, which is the mark's place
     */
    public RouterEntry {
        Menu table = WantedFields.menu(menu, true);
        key = WantedFields.copy(table, key);
        values = WantedFields.copy(table, values);
        if (key.containsKey("comment") || values.containsKey("comment")) {
            throw new IllegalArgumentException(menu + ": the comment holds mkrun's mark, say mark: instead");
        }
        if (key.isEmpty() || mark.isBlank()) {
            throw new IllegalArgumentException(menu + ": a row needs a key that names it and a mark");
        }
    }

    /** The comment of the row. */
    String comment() {
        return OWNER + mark;
    }

    /** All fields that are given, the key's first. */
    Map<String, Object> fields() {
        Map<String, Object> all = new LinkedHashMap<>(key);
        all.putAll(values);
        return all;
    }

    @Override
    public String type() {
        return "routeros";
    }

    @Override
    public Class<RouterProbe> probe() {
        return RouterProbe.class;
    }

    @Override
    public Set<String> reads() {
        return Set.of(menu);
    }

    /** None for a row that must be gone: where it cannot be, it is not. */
    @Override
    public List<Lack> lacks(Dialect dialect) {
        return present ? new Wording(dialect, menu).lacks(fields()) : List.of();
    }

    @Override
    public MenuRows inspect(RouterProbe probe) throws TargetException {
        return MenuRows.of(probe, menu);
    }

    @Override
    public Plan diff(MenuRows seen) throws TargetException {
        RowPlan plan = new RowPlan(seen);
        return Plan.of(present ? plan.present(this) : plan.absent(this), plan.reason(this));
    }

    /** A short name for messages: {@code /interface/bridge name=containers}. */
    String title() {
        StringBuilder title = new StringBuilder(menu);
        key.forEach((field, value) ->
                title.append(' ').append(field).append('=').append(value instanceof List ? Normal.text(value) : value));
        return title.toString();
    }

    static List<String> comments(List<RouterEntry> entries) {
        return entries.stream().map(RouterEntry::comment).toList();
    }
}
