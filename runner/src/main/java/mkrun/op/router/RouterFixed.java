package mkrun.op.router;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import mkrun.routeros.Dialect;
import mkrun.routeros.Lack;
import mkrun.routeros.Menu;
import mkrun.routeros.Row;
import mkrun.target.TargetException;
import mkrun.target.routeros.RouterProbe;
import mkrun.task.Plan;

/**
 * A row that the router has by itself, such as {@code /ip/service name=telnet}: set as wanted, never made, marked or
 * removed.
 *
 * @param table a menu of such rows
 * @param key what names the row, by the newest version's field names
 * @param values wanted of it; those not given are left alone
 */
public record RouterFixed(Menu table, Map<String, Object> key, Map<String, Object> values)
        implements MenuOperation<MenuRows> {
    /**
     * @throws IllegalArgumentException if no such menu or field exists, or a value is of no kind that can be written
     */
    public RouterFixed {
        WantedFields.menu(table, true);
        key = WantedFields.key(table, key);
        values = WantedFields.copy(table, values);
        if (key.isEmpty() || values.isEmpty()) {
            throw new IllegalArgumentException(table.path() + ": say which row is meant and what to set in it");
        }
    }

    /** A row of a menu that mkrun has a table of. */
    public RouterFixed(String menu, Map<String, Object> key, Map<String, Object> values) {
        this(WantedFields.menu(menu), key, values);
    }

    @Override
    public List<Lack> lacks(Dialect dialect) {
        return new Wording(dialect.with(table), menu()).lacks(values);
    }

    @Override
    public Set<String> sets() {
        return values.keySet();
    }

    @Override
    public MenuRows inspect(RouterProbe probe) throws TargetException {
        return MenuRows.of(probe, this);
    }

    @Override
    public Plan diff(MenuRows seen) throws TargetException {
        Row row = row(seen);
        Map<String, Object> different = seen.different(title(), row, values);
        return different.isEmpty()
                ? Plan.nothing(title() + " is as wanted")
                : seen.setting(seen.wording().set(row, different), title(), row, different);
    }

    private Row row(MenuRows seen) throws TargetException {
        for (Row row : seen.rows()) {
            if (!row.dynamic() && seen.wording().matches(row, key)) {
                return row;
            }
        }
        String there = seen.rows().stream()
                .filter(r -> !r.dynamic())
                .map(r -> key.keySet().stream().map(r::text).collect(Collectors.joining(" ")))
                .distinct()
                .collect(Collectors.joining(", "));
        throw new TargetException("the router has no " + title() + (there.isEmpty() ? "" : "; there are: " + there));
    }

    private String title() {
        return menu()
                + key.entrySet().stream()
                        .map(e -> " " + e.getKey() + "=" + Normal.text(e.getValue()))
                        .collect(Collectors.joining());
    }
}
