package mkrun.op.router;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mkrun.routeros.Dialect;
import mkrun.routeros.Field;
import mkrun.routeros.Ledger;
import mkrun.routeros.LedgerScript;
import mkrun.routeros.Menu;
import mkrun.routeros.Row;
import mkrun.target.Secret;
import mkrun.target.TargetException;
import mkrun.target.routeros.RouterCommand;
import mkrun.target.routeros.RouterProbe;
import mkrun.target.routeros.Undo;

/**
 * A router's ledger as one menu uses it: it tells whose rows are where a version gives them no comment, what secrets were
 * set that the router does not give back, and what settings were that are changed for a while.
 */
record RowLedger(Dialect dialect, String menu, Ledger ledger) {
    private static final String COMMENT = "comment";
    private static final String OWN = "own";
    private static final String SECRET = "secret";
    private static final String BEFORE = "before";
    /** What stands for a secret where the user's group lacks the policy sensitive. */
    private static final String HIDDEN = "*****";

    /** Whether some version needs the ledger to own rows of a menu, or any does for these fields. */
    static boolean needed(Menu menu, Set<String> fields) {
        boolean commented =
                menu.field(COMMENT).filter(f -> f.range().isAlways()).isPresent();
        boolean owned = menu.kind() != Menu.Kind.SINGLE && menu.kind() != Menu.Kind.FIXED;
        return owned && !commented
                || fields.stream()
                        .anyMatch(f -> menu.field(f).filter(Field::kept).isPresent());
    }

    /** Whether this router's rows take no comment. */
    boolean marksRows() {
        return !hasComment(dialect, menu) && dialect.command(menu, "add").isPresent();
    }

    static boolean hasComment(Dialect dialect, String menu) {
        return dialect.table(menu)
                .flatMap(m -> m.field(COMMENT))
                .filter(f -> f.range().contains(dialect.version()))
                .isPresent();
    }

    /** The rows, each with the comment that it would have if the router kept one. */
    List<Row> marked(List<Row> rows) {
        if (!marksRows()) {
            return rows;
        }
        Map<List<String>, List<String>> owned = ledger.under(List.of(OWN, menu));
        return rows.stream().map(row -> marked(row, owned)).toList();
    }

    private Row marked(Row row, Map<List<String>, List<String>> owned) {
        Wording wording = new Wording(dialect, menu);
        for (Map.Entry<List<String>, List<String>> entry : owned.entrySet()) {
            Map<String, Object> key = fields(entry.getValue());
            if (!row.dynamic() && !key.isEmpty() && wording.matches(row, key)) {
                Map<String, String> values = new LinkedHashMap<>(row.values());
                values.put(COMMENT, new Mark(entry.getKey().get(2)).comment(""));
                return new Row(row.id(), values);
            }
        }
        return row;
    }

    /** Names and values by turns; a name that the menu has no more, which only another version of mkrun wrote, is none. */
    private Map<String, Object> fields(List<String> words) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i + 1 < words.size(); i += 2) {
            String name = words.get(i);
            if (dialect.table(menu).flatMap(m -> m.field(name)).isPresent()) {
                fields.put(name, words.get(i + 1));
            }
        }
        return fields;
    }

    /** Says that the row of that key, which the change behind this makes, has this mark. */
    RouterCommand own(Mark mark, Map<String, Object> key) {
        List<String> words = new ArrayList<>();
        key.forEach((name, value) -> words.addAll(List.of(name, Normal.text(value))));
        List<String> entry = List.of(OWN, menu, mark.name());
        return put(entry, words).undoneBy(asBefore(entry));
    }

    /** What names the row of that mark; empty if the ledger does not know it. */
    Map<String, Object> key(Mark mark) {
        return fields(ledger.get(List.of(OWN, menu, mark.name())).orElse(List.of()));
    }

    private RouterCommand put(List<String> key, List<String> words) {
        return new RouterCommand(Ledger.MENU, LedgerScript.put(dialect.version(), key, words));
    }

    private RouterCommand drop(List<String> key) {
        return new RouterCommand(Ledger.MENU, LedgerScript.drop(dialect.version(), key));
    }

    private Undo asBefore(List<String> key) {
        Optional<List<String>> before = ledger.get(key);
        RouterCommand back = before.map(words -> put(key, words)).orElseGet(() -> drop(key));
        return new Undo.Steps(List.of(back), probe -> read(probe, key).equals(before));
    }

    /** For what was said of a value that stays, while nobody knows any more whether it is the one from before. */
    private Undo forgotten(List<String> key) {
        return new Undo.Steps(List.of(drop(key)), probe -> read(probe, key).isEmpty());
    }

    private static Optional<List<String>> read(RouterProbe probe, List<String> key) throws TargetException {
        return Ledger.of(probe.rows(Ledger.MENU)).get(key);
    }

    /** What is to be known of settings that are changed for a while; empty if none are. */
    List<String> before() {
        return ledger.get(List.of(BEFORE, menu)).orElse(List.of());
    }

    /** Says what is to be known of settings that are changed for a while. */
    RouterCommand keep(List<String> words) {
        List<String> key = List.of(BEFORE, menu);
        return put(key, words).undoneBy(forgotten(key));
    }

    /** Says that settings are no longer changed for a while. */
    RouterCommand forget() {
        return drop(List.of(BEFORE, menu)).undoneBy(Undo.UNNEEDED);
    }

    private static boolean stays(RouterCommand command) {
        return command.undo() instanceof Undo.Impossible;
    }

    /** The marks of which the ledger knows something in this menu. */
    Set<Mark> owners() {
        return Stream.of(OWN, SECRET)
                .flatMap(kind -> ledger.under(List.of(kind, menu)).keySet().stream())
                .flatMap(key -> Mark.of(key.get(2)).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * Forgets a row that goes.
     *
     * @param removal of the row: what cannot come back is not remembered either
     */
    List<RouterCommand> without(Mark mark, RouterCommand removal) {
        return entries(mark).stream()
                .map(key -> drop(key).undoneBy(stays(removal) ? Undo.UNNEEDED : asBefore(key)))
                .toList();
    }

    /** Forgets a row that has gone. */
    List<RouterCommand> without(Mark mark) {
        return entries(mark).stream()
                .map(key -> drop(key).undoneBy(asBefore(key)))
                .toList();
    }

    private List<List<String>> entries(Mark mark) {
        List<List<String>> keys =
                new ArrayList<>(ledger.under(List.of(SECRET, menu, mark.name())).keySet());
        List<String> own = List.of(OWN, menu, mark.name());
        ledger.get(own).ifPresent(there -> keys.add(own));
        return keys;
    }

    /**
     * Leaves out those differences that are none: secrets that the router does not show, and that it was given already.
     *
     * @param owner of the values: a row's mark
     */
    void settle(String owner, Row row, Map<String, Object> different) {
        different
                .entrySet()
                .removeIf(e -> hidden(row, e.getKey())
                        && ledger.get(List.of(SECRET, menu, owner, e.getKey()))
                                .filter(words -> SecretHash.matches(secret(e.getValue()), words))
                                .isPresent());
    }

    /**
     * Whether the router keeps the value of a secret to itself: it gives asterisks, or nothing at all.
     */
    boolean hidden(Row row, String name) {
        return field(name).kept()
                && row.get(name)
                        .map(seen -> seen.equals(HIDDEN)
                                || seen.isEmpty() && field(name).writeOnly())
                        .orElse(true);
    }

    /** Whether a row has a secret that the router keeps to itself: one that it leaves out may also be none. */
    boolean untold(Row row, String name) {
        boolean left = row.get(name).isEmpty() && !field(name).writeOnly();
        return hidden(row, name)
                && (!left
                        || Mark.named(row)
                                .flatMap(mark -> ledger.get(List.of(SECRET, menu, mark.name(), name)))
                                .isPresent());
    }

    private Field field(String name) {
        return dialect.table(menu).flatMap(m -> m.field(name)).orElseThrow();
    }

    /**
     * A command that sets values, with what makes secrets among them known again in later runs. What is known of an older one
     * that the router does not show is forgotten first: a run that ends in between, or a disk that is full, must not leave it
     * beside another.
     *
     * @param owner of the values: a row's mark
     */
    List<RouterCommand> remembered(String owner, Map<String, Object> set, RouterCommand setting) {
        List<RouterCommand> commands = new ArrayList<>(List.of(setting));
        set.forEach((name, value) -> {
            Optional<Field> field = dialect.table(menu).flatMap(m -> m.field(name));
            if (field.filter(Field::kept).isPresent()) {
                List<String> key = List.of(SECRET, menu, owner, name);
                if (stays(setting) && ledger.get(key).isPresent()) {
                    commands.add(0, drop(key).undoneBy(Undo.UNNEEDED));
                }
                commands.add(put(key, SecretHash.of(secret(value)).words())
                        .undoneBy(stays(setting) ? forgotten(key) : asBefore(key)));
            }
        });
        return commands;
    }

    private static Secret secret(Object value) {
        return value instanceof Secret secret ? secret : Secret.of(Normal.text(value));
    }
}
