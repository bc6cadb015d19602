package mkrun.lab.script;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mkrun.routeros.Menu;

/** {@code print} in its modes. In brackets it gives a value if asked for one, and prints nothing then. */
final class PrintCommand {
    private final MenuFields fields;
    private final Arguments arguments;
    private final List<String> only;

    PrintCommand(MenuFields fields, Arguments arguments, Map<String, Value> values) {
        this.fields = fields;
        this.arguments = arguments;
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
        List<TableRow> rows = found.where(arguments.where());
        Set<String> flags = arguments.flags();
        if (flags.contains("count-only")) {
            if (!valued) {
                env.printLine(Integer.toString(rows.size()));
            }
            return Value.of(rows.size());
        }
        if (flags.contains("as-value")) {
            List<Value> records = new ArrayList<>();
            rows.forEach(r -> records.add(new RowView(fields, found.visible(r)).all(only)));
            return Value.Items.of(records);
        }
        env.session().printed(fields.menu(), rows.stream().map(TableRow::id).toList());
        env.print(Bytes.of(text(env, rows, flags)));
        return Value.NOTHING;
    }

    private Value single(Env env) {
        TableRow row = new Rows(env, fields).visible(env.state().single(fields.menu()));
        if (arguments.flags().contains("as-value")) {
            return new RowView(fields, row).all(only);
        }
        env.print(Bytes.of(Details.properties(fields, row, only)));
        return Value.NOTHING;
    }

    private String text(Env env, List<TableRow> rows, Set<String> flags) {
        List<TableRow> all = env.state().table(fields.menu()).rows();
        List<TableRow> seen = rows.stream().map(new Rows(env, fields)::visible).toList();
        Listing listing =
                new Listing(fields, seen, rows.stream().map(all::indexOf).toList(), only);
        if (flags.contains("terse")) {
            return Details.terse(listing);
        }
        if (flags.contains("value-list")) {
            return Details.valueList(listing);
        }
        boolean detailed = flags.contains("detail")
                || !flags.contains("brief") && fields.layout().detailByDefault();
        return detailed ? Details.detail(listing) : new TableText(listing, flags.contains("show-ids")).text();
    }
}
