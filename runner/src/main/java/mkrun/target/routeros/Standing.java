package mkrun.target.routeros;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mkrun.routeros.Row;
import mkrun.routeros.access.RowChange;
import mkrun.target.TargetException;

/**
 * What a router shows of a row that was to be as before a change and is not. Fields are named without their values, which may
 * be secrets.
 */
record Standing(Snapshot snapshot) {
    /** To follow "not as it was"; empty where nothing is known of the row. */
    String of(RouterChange change) throws TargetException {
        return change instanceof RouterCommand command && command.row().isPresent()
                ? ": " + of(command.row().get())
                : "";
    }

    private String of(RowChange change) throws TargetException {
        if (change.before().isEmpty()) {
            return "it is still there";
        }
        Row before = change.before().get();
        Optional<Row> now = snapshot.rows(change.menu()).stream()
                .filter(row -> meant(before, row))
                .findFirst();
        if (now.isEmpty()) {
            return "it is not there any more";
        }
        List<String> fields = change.after().stream()
                .flatMap(after -> changed(before, after))
                .filter(field -> !before.get(field).equals(now.get().get(field)))
                .toList();
        return fields.isEmpty()
                ? "it stands elsewhere, has other values, or what named it names it no more"
                : String.join(", ", fields) + (fields.size() == 1 ? " is another" : " are others");
    }

    /** By the comment, too, for one that was made anew has another id. */
    private static boolean meant(Row before, Row now) {
        return before.id().equals(now.id())
                || !before.comment().isEmpty() && before.comment().equals(now.comment());
    }

    private static Stream<String> changed(Row before, Row after) {
        return Stream.concat(before.values().keySet().stream(), after.values().keySet().stream())
                .distinct()
                .filter(field -> !before.get(field).equals(after.get(field)));
    }
}
