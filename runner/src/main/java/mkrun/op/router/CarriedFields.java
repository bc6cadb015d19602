package mkrun.op.router;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import mkrun.routeros.Ledger;
import mkrun.routeros.Row;
import mkrun.target.Secret;

/**
 * What the container of another image takes over of the one that it replaces: fields that somebody has set by hand and of
 * which the playbook says nothing.
 *
 * @param spec what is wanted
 * @param containers those of the router
 */
record CarriedFields(ContainerSpec spec, ContainerRows containers) {
    /**
     * Fields that hold only what they were given, and that are given back as they are taken. Not {@code workdir}, which
     * routers fill in from the image (a print of 7.20: {@code cmd="" entrypoint="" workdir="/homebridge"}).
     */
    private static final Set<String> FIELDS = Set.of(
            "cmd",
            "entrypoint",
            "user",
            "memory-high",
            "memory-max",
            "swap-max",
            "env",
            "mount",
            "tmpfs",
            "hosts",
            "devices",
            "hostname",
            "domain-name");

    /** Those that can hold a password or token, of which mkrun knows nothing. */
    private static final Set<String> CONFIDENTIAL = Set.of("cmd", "entrypoint", "env");

    /** The fields to set in the new row; nothing that the playbook says. */
    Map<String, Object> of(Row previous) {
        Set<String> wanted =
                new ContainerFields(spec, containers.dialect()).all().keySet();
        MenuRows rows = new MenuRows(containers.dialect(), ContainerRows.MENU, containers.all(), Ledger.EMPTY);
        Map<String, Object> carried = new LinkedHashMap<>();
        new RowUndo(rows).settable(previous).forEach((name, value) -> {
            if (FIELDS.contains(name) && !wanted.contains(name)) {
                carried.put(name, CONFIDENTIAL.contains(name) ? Secret.of(Normal.text(value)) : value);
            }
        });
        return carried;
    }
}
