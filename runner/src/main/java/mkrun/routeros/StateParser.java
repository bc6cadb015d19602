package mkrun.routeros;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the rows of menus in the best form a version has. From 7.16 on that is JSON; {@code :serialize} is older, but
 * made numbers of texts that look like some until {@code json.no-string-conversion} came with 7.16.
 */
final class StateParser {
    private static final ObjectMapper JSON = new ObjectMapper();

    private StateParser() {}

    /** Whether a version is read so. */
    static boolean json(Dialect dialect) {
        return dialect.version().atLeast("7.16");
    }

    /** The statements that print the ledger as if it were a menu without rows. */
    static String readLedger(Framing framing, Dialect dialect) {
        String read = LedgerScript.read() + "; " + framing.put("m " + Ledger.MENU) + "; ";
        return json(dialect)
                ? read + ":put [:serialize to=json options=json.no-string-conversion value={\"file\"=$a;\"copy\"=$b}]"
                : read + framing.put("r") + "; " + framing.property("file", "$a") + "; "
                        + framing.property("copy", "$b");
    }

    static String read(Framing framing, Dialect dialect, Menu menu) {
        if (json(dialect)) {
            return framing.put("m " + menu.path())
                    + "; :put [:serialize to=json options=json.no-string-conversion value=[" + menu.path()
                    + "/print as-value]]";
        }
        return menu.kind() == Menu.Kind.SINGLE ? framing.single(menu.path()) : framing.rows(menu.path());
    }

    static Map<String, List<Map<String, String>>> parse(Framing framing, Dialect dialect, String output)
            throws RouterosException {
        if (!json(dialect)) {
            return framing.parse(output);
        }
        Map<String, List<Map<String, String>>> state = new LinkedHashMap<>();
        for (Map.Entry<String, String> menu : framing.texts(output).entrySet()) {
            state.put(menu.getKey(), rows(menu.getKey(), menu.getValue()));
        }
        return state;
    }

    private static List<Map<String, String>> rows(String menu, String text) throws RouterosException {
        JsonNode node;
        try {
            node = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new RouterosException("cannot read " + menu + RouterErrors.said(text));
        }
        List<Map<String, String>> rows = new ArrayList<>();
        for (JsonNode row : node.isArray() ? node : List.of(node)) {
            if (!row.isObject()) {
                throw new RouterosException("cannot read " + menu + RouterErrors.said(text));
            }
            Map<String, String> values = new LinkedHashMap<>();
            row.properties().forEach(p -> values.put(p.getKey(), text(p.getValue())));
            rows.add(values);
        }
        return rows;
    }

    private static String text(JsonNode value) {
        if (value.isNull()) {
            return "";
        }
        if (value.isValueNode()) {
            return value.asText();
        }
        List<String> elements = new ArrayList<>();
        value.forEach(e -> elements.add(text(e)));
        return String.join(",", elements);
    }

    /** A row in canonical names and values. Properties whose name begins with a dot are the console's own. */
    static Row row(Dialect dialect, String menu, Map<String, String> raw) {
        Map<String, String> values = new LinkedHashMap<>();
        raw.forEach((name, value) -> {
            if (!name.startsWith(".")) {
                values.put(dialect.canonical(menu, name), dialect.canonicalValue(menu, name, value));
            }
        });
        return new Row(Optional.ofNullable(raw.get(".id")).orElse(""), values);
    }
}
