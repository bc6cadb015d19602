package mkrun.lab.script;

import java.util.Map;
import java.util.Set;
import mkrun.routeros.Argument;
import mkrun.routeros.Field;
import mkrun.routeros.FieldType;

/**
 * What {@code unset} takes away. The trees of routers do not tell which names it takes, so what rows are known to have always
 * is refused: what they are told apart by, must be added with, have by default, and are either true or false of.
 */
final class Unset {
    /** What rows have from the start, or the router fills in, where no table tells. */
    private static final Map<String, Set<String>> KEPT = Map.of(
            "/certificate", Set.of("days-valid", "digest-algorithm", "key-size", "key-usage", "trust-store"),
            "/container", Set.of("file", "healthcheck-status", "layer-dir", "remote-image", "root-dir"),
            "/interface/bridge", Set.of("last-member-query-count", "startup-query-count"),
            "/interface/ethernet", Set.of("l2mtu", "mac-address", "orig-mac-address", "advertise", "speed"),
            "/ip/route", Set.of("dst-address"),
            "/ipv6/route", Set.of("dst-address"),
            "/ip/service", Set.of("port"),
            "/system/scheduler", Set.of("policy", "start-date", "start-time"),
            "/system/script", Set.of("owner", "policy", "source"));

    private Unset() {}

    /** Whether a row can be without a field that is there to be set. */
    static boolean takes(MenuFields fields, Field field) {
        String menu = fields.menu();
        String spelling = field.spelling(fields.dialect().version());
        boolean key = fields.dialect()
                .menu(menu)
                .filter(m -> m.keys().contains(field.name()))
                .isPresent();
        boolean required = fields.dialect()
                .command(menu, "add")
                .flatMap(add -> add.argument(spelling))
                .filter(Argument::required)
                .isPresent();
        return !field.readOnly()
                && !key
                && !required
                && field.defaultValue().isEmpty()
                && field.type().base() != FieldType.Base.BOOL
                && !KEPT.getOrDefault(menu, Set.of()).contains(field.name());
    }
}
