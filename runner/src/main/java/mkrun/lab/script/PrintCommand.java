package mkrun.lab.script;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mkrun.routeros.Command;
import mkrun.routeros.Field;
import mkrun.routeros.Menu;

/**
 * {@code print} in its modes. A menu whose {@code print} has no {@code brief} has no table: it is printed in detail. In brackets it gives a value if asked for one, and prints nothing then. */
final class PrintCommand {
    private static final String STATS = "stats";
    private static final String SENSITIVE = "show-sensitive";
    private static final String IDS = "show-ids";

    private final MenuFields fields;
    private final Command command;
    private final Arguments arguments;
    private final String chain;
    private final List<String> only;

    PrintCommand(MenuFields fields, Command command, Arguments arguments, Map<String, Value> values) {
        this.fields = fields;
        this.command = command;
        this.arguments = arguments;
        this.chain = values.getOrDefault("chain", Value.of("")).text();
        Value proplist = values.getOrDefault("proplist", Value.of(""));
        String text = proplist instanceof Value.Items array
                ? String.join(
                        ",", array.items().stream().map(i -> i.value().text()).toList())
                : proplist.text();
        this.only = text.isEmpty() ? List.of() : Arrays.asList(text.split(","));
    }

    Value run(Env env, boolean valued) throws RouterError {
        for (String property : only) {
            if (!RowView.knows(fields, property)) {
                throw Refusals.noMatch(env.state().version(), Console.child(fields.menu(), "print"), "proplist");
            }
        }
        Menu menu = env.state().dialect().menu(fields.menu()).orElseThrow();
        if (menu.kind() == Menu.Kind.SINGLE) {
            return single(env);
        }
        Rows found = new Rows(env, fields);
        List<TableRow> rows = ordered(found.where(arguments.where())).stream()
                .filter(this::asked)
                .toList();
        Set<String> flags = arguments.flags();
        if (flags.contains("count-only")) {
            if (!valued) {
                env.printLine(Integer.toString(rows.size()));
            }
            return Value.of(rows.size());
        }
        if (flags.contains("as-value")) {
            List<Value> records = new ArrayList<>();
            rows.forEach(r -> records.add(new RowView(fields, shown(found, r)).all(only)));
            return Value.Items.of(records);
        }
        env.session()
                .printed(
                        fields.menu(),
                        rows.stream().filter(this::numbered).map(TableRow::id).toList());
        env.print(Bytes.of(text(env, rows, flags)));
        return Value.NOTHING;
    }

    /** By the words that rules of firewalls can be chosen by. */
    private boolean asked(TableRow row) {
        Set<String> flags = arguments.flags();
        return (!flags.contains("dynamic") || row.is("dynamic"))
                && (!flags.contains("static") || !row.is("dynamic"))
                && (chain.isEmpty() || row.text("chain").equals(chain));
    }

    private List<TableRow> ordered(List<TableRow> rows) {
        return fields.layout().routes() ? rows.stream().sorted(Routes.ORDER).toList() : rows;
    }

    /** The row as it is printed: where {@code show-sensitive} may be said, secrets are left out unless it is. */
    private TableRow shown(Rows found, TableRow row) {
        TableRow visible = found.visible(row);
        if (command.argument(SENSITIVE).isEmpty() || arguments.flags().contains(SENSITIVE)) {
            return visible;
        }
        TableRow shown = new TableRow(visible.id(), visible.values());
        fields.all().values().stream().filter(Field::secret).forEach(f -> shown.unset(f.name()));
        return shown;
    }

    private boolean numbered(TableRow row) {
        return !fields.layout().routes() || !row.is("dynamic");
    }

    private Value single(Env env) {
        TableRow row = shown(new Rows(env, fields), env.state().single(fields.menu()));
        if (arguments.flags().contains("as-value")) {
            return new RowView(fields, row).all(only);
        }
        env.print(Bytes.of(Details.properties(fields, row, only)));
        return Value.NOTHING;
    }

    private String text(Env env, List<TableRow> rows, Set<String> flags) {
        List<TableRow> all = ordered(env.state().table(fields.menu()).rows()).stream()
                .filter(this::numbered)
                .toList();
        Rows found = new Rows(env, fields);
        List<TableRow> seen = rows.stream().map(r -> shown(found, r)).toList();
        List<Integer> numbers = rows.stream().map(all::indexOf).toList();
        boolean plain = !flags.contains("brief") && !flags.contains("detail");
        boolean stats = flags.contains(STATS);
        if (plain && stats) {
            Listing table = new Listing(fields, seen, numbers, only.isEmpty() ? counted() : only, Set.of());
            return new TableText(table, flags.contains(IDS)).text();
        }
        Set<String> hidden = stats ? Set.of() : Set.copyOf(fields.layout().counters());
        Listing listing = new Listing(fields, seen, numbers, only, hidden);
        if (flags.contains("terse")) {
            return Details.terse(listing);
        }
        if (flags.contains("value-list")) {
            return Details.valueList(listing);
        }
        if (plain && only.isEmpty() && !fields.layout().lines().isEmpty()) {
            return Details.lines(listing);
        }
        boolean detailed = flags.contains("detail")
                || plain
                        && (fields.layout().detailByDefault()
                                || command.argument("brief").isEmpty());
        return detailed ? Details.detail(listing) : new TableText(listing, flags.contains(IDS)).text();
    }

    private List<String> counted() {
        List<String> columns = new ArrayList<>(fields.layout().counted());
        columns.addAll(fields.layout().counters());
        return columns;
    }
}
