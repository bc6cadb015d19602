package mkrun.alpine.lock;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mkrun.alpine.AlpineException;

/**
 * A value of a JSON file and the place where it begins; asked for what it should be, it refuses to be anything else.
 *
 * @param where the file
 * @param line from 1
 * @param value a map, list, text or number
 */
record JsonValue(String where, int line, Object value) {
    private static final JsonFactory FACTORY = new JsonFactory();

    static JsonValue read(String text, String where) throws AlpineException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            JsonValue value = next(parser, where);
            if (parser.nextToken() != null) {
                throw new JsonValue(where, line(parser), "").wrong("there is more text behind the end");
            }
            return value;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new JsonValue(where, line, "").wrong("this is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new AlpineException(where + ": cannot be read: " + e, e);
        }
    }

    private static JsonValue next(JsonParser parser, String where) throws IOException, AlpineException {
        int line = line(parser);
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return new JsonValue(where, line, fields(parser, where));
        }
        if (token == JsonToken.START_ARRAY) {
            List<JsonValue> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(next(parser, where));
            }
            return new JsonValue(where, line, items);
        }
        if (token == JsonToken.VALUE_NUMBER_INT) {
            return new JsonValue(where, line, parser.getLongValue());
        }
        if (token == JsonToken.VALUE_STRING) {
            return new JsonValue(where, line, parser.getText());
        }
        throw new JsonValue(where, line, "")
                .wrong(token == null ? "there is nothing in it" : "a lock has no '" + parser.getText() + "' anywhere");
    }

    private static Map<String, JsonValue> fields(JsonParser parser, String where) throws IOException, AlpineException {
        Map<String, JsonValue> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            JsonValue value = next(parser, where);
            if (fields.put(name, value) != null) {
                throw value.wrong("'" + name + "' is there twice");
            }
        }
        return fields;
    }

    private static int line(JsonParser parser) {
        return Math.max(1, parser.currentTokenLocation().getLineNr());
    }

    /** The fields of an object that has no others than these. */
    Map<String, JsonValue> object(Set<String> known) throws AlpineException {
        if (!(value instanceof Map<?, ?> map)) {
            throw wrong("expected an object");
        }
        Map<String, JsonValue> fields = new LinkedHashMap<>();
        for (Map.Entry<?, ?> field : map.entrySet()) {
            String name = (String) field.getKey();
            if (!known.contains(name)) {
                throw ((JsonValue) field.getValue()).wrong("unknown field '" + name + "'");
            }
            fields.put(name, (JsonValue) field.getValue());
        }
        return fields;
    }

    /** The items of a list. */
    List<JsonValue> list() throws AlpineException {
        if (!(value instanceof List<?> list)) {
            throw wrong("expected a list");
        }
        return list.stream().map(JsonValue.class::cast).toList();
    }

    String text() throws AlpineException {
        if (!(value instanceof String text)) {
            throw wrong("expected a text in quotes");
        }
        return text;
    }

    long number() throws AlpineException {
        if (!(value instanceof Long number) || number < 0) {
            throw wrong("expected a number, not below 0");
        }
        return number;
    }

    /** A problem of this value. */
    AlpineException wrong(String what) {
        return new AlpineException(
                where + ":" + line + ": " + what + "; if this lock was edited, take the edit back, or make it anew:"
                        + " remove it and run mkrun lock PLAYBOOK");
    }
}
