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

    /** The one row that is meant. */
    Row in(MenuRows seen) throws TargetException {
        Row found = null;
        for (Row row : seen.rows()) {
            if (seen.wording().matches(row, fields)) {
                if (found != null) {
                    throw new TargetException(seen.menu() + ": more than one row has " + words()
                            + ", name the one that the order counts from more closely");
                }
                found = row;
            }
        }
        if (found == null) {
            throw new TargetException(seen.menu() + ": no row has " + words() + ", which the order counts from");
        }
        return found;
    }

    private String words() {
        List<String> words = fields.entrySet().stream()
                .map(e -> e.getKey() + "=" + (e.getValue() instanceof Secret ? Secret.MASK : Normal.text(e.getValue())))
                .sorted()
                .toList();
        return String.join(" ", words);
    }
}
