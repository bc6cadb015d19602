package mkrun.target.routeros;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import mkrun.routeros.Reference;
import mkrun.routeros.Row;
import mkrun.routeros.access.RowChange;
import mkrun.target.TargetException;

/**
 * What names the row that a command removes, and would not name the one that is made in its place ({@link Reference}). Dynamic rows
 * come and go with what they follow from.
 */
record Referrers(Snapshot snapshot) {
    /**
     * The first such row, with its menu; none if there is none, or the command removes none.
     *
     * @param before commands ahead of it: what they remove is made anew later than the row, and so names it again
     */
    Optional<String> of(RouterCommand command, List<RouterCommand> before) throws TargetException {
        Optional<RowChange> removal =
                command.row().filter(change -> change.after().isEmpty());
        String name =
                removal.flatMap(RowChange::before).map(row -> row.text("name")).orElse("");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        List<Reference> references = Reference.to(snapshot.dialect(), command.menu());
        Set<String> menus = new TreeSet<>();
        references.forEach(reference -> menus.add(reference.menu()));
        snapshot.prefetch(menus);
        for (Reference reference : references) {
            for (Row row : snapshot.rows(reference.menu())) {
                if (!row.dynamic() && reference.names(row, name) && !removed(reference.menu(), row, before)) {
                    return Optional.of(
                            reference.menu() + " " + reference.field().name() + "=" + name);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean removed(String menu, Row row, List<RouterCommand> before) {
        return before.stream()
                .flatMap(command -> command.row().stream())
                .filter(change -> change.menu().equals(menu) && change.after().isEmpty())
                .anyMatch(change ->
                        change.before().filter(r -> r.id().equals(row.id())).isPresent());
    }
}
