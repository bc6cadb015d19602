package mkrun.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import mkrun.report.AnswerReport;
import mkrun.run.HostAnswer;

/** Gathers answers into one JSON object, by host; hosts that gave none are named on standard error. */
final class JsonByHost<T> implements Consumer<HostAnswer<T>> {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Console console;
    private final Function<T, Object> values;
    private final AnswerReport problems;
    private final Map<String, Object> all = new LinkedHashMap<>();

    /** @param values what JSON has of an answer: maps, lists, texts, numbers */
    JsonByHost(Console console, Function<T, Object> values) {
        this.console = console;
        this.values = values;
        this.problems = new AnswerReport(console.errorScreen());
    }

    @Override
    public void accept(HostAnswer<T> answer) {
        answer.value()
                .ifPresentOrElse(
                        value -> all.put(answer.host(), values.apply(value)),
                        () -> problems.block(answer.map(String::valueOf)));
    }

    /** Prints the object on standard output. */
    void print() throws JsonProcessingException {
        console.out().println(JSON.writeValueAsString(all));
    }
}
