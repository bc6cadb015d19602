package mkrun.routeros;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Rows in JSON: of each menu an array of objects, or one object after the other, of which a menu without rows has one. */
final class JsonForm {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonForm() {}

    /**
     * @param oneByOne menus whose rows come one after the other, and not in an array: those alone say nothing of no rows
     * @throws RouterosException if the answer has another form or no end
     */
    static void read(Answer answer, AnswerSink sink, Predicate<String> oneByOne) throws IOException, RouterosException {
        Optional<RouterosException> refused = Optional.empty();
        while (answer.next()) {
            if (answer.kind() == 'e') {
                if (refused.isPresent()) {
                    throw refused.get();
                }
                return;
            }
            String menu = answer.line();
            if (refused.isEmpty() && !menu(menu, answer, sink, oneByOne.test(menu))) {
                answer.skip();
                refused = Optional.of(new RouterosException("cannot read " + menu + answer.said()));
            }
        }
        throw answer.early(); // that it was cut off explains more than that what was cut off is no JSON
    }

    /** Whether it could be read. */
    private static boolean menu(String path, Answer answer, AnswerSink sink, boolean oneByOne)
            throws IOException, RouterosException {
        sink.menu(path);
        try (JsonParser parser = JSON.createParser(answer.rest())) {
            JsonToken first = parser.nextToken();
            if (first != JsonToken.START_ARRAY) {
                while (parser.currentToken() == JsonToken.START_OBJECT) {
                    sink.row(row(parser));
                    parser.nextToken();
                }
                return parser.currentToken() == null && (oneByOne || first != null);
            }
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                sink.row(row(parser));
            }
            return parser.currentToken() == JsonToken.END_ARRAY;
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static Map<String, String> row(JsonParser parser) throws IOException {
        Map<String, String> row = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            StringBuilder value = new StringBuilder();
            parser.nextToken();
            append(parser, value);
            row.put(name, value.toString());
        }
        return row;
    }

    /** A value as text: elements of a list with commas between them. */
    private static void append(JsonParser parser, StringBuilder text) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return;
        }
        if (!token.isStructStart()) {
            text.append(parser.getText());
            return;
        }
        boolean first = true;
        while (!parser.nextToken().isStructEnd()) {
            if (parser.currentToken() == JsonToken.FIELD_NAME) {
                parser.nextToken();
            }
            text.append(first ? "" : ",");
            first = false;
            append(parser, text);
        }
    }
}
