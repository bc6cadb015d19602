package mkrun.op.router;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import mkrun.routeros.Dialect;
import mkrun.routeros.Lack;
import mkrun.routeros.Menu;
import mkrun.routeros.Row;
import mkrun.target.TargetException;
import mkrun.target.routeros.RouterCommand;
import mkrun.target.routeros.RouterProbe;
import mkrun.task.Plan;

/**
 * The rows of a menu that one owner has: one that is no longer wanted goes, unless it is to stay.
 *
 * @param table the menu
 * @param owner the marks of its rows begin with this and a slash: {@code alp-rc/env}
 * @param entries the rows, each marked as the owner's; in menus where order matters they keep this one
 * @param anchor the row of somebody else's that they stand before or behind
 * @param prune whether rows of the owner that are none of these entries go; they are left alone otherwise
 */
public record RouterEntries(Menu table, String owner, List<RouterEntry> entries, Anchor anchor, boolean prune)
        implements MenuOperation<MenuRows> {
    private static final Set<String> ROUTES = Set.of("/ip/route", "/ipv6/route");
    /** What a router may tell routes apart by. */
    private static final Set<String> ROUTE = Set.of("dst-address", "gateway", "routing-table");

    /**
     * @throws IllegalArgumentException if an entry is not the owner's or of another menu, or two have the same mark, or
     *     there is an anchor where order means nothing
     */
    public RouterEntries {
        entries = List.copyOf(entries);
        String menu = WantedFields.menu(table, true).path();
        if (!anchor.none() && table.kind() != Menu.Kind.ORDERED) {
            throw new IllegalArgumentException(menu + ": the order of its rows means nothing");
        }
        WantedFields.key(table, anchor.fields());
        Set<String> marks = new HashSet<>();
        for (RouterEntry entry : entries) {
            if (!entry.menu().equals(menu) || !entry.mark().startsWith(owner + "/")) {
                throw new IllegalArgumentException(entry.title() + " is none of " + owner + "'s rows of " + menu);
            }
            if (!marks.add(entry.mark())) {
                throw new IllegalArgumentException(menu + ": two rows of " + owner + " have the mark " + entry.mark());
            }
        }
    }

    /** Rows that stand anywhere. */
    public RouterEntries(String menu, String owner, List<RouterEntry> entries) {
        this(menu, owner, entries, Anchor.NONE);
    }

    /** All rows that the owner has in a menu that mkrun has a table of. */
    public RouterEntries(String menu, String owner, List<RouterEntry> entries, Anchor anchor) {
        this(WantedFields.menu(menu), owner, entries, anchor, true);
    }

    @Override
    public List<Lack> lacks(Dialect dialect) {
        return entries.stream()
                .flatMap(entry -> entry.lacks(dialect).stream())
                .distinct()
                .toList();
    }

    @Override
    public Optional<OwnedRows> owned() {
        return Optional.of(OwnedRows.of(this));
    }

    @Override
    public Set<String> sets() {
        return entries.stream().flatMap(e -> e.sets().stream()).collect(Collectors.toSet());
    }

    @Override
    public MenuRows inspect(RouterProbe probe) throws TargetException {
        MenuRows seen = MenuRows.of(probe, this);
        return seen.noting(StillNaming.text(probe, seen, List.copyOf(unwanted(seen))));
    }

    @Override
    public Plan diff(MenuRows seen) throws TargetException {
        List<RouterCommand> commands = commands(seen);
        String fine = entries.isEmpty() ? owner + " has no rows" : owner + " is as wanted";
        return new Plan(List.copyOf(commands), commands.isEmpty() ? fine : seen.note());
    }

    /**
     * Removals come first: they may free a key that another row takes over. Where nothing names rows, in firewalls and of routes,
     * they come last, so that no moment has fewer than there were or will be; but not where rows are moved as well, whose
     * way back would count from rows that are not there yet.
     */
    List<RouterCommand> commands(MenuRows seen) throws TargetException {
        Set<Row> unwanted = unwanted(seen);
        List<RouterCommand> removals = new ArrayList<>();
        for (Row row : seen.rows()) {
            if (unwanted.contains(row)) {
                removals.addAll(new RowPlan(seen).removed(row));
            }
        }
        MenuRows left = seen.with(
                seen.rows().stream().filter(r -> !unwanted.contains(r)).toList());
        boolean ordered = table.kind() == Menu.Kind.ORDERED;
        ForeignRows foreign = new ForeignRows(left);
        RowOrder order = new RowOrder(left, foreign, entries, anchor);
        List<RouterCommand> moves = ordered ? order.moves() : List.of();
        boolean removalsLast = table.keys().isEmpty() && moves.isEmpty() && (ordered || routesBeside(seen, unwanted));
        List<RouterCommand> commands = new ArrayList<>(removalsLast ? List.of() : removals);
        commands.addAll(moves);
        RowPlan plan = new RowPlan(left, foreign, !ordered);
        for (int i = 0; i < entries.size(); i++) {
            Optional<Row> before = ordered ? order.before(i) : Optional.empty();
            commands.addAll(plan.present(entries.get(i), before));
        }
        commands.addAll(removalsLast ? removals : List.of());
        return commands;
    }

    /**
     * Whether these are routes none of which is in the place of one that goes: whether all versions take a second one of the same
     * destination and gateway is not known.
     */
    private boolean routesBeside(MenuRows seen, Set<Row> unwanted) {
        return ROUTES.contains(table.path())
                && entries.stream()
                        .noneMatch(entry -> seen.matching(route(entry)).stream().anyMatch(unwanted::contains));
    }

    private static Map<String, Object> route(RouterEntry entry) {
        Map<String, Object> route = entry.fields();
        route.keySet().retainAll(ROUTE);
        return route;
    }

    /** The owner's rows that are no longer listed. */
    private Set<Row> unwanted(MenuRows seen) {
        Set<String> wanted = entries.stream().map(RouterEntry::mark).collect(Collectors.toSet());
        Set<Row> unwanted = Collections.newSetFromMap(new IdentityHashMap<>());
        seen.rows().stream()
                .filter(row -> prune && !row.dynamic() && Mark.of(owner, row))
                .filter(row -> Mark.named(row)
                        .filter(mark -> wanted.contains(mark.name()))
                        .isEmpty())
                .forEach(unwanted::add);
        return unwanted;
    }
}
