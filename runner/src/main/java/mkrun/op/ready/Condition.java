package mkrun.op.ready;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mkrun.routeros.RouterFacts;
import mkrun.routeros.Row;
import mkrun.target.TargetException;
import mkrun.target.routeros.RouterProbe;

/**
 * What was read of a router to judge it by.
 *
 * @param facts what it is
 * @param user as whom it was read; empty if that does not matter
 * @param menus rows of {@link #READS}; a menu that is not in it was not read
 */
public record Condition(RouterFacts facts, String user, Map<String, List<Row>> menus) {
    static final String RESOURCE = "/system/resource";
    static final String PACKAGE = "/system/package";
    static final String DEVICE_MODE = "/system/device-mode";
    static final String CLOCK = "/system/clock";
    static final String NTP = "/system/ntp/client";
    static final String DNS = "/ip/dns";
    static final String DISK = "/disk";
    static final String SESSIONS = "/user/active";
    static final String GROUPS = "/user/group";
    static final String USERS = "/user";

    /** The menus that are looked at beside the facts, for one exchange. */
    public static final Set<String> READS =
            Set.of(RESOURCE, PACKAGE, DEVICE_MODE, CLOCK, NTP, DNS, DISK, SESSIONS, GROUPS, USERS);

    public Condition {
        menus = Map.copyOf(menus);
    }

    /**
     * Reads all of it; one exchange, or none if the probe has it already.
     *
     * @throws TargetException if it cannot be read
     */
    public static Condition read(RouterProbe probe) throws TargetException {
        return read(probe, READS);
    }

    /**
     * Reads some of it: what was not read is taken to be right.
     *
     * @param reads some of {@link #READS}
     * @throws TargetException if it cannot be read
     */
    public static Condition read(RouterProbe probe, Set<String> reads) throws TargetException {
        Map<String, List<Row>> menus = new LinkedHashMap<>();
        for (String menu : reads) {
            menus.put(menu, probe.rows(menu));
        }
        return new Condition(probe.facts(), probe.user(), menus);
    }

    /** What is known without a question. */
    public static Condition of(RouterFacts facts) {
        return new Condition(facts, "", Map.of());
    }

    List<Row> rows(String menu) {
        return menus.getOrDefault(menu, List.of());
    }

    /** The properties of a menu without rows; none if it was not read. */
    Row single(String menu) {
        return rows(menu).stream().findFirst().orElse(new Row("", Map.of()));
    }
}
