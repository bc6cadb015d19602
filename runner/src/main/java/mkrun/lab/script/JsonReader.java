package mkrun.lab.script;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code :deserialize from=json}. Texts that look like numbers, times or addresses become some, unless
 * {@code json.no-string-conversion} is given; a comma too many does no harm.
 */
final class JsonReader {
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonReadFeature.ALLOW_TRAILING_COMMA).build();
    private static final int DEEPEST = 64;

    private final JsonParser json;
    private final boolean converts;

    private JsonReader(JsonParser json, boolean converts) {
        this.json = json;
        this.converts = converts;
    }

    static Value deserialize(Arguments arguments, Env env) throws RouterError {
        if (!arguments.required("from", env).text().equals("json")) {
            throw Refusals.noMatch(env.state().version(), ":deserialize", "from");
        }
        boolean converts = Json.converts(arguments, ":deserialize", env);
        String text = Bytes.text(arguments.required("value", env).text());
        try (JsonParser json = JSON.createParser(text)) {
            json.nextToken();
            Value value = new JsonReader(json, converts).value(0);
            if (json.nextToken() == null) {
                return value;
            }
        } catch (IOException malformed) {
            throw broken();
        }
        throw broken();
    }

    private static RouterError broken() {
        return RouterError.of("failure: invalid json");
    }

    private Value value(int depth) throws IOException, RouterError {
        JsonToken token = json.currentToken();
        if (token == null || depth > DEEPEST) {
            throw broken();
        }
        return switch (token) {
            case START_OBJECT -> items(true, depth);
            case START_ARRAY -> items(false, depth);
            case VALUE_STRING -> text(Bytes.of(json.getText()));
            case VALUE_NUMBER_INT -> Literals.of(json.getText());
            case VALUE_NUMBER_FLOAT -> Value.of(json.getText());
            case VALUE_TRUE -> Value.TRUE;
            case VALUE_FALSE -> Value.FALSE;
            case VALUE_NULL -> Value.NIL;
            default -> throw broken();
        };
    }

    private Value text(String text) {
        return converts ? Literals.of(text) : Value.of(text);
    }

    private Value items(boolean keyed, int depth) throws IOException, RouterError {
        List<Value.Item> items = new ArrayList<>();
        while (!json.nextToken().isStructEnd()) {
            Optional<String> key = keyed ? Optional.of(Bytes.of(json.currentName())) : Optional.empty();
            if (keyed) {
                json.nextToken();
            }
            items.add(new Value.Item(key, value(depth + 1)));
        }
        return new Value.Items(items);
    }
}
