package mkrun.alpine.sbom;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import mkrun.target.Content;

/** JSON of ordered maps, lists and texts, laid out for readers. */
final class Json {
    private static final ObjectWriter WRITER =
            new ObjectMapper().writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));

    private Json() {}

    /** A map of keys and values in this order; pairs whose value is empty text are left out. */
    static Map<String, Object> object(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            if (!"".equals(pairs[i + 1])) {
                map.put((String) pairs[i], pairs[i + 1]);
            }
        }
        return map;
    }

    static Content content(Map<String, Object> document) {
        try {
            return Content.text(WRITER.writeValueAsString(document) + "\n");
        } catch (JsonProcessingException e) {
            throw new AssertionError("maps, lists and texts are always JSON", e);
        }
    }
}
