package mkrun.routeros;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Schemas as JSON, everything in alphabetical order: the same schema is the same text. */
public final class SchemaText {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FORMAT = "mkrun-schema 1";

    private SchemaText() {}

    /** The text. */
    public static String write(Schema schema) {
        ObjectNode root = JSON.createObjectNode();
        root.put("format", FORMAT);
        root.put("routeros", schema.version().toString());
        root.put("architecture", schema.architecture());
        root.set("packages", array(schema.packages()));
        root.put("host", schema.host());
        root.put("pulled", schema.pulled().toString());
        root.set("roots", array(schema.roots()));
        ObjectNode menus = root.putObject("menus");
        schema.menus().forEach((path, menu) -> {
            ObjectNode node = menus.putObject(path);
            node.set("menus", array(menu.submenus()));
            ObjectNode commands = node.putObject("commands");
            menu.commands().forEach((name, arguments) -> commands.set(name, array(arguments)));
        });
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ArrayNode array(Collection<String> texts) {
        ArrayNode array = JSON.createArrayNode();
        texts.forEach(array::add);
        return array;
    }

    /**
     * The schema of a text.
     *
     * @throws RouterosException if it is none; the message can be shown to a user
     */
    public static Schema read(String text) throws RouterosException {
        try {
            JsonNode root = JSON.readTree(text);
            if (!root.path("format").asText().equals(FORMAT)) {
                throw new RouterosException("it is no schema of mkrun's (format \"" + FORMAT + "\")");
            }
            SortedMap<String, MenuSchema> menus = new TreeMap<>();
            root.path("menus").properties().forEach(e -> menus.put(e.getKey(), menu(e.getKey(), e.getValue())));
            return new Schema(
                    RouterosVersion.parse(root.path("routeros").asText()),
                    root.path("architecture").asText(),
                    texts(root.path("packages")),
                    root.path("host").asText(),
                    Instant.parse(root.path("pulled").asText()),
                    texts(root.path("roots")),
                    menus);
        } catch (JsonProcessingException e) {
            throw new RouterosException("it is no JSON: " + e.getOriginalMessage());
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new RouterosException(String.valueOf(e.getMessage()));
        }
    }

    private static MenuSchema menu(String path, JsonNode node) {
        SortedMap<String, SortedSet<String>> commands = new TreeMap<>();
        node.path("commands").properties().forEach(e -> commands.put(e.getKey(), texts(e.getValue())));
        return new MenuSchema(path, texts(node.path("menus")), commands);
    }

    private static SortedSet<String> texts(JsonNode array) {
        SortedSet<String> texts = new TreeSet<>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
