package mkrun.routeros;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rows in the form that {@link Framing} asks for, a line for each property. */
final class FramedForm {
    private static final Pattern PROPERTY = Pattern.compile("(\\S(?:.*?\\S)?)=([a-z0-9-]+)=(.*)", Pattern.DOTALL);

    private final AnswerSink sink;
    private Optional<Map<String, String>> row = Optional.empty();

    private FramedForm(AnswerSink sink) {
        this.sink = sink;
    }

    /** @throws RouterosException if the answer has another form or no end */
    static void read(Answer answer, AnswerSink sink) throws IOException, RouterosException {
        new FramedForm(sink).read(answer);
    }

    private void read(Answer answer) throws IOException, RouterosException {
        while (answer.next()) {
            if (answer.kind() == 'f') {
                property(answer.text());
                continue;
            }
            whole();
            switch (answer.kind()) {
                case 'm' -> sink.menu(answer.text());
                case 'r' -> row = Optional.of(new LinkedHashMap<>());
                case 'x' -> sink.unreadable();
                default -> {
                    return;
                }
            }
        }
        throw answer.early();
    }

    private void whole() throws RouterosException {
        if (row.isPresent()) {
            sink.row(row.get());
            row = Optional.empty();
        }
    }

    private void property(String text) throws RouterosException {
        Matcher form = PROPERTY.matcher(text);
        if (row.isEmpty() || !form.matches()) {
            throw new RouterosException("the router's answer has a property of no form: " + text);
        }
        if (form.group(2).equals("array")) {
            row.get().put(form.group(1), "");
        } else {
            row.get().merge(form.group(1), form.group(3), (list, next) -> list.isEmpty() ? next : list + "," + next);
        }
    }
}
