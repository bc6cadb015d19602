package mkrun.lab.script;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mkrun.lab.script.CommandTree.Node;
import mkrun.lab.script.Signature.Kind;
import mkrun.routeros.Argument;

/**
 * {@code /console/inspect}: what the router's tree has at a path. The lab answers for names, {@code request=child} and
 * {@code request=self}; texts that explain, completions and colours it has none of.
 */
final class InspectCommand {
    static final String MENU = "/console";
    static final String NAME = "inspect";

    private static final String REQUEST = "request";
    private static final String PATH = "path";
    private static final String CHILD = "child";
    private static final String SELF = "self";
    private static final List<String> REQUESTS = List.of(CHILD, "completion", "error", "highlight", SELF, "syntax");
    private static final List<String> COLUMNS = List.of("type", "name", "node-type");

    private final Env env;
    private final Set<String> flags;

    InspectCommand(Env env, Set<String> flags) {
        this.env = env;
        this.flags = flags;
    }

    static Kind kind(Argument argument) {
        if (argument.flag()) {
            return Kind.FLAG;
        }
        return Set.of(REQUEST, PATH).contains(argument.name()) ? Kind.TEXT : Kind.REFUSED;
    }

    /** A path that leads nowhere has nothing: no row, and no error either. */
    Value run(Map<String, Value> values) throws RouterError {
        String request = request(values.getOrDefault(REQUEST, Value.NOTHING));
        Optional<Node> node = new CommandTree(env.session().interpreter().console())
                .at(path(values.getOrDefault(PATH, Value.NOTHING)));
        List<List<String>> rows = new ArrayList<>();
        node.ifPresent(found -> {
            rows.add(List.of(SELF, found.name(), found.type()));
            if (request.equals(CHILD)) {
                found.children().forEach(child -> rows.add(List.of(CHILD, child.name(), child.type())));
            }
        });
        if (flags.contains("as-value")) {
            return Value.Items.of(rows.stream().map(InspectCommand::record).toList());
        }
        env.print(table(rows));
        return Value.NOTHING;
    }

    private String request(Value given) throws RouterError {
        if (given.missing()) {
            throw Refusals.missing(env.state().version(), List.of(REQUEST));
        }
        String word = given.text();
        if (REQUESTS.stream().filter(r -> r.startsWith(word)).count() > 1) {
            throw Refusals.ambiguous(REQUEST);
        }
        String request = Console.unique(REQUESTS, word)
                .orElseThrow(() -> Refusals.noMatch(env.state().version(), "/console/inspect", REQUEST));
        if (!request.equals(CHILD) && !request.equals(SELF)) {
            throw RouterError.of("failure: not supported");
        }
        return request;
    }

    /** Words between commas, or an array of them; none for the root. */
    private static List<String> path(Value given) {
        List<String> words = given instanceof Value.Items array
                ? array.items().stream().map(i -> i.value().text()).toList()
                : Arrays.asList(given.text().split(","));
        return words.stream().filter(w -> !w.isEmpty()).toList();
    }

    private static Value record(List<String> row) {
        return new Value.Items(
                List.of(item("name", row.get(1)), item("node-type", row.get(2)), item("type", row.get(0))));
    }

    private static Value.Item item(String key, String text) {
        return new Value.Item(Optional.of(key), Value.of(text));
    }

    private static String table(List<List<String>> rows) {
        StringBuilder out = new StringBuilder();
        if (!rows.isEmpty()) {
            List<String> titles =
                    COLUMNS.stream().map(c -> c.toUpperCase(Locale.ROOT)).toList();
            out.append("Columns: ").append(String.join(", ", titles)).append(Listing.END);
            List<List<String>> lines = new ArrayList<>(List.of(titles));
            lines.addAll(rows);
            lines.forEach(line -> out.append(line(line, lines)).append(Listing.END));
        }
        return out.append(Listing.END).toString();
    }

    private static String line(List<String> cells, List<List<String>> all) {
        List<String> padded = new ArrayList<>();
        for (int c = 0; c < cells.size(); c++) {
            int column = c;
            padded.add(Listing.left(
                    cells.get(c),
                    Listing.width(all.stream().map(l -> l.get(column)).toList())));
        }
        return String.join("  ", padded);
    }
}
