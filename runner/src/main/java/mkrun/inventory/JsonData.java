package mkrun.inventory;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mkrun.inventory.Data.FormatException;
import org.jspecify.annotations.Nullable;

/** Reads JSON as data. */
final class JsonData {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonData() {}

    static Data read(String text) throws FormatException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == null) {
                return Data.NOTHING;
            }
            Data data = data(parser);
            if (parser.nextToken() != null) {
                throw new FormatException(line(parser), "more text behind the end");
            }
            return data;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            // Jackson names its source in brackets where something began; the place is told in front of the message.
            String words = e.getOriginalMessage().replaceAll(" \\(start marker at \\[.*?\\]\\)", "");
            throw new FormatException(line, "not JSON: " + words);
        } catch (IOException e) {
            throw new FormatException(0, "not JSON: " + e.getMessage());
        }
    }

    private static Data data(JsonParser parser) throws IOException, FormatException {
        int line = line(parser);
        return new Data(value(parser), line);
    }

    private static @Nullable Object value(JsonParser parser) throws IOException, FormatException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> table(parser);
            case START_ARRAY -> items(parser);
            case VALUE_NUMBER_INT -> Scalars.number(parser.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> parser.getText();
        };
    }

    private static Map<String, Data> table(JsonParser parser) throws IOException, FormatException {
        Map<String, Data> table = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            int line = line(parser);
            parser.nextToken();
            if (table.put(key, new Data(value(parser), line)) != null) {
                throw new FormatException(line, "'" + key + "' is there twice");
            }
        }
        return table;
    }

    private static List<Data> items(JsonParser parser) throws IOException, FormatException {
        List<Data> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(data(parser));
        }
        return items;
    }

    private static int line(JsonParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }
}
