package mkrun.op.router;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import mkrun.routeros.Dialect;
import mkrun.routeros.Lack;
import mkrun.routeros.Row;
import mkrun.target.TargetException;
import mkrun.target.routeros.RouterCommand;
import mkrun.target.routeros.RouterProbe;
import mkrun.task.Plan;

/**
 * All rows of a menu that one owner has, and no others of that owner: a row that is no longer wanted goes.
 *
 * @param menu path
 * @param owner the marks of its rows begin with this and a slash: {@code alp-rc/env}
 * @param entries the rows, each marked as the owner's
 */
public record RouterEntries(String menu, String owner, List<RouterEntry> entries) implements RouterOperation<MenuRows> {
    public RouterEntries {
        entries = List.copyOf(entries);
        WantedFields.menu(menu, true);
        for (RouterEntry entry : entries) {
            if (!entry.menu().equals(menu) || !entry.mark().startsWith(owner + "/")) {
                throw new IllegalArgumentException(entry.title() + " is none of " + owner + "'s rows of " + menu);
            }
        }
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
    public Set<String> reads() {
        return Set.of(menu);
    }

    @Override
    public List<Lack> lacks(Dialect dialect) {
        return entries.stream()
                .flatMap(entry -> entry.lacks(dialect).stream())
                .distinct()
                .toList();
    }

    @Override
    public MenuRows inspect(RouterProbe probe) throws TargetException {
        return MenuRows.of(probe, menu);
    }

    @Override
    public Plan diff(MenuRows seen) throws TargetException {
        return Plan.of(commands(seen), entries.isEmpty() ? owner + " has no rows" : owner + " is as wanted");
    }

    /** Removals come first: they may free a key that another row takes over. */
    List<RouterCommand> commands(MenuRows seen) throws TargetException {
        List<String> wanted = RouterEntry.comments(entries);
        List<Row> unwanted = seen.rows().stream()
                .filter(r -> r.comment().startsWith(RouterEntry.OWNER + owner + "/"))
                .filter(r -> !wanted.contains(r.comment()))
                .toList();
        List<RouterCommand> commands = new ArrayList<>();
        for (Row row : unwanted) {
            commands.add(seen.wording().on("remove", "comment", row.comment()));
        }
        List<Row> left = seen.rows().stream().filter(r -> !unwanted.contains(r)).toList();
        RowPlan plan = new RowPlan(new MenuRows(seen.dialect(), menu, left));
        for (RouterEntry entry : entries) {
            commands.addAll(plan.present(entry));
        }
        return commands;
    }
}
