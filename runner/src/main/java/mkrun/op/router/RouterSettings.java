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
 * Settings of a menu that has no rows, such as {@code /system/identity}.
 *
 * @param menu path
 * @param values wanted, by the newest version's field names; {@link String}, {@link Boolean}, a number, a list of those
 *     or a {@link mkrun.target.Secret}
 */
public record RouterSettings(String menu, Map<String, Object> values) implements Operation<RouterProbe, List<Row>> {
    public RouterSettings {
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
