package mkrun.op.router;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import mkrun.routeros.Dialect;
import mkrun.routeros.Row;
import mkrun.target.TargetException;
import mkrun.target.routeros.RouterCommand;

/**
 * A container's health as netwatch sees it, from the router and over the network, which every version can.
 *
 * @param spec of the container
 * @param dialect what the router understands
 */
record ContainerWatch(ContainerSpec spec, Dialect dialect) {
    static final String MENU = "/tool/netwatch";
    /** Netwatch waits 3 s after a probe is made, and 5 min after the router has booted, unless told otherwise. */
    private static final String SOON = "1s";

    /** The check that netwatch makes, if it makes one. */
    Optional<HealthCheck> check() {
        return spec.supervision()
                .health()
                .filter(check -> new ContainerFields(spec, dialect).ownCheck().isEmpty())
                .filter(check -> check.port().isPresent());
    }

    /** The probe, or none. */
    RouterEntries entries() {
        return new RouterEntries(
                MENU,
                spec.name() + "/health",
                check().map(this::entry).map(List::of).orElse(List.of()));
    }

    private RouterEntry entry(HealthCheck check) {
        HealthCheck.Port port = check.port().orElseThrow();
        Map<String, Object> key = new LinkedHashMap<>();
        key.put("host", ip());
        key.put("type", port.protocol().netwatch());
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("name", spec.name());
        values.put("port", port.number());
        if (port.protocol() == HealthCheck.Protocol.HTTP) {
            values.put("http-codes", "100-399");
        }
        values.put("interval", ContainerFields.time(check.interval()));
        values.put("timeout", ContainerFields.time(check.timeout()));
        values.put("start-delay", SOON);
        values.put("startup-delay", SOON);
        values.put("disabled", false); // one that somebody has switched off would never be up
        return new RouterEntry(
                MENU, key, values, spec.name() + "/health/" + port.protocol().netwatch(), true);
    }

    private String ip() {
        return Cidr.host(spec.address()).ip();
    }

    /** Finds the probe's row. */
    Predicate<Row> row() {
        return row -> check().flatMap(HealthCheck::port)
                .filter(port -> row.text("host").equals(ip())
                        && row.text("type").equals(port.protocol().netwatch()))
                .isPresent();
    }

    /** Whether the probe is up. */
    boolean up(List<Row> rows) {
        return rows.stream().filter(row()).anyMatch(row -> row.text("status").equals("up"));
    }

    /** Removes the probe of a container that is going to be started: what it says is of the time before. */
    List<RouterCommand> forget(MenuRows seen) throws TargetException {
        List<RouterCommand> commands = new ArrayList<>();
        for (Row row : owned(seen)) {
            commands.addAll(new RowPlan(seen).removed(row));
        }
        return commands;
    }

    /** Makes the probe that was removed, or was not there. */
    List<RouterCommand> anew(MenuRows seen) throws TargetException {
        List<Row> others = new ArrayList<>(seen.rows());
        others.removeAll(owned(seen));
        return entries().commands(seen.with(others));
    }

    private List<Row> owned(MenuRows seen) {
        return seen.rows().stream()
                .filter(row -> Mark.of(entries().owner(), row))
                .toList();
    }

    /** What is between the probe and what is wanted. */
    List<RouterCommand> changes(MenuRows seen) throws TargetException {
        return entries().commands(seen);
    }
}
