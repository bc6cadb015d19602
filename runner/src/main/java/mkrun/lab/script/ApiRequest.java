package mkrun.lab.script;

import java.util.List;
import java.util.Map;

/**
 * A command as the API sends it. All texts have one character for each byte.
 *
 * @param command path and name, such as {@code /ip/address/add}
 * @param attributes values by argument; {@code .id} and {@code .proplist} among them
 * @param queries query words in their order, without the question mark
 */
public record ApiRequest(String command, Map<String, String> attributes, List<String> queries) {
    public ApiRequest {
        attributes = Map.copyOf(attributes);
        queries = List.copyOf(queries);
    }
}
