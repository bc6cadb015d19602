package mkrun.lab.script;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import mkrun.routeros.Dialect;
import mkrun.routeros.Field;
import mkrun.routeros.Menu;
import mkrun.routeros.RouterosVersion;

/**
 * Everything configured on an emulated router. Whoever reads or changes tables or rows holds this object's monitor; the
 * interpreter does so for each command, not while a script waits.
 */
public final class RouterState {
    private static final String INTERFACES = "/interface";
    private static final Map<String, String> INTERFACE_TYPES = Map.of(
            "/interface/bridge", "bridge",
            "/interface/ethernet", "ether",
            "/interface/veth", "veth",
            "/interface/vlan", "vlan",
            "/interface/wireguard", "wg");

    private final Dialect dialect;
    private final Map<String, Table> tables = new TreeMap<>();
    private final ChangeNotes notes = new ChangeNotes();
    private Clock clock = Clock.systemUTC();
    private Runnable listener = () -> {};
    private volatile Runnable settled = () -> {};

    /**
     * A router with nothing configured.
     *
     * @param packages enabled packages; {@code routerboard} among them on MikroTik's own hardware
     */
    public RouterState(RouterosVersion version, Set<String> packages) {
        this.dialect = Dialect.emulated(version, packages);
    }

    /** What this router understands. */
    public Dialect dialect() {
        return dialect;
    }

    /** Its version. */
    public RouterosVersion version() {
        return dialect.version();
    }

    /** The time that this router believes it is, in its zone. */
    public Clock clock() {
        return clock;
    }

    /** Gives it another clock than this machine's. */
    public void clock(Clock newClock) {
        this.clock = newClock;
    }

    /** The rows of a menu; empty if none was ever added. */
    public Table table(String menu) {
        Table known = tables.get(menu);
        if (known != null) {
            return known;
        }
        String type = INTERFACE_TYPES.get(menu);
        Table made = type == null ? new Table(menu, notes) : new Table(menu, table(INTERFACES), type);
        tables.put(menu, made);
        return made;
    }

    /** Notes what commands change. */
    ChangeNotes notes() {
        return notes;
    }

    /** Whether a menu holds one kind of interface, whose rows {@code /interface} shows too. */
    static boolean isInterfaceType(String menu) {
        return INTERFACE_TYPES.containsKey(menu);
    }

    /** The properties of a menu without rows. */
    public TableRow single(String menu) {
        Table table = table(menu);
        if (table.rows().isEmpty()) {
            table.restore(1, List.of(new TableRow("", Map.of())));
        }
        return table.rows().get(0);
    }

    /** Gives the properties of all menus without rows the values that they have when nobody has set them. */
    public void fillDefaults() {
        for (Menu menu : dialect.menus()) {
            if (menu.kind() == Menu.Kind.SINGLE) {
                TableRow row = single(menu.path());
                for (Field field : dialect.fields(menu.path())) {
                    field.defaultValue()
                            .filter(value ->
                                    !field.readOnly() && row.get(field.name()).isEmpty())
                            .ifPresent(value -> row.set(field.name(), Defaults.canonical(field, value)));
                }
            }
        }
    }

    /** Calls this after each command that changed something. */
    public void onChange(Runnable newListener) {
        this.listener = newListener;
    }

    /** Calls this at the end of each line that somebody sent, before they are told of it; the state's monitor is held. */
    public void onSettled(Runnable newListener) {
        this.settled = newListener;
    }

    /** Tells the listener that a line has ended. */
    synchronized void settled() {
        settled.run();
    }

    /** Tells the listener that something changed. */
    public void changed() {
        listener.run();
    }

    /**
     * All rows as plain data for a file.
     *
     * @param version as {@link RouterosVersion#parse} reads it
     * @param packages as the constructor takes them
     * @param tables by menu
     */
    public record Data(String version, List<String> packages, Map<String, TableData> tables) {}

    /**
     * One menu as plain data.
     *
     * @param nextId the number of the next row, so that ids are never used twice
     */
    public record TableData(long nextId, List<RowData> rows) {}

    /** One row as plain data. */
    public record RowData(String id, Map<String, String> values) {}

    /** The configuration as plain data. */
    public Data data() {
        Map<String, TableData> all = new TreeMap<>();
        for (Table table : tables.values()) {
            if (table.stored()) {
                List<RowData> rows = new ArrayList<>();
                table.own().forEach(r -> rows.add(new RowData(r.id(), new LinkedHashMap<>(r.values()))));
                all.put(table.menu(), new TableData(table.nextId(), rows));
            }
        }
        return new Data(
                version().toString(), dialect.packages().stream().sorted().toList(), all);
    }

    /** The router that {@link #data} described. */
    public static RouterState of(Data data) {
        RouterState state = new RouterState(RouterosVersion.parse(data.version()), Set.copyOf(data.packages()));
        data.tables().forEach((menu, table) -> state.table(menu)
                .restore(
                        table.nextId(),
                        table.rows().stream()
                                .map(r -> new TableRow(r.id(), r.values()))
                                .toList()));
        return state;
    }
}
