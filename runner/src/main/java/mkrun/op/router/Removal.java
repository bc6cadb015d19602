package mkrun.op.router;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mkrun.op.router.Belongings.Found;
import mkrun.routeros.CommandText;
import mkrun.routeros.Ledger;
import mkrun.routeros.Quote;
import mkrun.target.Secret;
import mkrun.target.TargetException;
import mkrun.target.routeros.RouterChange;
import mkrun.target.routeros.RouterCommand;
import mkrun.target.routeros.Undo;
import mkrun.task.Plan;

/**
 * What removes all that one owner has on a router, each thing before what it refers to. The interface of a container goes
 * last: as long as it is there, a removal that was cut off is known to be incomplete, and so is the network it was in.
 *
 * @param all what mkrun has there
 * @param owner whose things go
 */
record Removal(Belongings all, Whose owner) {
    private static final String MOUNTS = "/container/mounts";
    private static final String ENVS = "/container/envs";
    /** Shorter values of variables are no secrets, and masking them would make a log unreadable. */
    private static final int SHORTEST_SECRET = 6;

    Plan plan() throws TargetException {
        List<Found> rows = all.of(owner);
        Map<Stage, List<Found>> stages = rows.stream().collect(Collectors.groupingBy(this::stage));
        List<Found> others = new ArrayList<>(stages.getOrDefault(Stage.ROWS, List.of()));
        if (ofContainer()) {
            others.addAll(new SharedNetwork(all, rows).unused());
        }
        List<RouterChange> changes = new ArrayList<>();
        for (Found container : stages.getOrDefault(Stage.CONTAINERS, List.of())) {
            changes.addAll(steps(rows).remove(container.row()));
        }
        changes.addAll(removed(others));
        if (ofContainer() && !rows.isEmpty()) {
            changes.addAll(new TrustForPull(all.dialect(), all.rows(TrustForPull.MENU)).leftOver());
            changes.addAll(all.settings().leftOver());
        }
        changes.addAll(files());
        changes.addAll(removed(stages.getOrDefault(Stage.LAST, List.of())));
        changes.addAll(forgotten(rows));
        List<Found> going =
                Stream.concat(rows.stream(), others.stream()).distinct().toList();
        return new Plan(List.copyOf(changes), changes.isEmpty() ? owner + " is not here" : stays(rows, going));
    }

    /** When a row goes. */
    private enum Stage {
        CONTAINERS,
        ROWS,
        LAST
    }

    private Stage stage(Found found) {
        return switch (found.menu()) {
            case ContainerRows.MENU -> Stage.CONTAINERS;
            case ContainerCleaned.VETHS -> ofContainer() ? Stage.LAST : Stage.ROWS;
            default -> Stage.ROWS;
        };
    }

    private boolean ofContainer() {
        return owner.kind() == Whose.Kind.CONTAINER;
    }

    private ContainerSteps steps(List<Found> rows) {
        List<Secret> secrets = rows.stream()
                .filter(found -> found.menu().equals(ENVS))
                .map(found -> found.row().text("value"))
                .filter(value -> value.length() >= SHORTEST_SECRET)
                .map(Secret::of)
                .toList();
        return new ContainerSteps(
                new MenuRows(all.dialect(), ContainerRows.MENU, all.rows(ContainerRows.MENU), Ledger.EMPTY),
                owner.name(),
                secrets,
                StepTimes.USUAL);
    }

    /** What refers to others first; a container's spare interfaces before its own. */
    private List<RouterCommand> removed(List<Found> rows) throws TargetException {
        List<String> order = OwnableMenus.removable();
        List<Found> sorted = rows.stream()
                .sorted(Comparator.<Found>comparingInt(found -> order.indexOf(found.menu()))
                        .thenComparing(found -> ofContainer() ? found.row().comment() : ""))
                .toList();
        List<RouterCommand> commands = new ArrayList<>();
        for (Found found : sorted) {
            List<RouterCommand> removal = new RowPlan(all.menus().get(found.menu())).removed(found.row());
            boolean held = found.menu().equals(ContainerCleaned.VETHS);
            commands.add(held ? removal.get(0).retrying(RowUndo.WHILE_USED) : removal.get(0));
            commands.addAll(removal.subList(1, removal.size()));
        }
        return commands;
    }

    /** A router that refuses says so here, unlike after an upgrade: whoever removes wants to know what is left. */
    private List<RouterCommand> files() {
        return !ofContainer()
                ? List.of()
                : all.filesOf(owner.name()).stream()
                        .map(path -> new RouterCommand(
                                        OwnableMenus.FILES,
                                        CommandText.of(OwnableMenus.FILES, "remove")
                                                .plus(" " + Quote.string(path)))
                                .undoneBy(new Undo.Impossible("nobody has a copy of it")))
                        .toList();
    }

    /** What the ledger says of rows that somebody else has removed. */
    private List<RouterCommand> forgotten(List<Found> rows) {
        List<RouterCommand> commands = new ArrayList<>();
        all.menus().forEach((menu, seen) -> {
            for (Mark mark : seen.book().owners()) {
                boolean there = rows.stream().anyMatch(f -> f.menu().equals(menu) && mark.owns(f.row()));
                if (!there && Whose.of(menu, mark).equals(owner)) {
                    commands.addAll(seen.book().without(mark));
                }
            }
        });
        return commands;
    }

    /** What is left on purpose, and what others have that names what goes, in a sentence; empty if nothing is. */
    private String stays(List<Found> rows, List<Found> going) {
        return Stream.of(ofContainer() ? keeps(rows) : "", new StillNaming(all.dialect(), all.rows(), going).text())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private String keeps(List<Found> rows) {
        String volumes = rows.stream()
                .filter(found -> found.menu().equals(MOUNTS))
                .map(mount -> Normal.path(mount.row().text("src")))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        String foreign = all.rows(ContainerRows.MENU).stream()
                .filter(row -> row.text("name").equals(owner.name()))
                .filter(row -> !rows.contains(new Found(ContainerRows.MENU, row)))
                .map(row -> "a container of that name stays, mkrun did not make it (" + row.id() + ")")
                .findFirst()
                .orElse("");
        return Stream.of(volumes.isEmpty() ? "" : "volumes stay: " + volumes, foreign)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
    }
}
