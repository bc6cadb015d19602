package mkrun.op.router;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mkrun.routeros.Dialect;
import mkrun.routeros.Lack;
import mkrun.routeros.Menu;
import mkrun.routeros.Row;
import mkrun.target.TargetException;
import mkrun.target.routeros.RouterProbe;
import mkrun.task.Plan;

/**
 * Settings of a menu that has no rows, such as {@code /system/identity}; those not given are left alone.
 *
 * @param table the menu
 * @param values wanted, by the newest version's field names; {@link String}, {@link Boolean}, a number, a list of those
 *     or a {@link mkrun.target.Secret}
 */
public record RouterSettings(Menu table, Map<String, Object> values) implements MenuOperation<MenuRows> {
    /** Whose its secrets are in the ledger, where rows have marks. */
    private static final String OWNER = "settings";

    /**
     * @throws IllegalArgumentException if no such menu or field exists, or a value is of no kind that can be written
     */
    public RouterSettings {
        values = WantedFields.copy(WantedFields.menu(table, false), values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException(table.path() + ": no setting is given");
        }
    }

    /** Settings of a menu that mkrun has a table of. */
    public RouterSettings(String menu, Map<String, Object> values) {
        this(WantedFields.menu(menu), values);
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
        Optional<Lack> lack = seen.dialect().lack(menu());
        if (lack.isPresent()) {
            throw new TargetException(lack.get().of(seen.dialect().version()));
        }
        // A menu in which nothing is set may print nothing.
        Row row = seen.rows().isEmpty() ? new Row("", Map.of()) : seen.rows().get(0);
        Map<String, Object> different = seen.different(OWNER, row, values);
        return different.isEmpty()
                ? Plan.nothing(menu() + " is as wanted")
                : seen.setting(seen.wording().set(different), OWNER, row, different);
    }
}
