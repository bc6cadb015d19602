package mkrun.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import mkrun.report.Screen.Colour;
import mkrun.run.HostAnswer;
import mkrun.task.Outcome;

/** Prints answers of hosts in the lines of Ansible's ad hoc commands, or as JSON. */
public final class AnswerReport {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Screen screen;

    /** Prints to that screen. */
    public AnswerReport(Screen screen) {
        this.screen = screen;
    }

    /** {@code HOST | SUCCESS >>}, and the answer below it. */
    public void block(HostAnswer<String> answer) {
        String body = body(answer);
        screen.out().println(head(answer, " >>"));
        if (!body.isEmpty()) {
            screen.out().println(body);
        }
        screen.out().flush();
    }

    /** {@code HOST | SUCCESS => answer}; what went wrong has a block of its own. */
    public void line(HostAnswer<String> answer) {
        if (answer.value().isEmpty()) {
            block(answer);
            return;
        }
        screen.out().println(head(answer, " => " + body(answer)));
        screen.out().flush();
    }

    /** One JSON object in one line: {@code host}, {@code status}, {@code output}. */
    public void json(HostAnswer<String> answer) {
        Map<String, String> object = new LinkedHashMap<>();
        object.put("host", answer.host());
        object.put("status", status(answer.outcome()).toLowerCase(Locale.ROOT));
        object.put("output", body(answer));
        try {
            screen.out().println(JSON.writeValueAsString(object));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        screen.out().flush();
    }

    private String head(HostAnswer<String> answer, String rest) {
        return screen.paint(hue(answer.outcome()), answer.host() + " | " + status(answer.outcome()) + rest);
    }

    private static String body(HostAnswer<String> answer) {
        return PlainText.of(answer.value().orElseGet(() -> reason(answer.outcome())));
    }

    private static String reason(Outcome outcome) {
        if (outcome instanceof Outcome.Failed failed) {
            return failed.error();
        }
        if (outcome instanceof Outcome.Unreachable unreachable) {
            return unreachable.error();
        }
        return outcome instanceof Outcome.Blocked blocked ? String.join("\n", blocked.toDo()) : "";
    }

    private static String status(Outcome outcome) {
        if (outcome instanceof Outcome.Failed) {
            return "FAILED";
        }
        if (outcome instanceof Outcome.Unreachable) {
            return "UNREACHABLE";
        }
        return outcome instanceof Outcome.Blocked ? "BLOCKED" : "SUCCESS";
    }

    private static Colour hue(Outcome outcome) {
        if (outcome instanceof Outcome.Failed) {
            return Colour.ERROR;
        }
        if (outcome instanceof Outcome.Unreachable) {
            return Colour.UNREACHABLE;
        }
        return outcome instanceof Outcome.Blocked ? Colour.BLOCKED : Colour.OK;
    }
}
