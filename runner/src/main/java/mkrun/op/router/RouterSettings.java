package mkrun.op.router;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import mkrun.routeros.Dialect;
import mkrun.routeros.Lack;
import mkrun.routeros.Row;
import mkrun.target.TargetException;
import mkrun.target.routeros.RouterProbe;
import mkrun.task.Plan;

/**
 * Settings of a menu that has no rows, such as {@code /system/identity}; those not given are left alone.
 *
 * @param menu path
 * @param values wanted, by the newest version's field names; {@link String}, {@link Boolean}, a number, a list of those
 *     or a {@link mkrun.target.Secret}
 */
public record RouterSettings(String menu, Map<String, Object> values) implements MenuOperation<RouterSettings.Seen> {
    /** The settings as they are, and what the router understands. */
    public record Seen(Dialect dialect, List<Row> rows) {}

    /**
     * @throws IllegalArgumentException if no such menu or field exists, or a value is of no kind that can be written
     */
    public RouterSettings {
        values = WantedFields.copy(WantedFields.menu(menu, false), values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException(menu + ": no setting is given");
        }
    }

    @Override
    public List<Lack> lacks(Dialect dialect) {
        return new Wording(dialect, menu).lacks(values);
    }

    @Override
    public Seen inspect(RouterProbe probe) throws TargetException {
        return new Seen(probe.dialect(), probe.rows(menu));
    }

    @Override
    public Plan diff(Seen seen) throws TargetException {
        Optional<Lack> lack = seen.dialect().lack(menu);
        if (lack.isPresent()) {
            throw new TargetException(lack.get().of(seen.dialect().version()));
        }
        // A menu in which nothing is set may print nothing.
        Row row = seen.rows().isEmpty() ? new Row("", Map.of()) : seen.rows().get(0);
        Wording wording = new Wording(seen.dialect(), menu);
        Map<String, Object> different = wording.differences(row, values);
        return different.isEmpty()
                ? Plan.nothing(menu + " is as wanted")
                : new Plan(
                        List.of(wording.set(different)
                                .undoneBy(new RowUndo(new MenuRows(seen.dialect(), menu, seen.rows()))
                                        .set(row, different))),
                        "");
    }
}
