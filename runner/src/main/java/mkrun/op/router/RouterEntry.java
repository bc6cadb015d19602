package mkrun.op.router;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mkrun.routeros.Row;
import mkrun.target.TargetException;
import mkrun.target.routeros.RouterProbe;
import mkrun.task.Operation;
import mkrun.task.Plan;

/**
 * One row of a menu, owned by its mark in {@code comment=}.
 *
 * @param menu path
 * @param key what names the row, by the newest version's field names; values as in {@code values}
 * @param values further fields of it: {@link String}, {@link Boolean}, a number, a list of those or a
 *     {@link mkrun.target.Secret}
 * @param mark the row's comment is {@code mkrun:} and this
 * @param present whether it is wanted or must be gone
 */
public record RouterEntry(
        String menu, Map<String, Object> key, Map<String, Object> values, String mark, boolean present)
        implements Operation<RouterProbe, List<Row>> {
    public RouterEntry {
        key = Collections.unmodifiableMap(new LinkedHashMap<>(key));
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
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
    public List<Row> inspect(RouterProbe probe) throws TargetException {
        return probe.rows(menu);
    }

    @Override
    public Plan diff(List<Row> seen) throws TargetException {
        return Plan.nothing(menu + " is as wanted");
    }
}
