package mkrun.op.router;

import java.util.List;
import java.util.Map;
import mkrun.routeros.Row;
import mkrun.target.Secret;
import mkrun.target.TargetException;

/**
 * A row of somebody else's that an owner's rows stand before or behind, in menus where order matters.
 *
 * @param before whether they stand before it
 * @param fields what names it, such as its comment; none for no anchor at all
 */
public record Anchor(boolean before, Map<String, Object> fields) {
    /** Anywhere. */
    public static final Anchor NONE = new Anchor(false, Map.of());

    public Anchor {
        fields = Map.copyOf(fields);
    }

    boolean none() {
        return fields.isEmpty();
    }

    /**
     * The one row that is meant. Those that the router made by itself come and go, and order cannot count from them.
     *
     * @throws TargetException if there is none, or more than one
     */
    Row in(MenuRows seen) throws TargetException {
        List<Row> found = seen.rows().stream()
                .filter(row -> seen.wording().matches(row, fields))
                .toList();
        List<Row> lasting = found.stream().filter(row -> !row.dynamic()).toList();
        if (lasting.size() == 1) {
            return lasting.get(0);
        }
        String which = found.isEmpty()
                ? "no row has " + words() + ", which the order counts from"
                : lasting.isEmpty()
                        ? "only rows that the router made by itself have " + words()
                                + ", and the order cannot count from those"
                        : lasting.size() + " rows have " + words()
                                + ", name the one that the order counts from more closely: "
                                + seen.menu() + "/print where .id="
                                + String.join(
                                        " or .id=",
                                        lasting.stream().map(Row::id).toList());
        throw new TargetException(seen.menu() + ": " + which);
    }

    /** On which side of it they stand. */
    String side() {
        return before ? "before" : "behind";
    }

    /** What names it. */
    String words() {
        List<String> words = fields.entrySet().stream()
                .map(e -> e.getKey() + "=" + (e.getValue() instanceof Secret ? Secret.MASK : Normal.text(e.getValue())))
                .sorted()
                .toList();
        return String.join(" ", words);
    }
}
