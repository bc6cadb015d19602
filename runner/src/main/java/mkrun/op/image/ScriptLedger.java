package mkrun.op.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mkrun.alpine.install.ScriptRecord;
import mkrun.target.Content;

/** The ledger of packages' scripts that stands beside an image: what was replayed with which effects, what was left out. */
final class ScriptLedger {
    private static final ObjectWriter JSON = new ObjectMapper()
            .writer(new DefaultPrettyPrinter()
                    .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                    .withArrayIndenter(new DefaultIndenter("  ", "\n")));

    private ScriptLedger() {}

    static Content of(List<ScriptRecord> scripts) {
        List<Object> entries = new ArrayList<>();
        for (ScriptRecord script : scripts) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("package", script.packageName());
            entry.put("version", script.version());
            entry.put("script", script.type().toString());
            entry.put("sha256", script.sha256());
            entry.put("mode", script.mode().name().toLowerCase(Locale.ROOT));
            if (!script.reason().isEmpty()) {
                entry.put("reason", script.reason());
            }
            entry.put("effects", script.effects());
            entries.add(entry);
        }
        try {
            return Content.text(JSON.writeValueAsString(Map.of("scripts", entries)) + "\n");
        } catch (JsonProcessingException e) {
            throw new AssertionError("maps, lists and texts are always JSON", e);
        }
    }
}
