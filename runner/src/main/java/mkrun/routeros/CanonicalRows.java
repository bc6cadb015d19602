package mkrun.routeros;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Brings the rows of one menu, as a router of one dialect calls them, into canonical names and values. */
final class CanonicalRows {
    private final Dialect dialect;
    private final String menu;
    /** Looked up once, since a list may have ten thousand rows. */
    private final Map<String, Dialect.Spelling> spellings = new HashMap<>();

    CanonicalRows(Dialect dialect, String menu) {
        this.dialect = dialect;
        this.menu = menu;
    }

    /** The values of a row; properties whose name begins with a dot are the console's own. */
    Map<String, String> values(Map<String, String> raw) {
        Map<String, String> values = new LinkedHashMap<>();
        raw.forEach((name, value) -> {
            if (!name.startsWith(".")) {
                Dialect.Spelling spelling = spellings.computeIfAbsent(name, n -> dialect.spelling(menu, n));
                values.put(spelling.canonical(), spelling.canonicalValue(value));
            }
        });
        return values;
    }
}
