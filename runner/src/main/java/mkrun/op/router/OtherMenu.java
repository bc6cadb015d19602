package mkrun.op.router;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mkrun.routeros.Dialect;
import mkrun.routeros.Field;
import mkrun.routeros.Lack;
import mkrun.routeros.Ledger;
import mkrun.routeros.Menu;
import mkrun.routeros.MenuSchema;
import mkrun.routeros.RouterosVersion;
import mkrun.routeros.Schema;
import mkrun.spelling.DidYouMean;
import mkrun.target.TargetException;
import mkrun.target.routeros.RouterProbe;
import mkrun.task.Plan;

/**
 * What is wanted of a menu that mkrun has no table of. What the menu is, a router tells along with its rows, or a schema that
 * was pulled from one; by that the names of the fields are checked before anything is changed.
 *
 * @param menu path
 * @param keys the fields that name a row; none for settings, and for rows that only their marks tell apart
 * @param wish what is wanted
 */
public record OtherMenu(String menu, List<String> keys, Wish wish) implements RouterOperation<OtherMenu.Seen> {
    private static final String ASK = "is the path right, and is the package there that brings it?";

    /**
     * What was seen.
     *
     * @param operation what the wish is in the menu as this router has it
     * @param rows of that menu
     */
    public record Seen(MenuOperation<MenuRows> operation, MenuRows rows) {}

    /**
     * @throws IllegalArgumentException if no menu could have it: a value is of no kind that can be written, say
     */
    public OtherMenu {
        keys = List.copyOf(keys);
        wish.on(OtherMenuTable.assumed(menu, keys, wish));
    }

    @Override
    public String type() {
        return "routeros";
    }

    @Override
    public Set<String> reads() {
        return wish.rows() || !OtherMenuTable.secrets(menu, wish).isEmpty() ? Set.of(menu, Ledger.MENU) : Set.of(menu);
    }

    @Override
    public Set<String> checks() {
        return Set.of(menu);
    }

    @Override
    public Optional<OwnedRows> owned() {
        return wish instanceof Wish.Rows rows ? Optional.of(OwnedRows.of(menu, rows)) : Optional.empty();
    }

    /** By the schemas of that version that were pulled; without one, only the router can tell. */
    @Override
    public List<Lack> lacks(Dialect dialect) {
        List<List<Lack>> found = dialect.schemas().covering(menu).stream()
                .map(schema -> lacks(schema.menu(menu), source(schema)))
                .toList();
        boolean fine = found.isEmpty() || found.stream().anyMatch(List::isEmpty);
        return fine ? List.of() : found.get(0);
    }

    private String source(Schema schema) {
        String near = DidYouMean.nearestPath(menu, schema.menus().keySet())
                .filter(path -> schema.menu(menu).isEmpty())
                .map(path -> "; did you mean '" + path + "'?")
                .orElse("");
        return "so says " + schema.source() + near;
    }

    @Override
    public List<String> unsupported(RouterProbe probe) throws TargetException {
        RouterosVersion version = probe.dialect().version();
        return lacks(probe.schema(menu), "").stream().map(l -> l.of(version)).toList();
    }

    /**
     * What the wish cannot have.
     *
     * @param schema of the menu; empty if there is none
     * @param source what says so, for messages; empty for the router itself
     */
    List<Lack> lacks(Optional<MenuSchema> schema, String source) {
        if (schema.isEmpty()) {
            return List.of(new Lack(menu, "has no menu " + menu, source.isEmpty() ? ASK : source));
        }
        Menu table = OtherMenuTable.of(schema.get(), keys, wish);
        Optional<Lack> shape = shape(table, source);
        if (shape.isPresent()) {
            return List.of(shape.get());
        }
        List<Lack> lacks = new ArrayList<>();
        for (String name : wish.names()) {
            if (table.field(name).isEmpty()) {
                List<String> known = table.fields().stream().map(Field::name).toList();
                String meant = DidYouMean.hint(name, known);
                lacks.add(new Lack(
                        name,
                        "has no field " + name + " of " + menu,
                        Stream.of(source, meant).filter(s -> !s.isEmpty()).collect(Collectors.joining("; "))));
            }
        }
        return lacks;
    }

    private Optional<Lack> shape(Menu table, String source) {
        boolean single = table.kind() == Menu.Kind.SINGLE;
        if (table.kind() == Menu.Kind.COMMANDS) {
            return Optional.of(new Lack(menu, "has nothing in " + menu + " that can be set", source));
        }
        if (wish.rows() && single) {
            return Optional.of(new Lack(menu, "has no rows in " + menu + ", only settings: give set: alone", source));
        }
        if (!wish.rows() && !single) {
            return Optional.of(new Lack(
                    menu,
                    "has rows in " + menu
                            + ", and no settings: say which one is meant by key: ['name'] and entry: [name: '...']",
                    source));
        }
        if (table.kind() == Menu.Kind.FIXED && wish.makes()) {
            return Optional.of(new Lack(
                    menu,
                    "lets the rows of " + menu + " only be set, they are its own: give entry: and set: alone",
                    source));
        }
        if (wish instanceof Wish.Rows rows && !rows.anchor().none() && table.kind() != Menu.Kind.ORDERED) {
            return Optional.of(
                    new Lack(menu, "does not order the rows of " + menu + ": leave out before: and after:", source));
        }
        return Optional.empty();
    }

    @Override
    public Seen inspect(RouterProbe probe) throws TargetException {
        Optional<MenuSchema> schema = probe.schema(menu);
        List<Lack> lacks = lacks(schema, "");
        if (!lacks.isEmpty()) {
            throw new TargetException(lacks.get(0).of(probe.dialect().version()));
        }
        MenuOperation<MenuRows> operation = operation(schema.orElseThrow());
        return new Seen(operation, MenuRows.of(probe, operation));
    }

    private MenuOperation<MenuRows> operation(MenuSchema schema) throws TargetException {
        try {
            return wish.on(OtherMenuTable.of(schema, keys, wish));
        } catch (IllegalArgumentException e) {
            throw new TargetException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public Plan diff(Seen seen) throws TargetException {
        return seen.operation().diff(seen.rows());
    }
}
