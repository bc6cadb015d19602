package mkrun.routeros;

import java.util.LinkedHashMap;
import java.util.Map;

/** Brings the rows of one menu, as a router of one dialect calls them, into canonical names and values. */
final class CanonicalRows {
    private final Dialect dialect;
    private final String menu;

    CanonicalRows(Dialect dialect, String menu) {
        this.dialect = dialect;
        this.menu = menu;
    }

    /** The values of a row; properties whose name begins with a dot are the console's own. */
    Map<String, String> values(Map<String, String> raw) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Map.Entry<String, String> property : raw.entrySet()) {
            if (!property.getKey().startsWith(".")) {
                Dialect.Spelling spelling = dialect.spelling(menu, property.getKey());
                values.put(spelling.canonical(), spelling.canonicalValue(property.getValue()));
            }
        }
        return values;
    }
}
