package mkrun.routeros;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Rows in the form that {@link Framing} asks for, a line for each property. */
final class FramedForm {
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

    /** A line is {@code name=type=value}; a name may hold any character, but neither begins nor ends with a blank. */
    private void property(String text) throws RouterosException {
        int type = text.indexOf('=');
        int value = behindType(text, type);
        while (type >= 0 && value < 0) {
            type = text.indexOf('=', type + 1);
            value = behindType(text, type);
        }
        if (row.isEmpty() || type < 0) {
            throw new RouterosException("the router's answer has a property of no form: " + text);
        }
        String name = text.substring(0, type);
        if (text.startsWith("array=", type + 1)) {
            row.get().put(name, "");
            return;
        }
        String before = row.get().get(name);
        String said = text.substring(value);
        row.get().put(name, before == null || before.isEmpty() ? said : before + "," + said);
    }

    /** Where the value begins if a type is written behind that equals sign and a name before it; else -1. */
    private static int behindType(String text, int equals) {
        if (equals < 1 || blank(text.charAt(0)) || blank(text.charAt(equals - 1))) {
            return -1;
        }
        int at = equals + 1;
        while (at < text.length() && ofType(text.charAt(at))) {
            at++;
        }
        return at > equals + 1 && at < text.length() && text.charAt(at) == '=' ? at + 1 : -1;
    }

    private static boolean ofType(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-';
    }

    private static boolean blank(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }
}
