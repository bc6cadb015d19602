package mkrun.lab.script;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of a command that the API sent. All texts have one character for each byte.
 *
 * @param rows what it lists; empty where it lists nothing
 * @param listing whether it is of those that list rows, even where there are none
 * @param result the one value that it gives, such as the id of the row that {@code add} made
 */
public record ApiAnswer(List<Map<String, String>> rows, boolean listing, Optional<String> result) {
    public ApiAnswer {
        rows = List.copyOf(rows);
    }

    static ApiAnswer of(List<Map<String, String>> rows) {
        return new ApiAnswer(rows, true, Optional.empty());
    }

    static ApiAnswer of(Optional<String> result) {
        return new ApiAnswer(List.of(), false, result);
    }
}
