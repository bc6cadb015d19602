package mkrun.lab.api;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import mkrun.lab.script.ApiAnswer;
import mkrun.lab.script.ApiRefusal;

/** What goes back to a client. Answers of several commands may come at the same time; sentences stay whole. */
final class Replies {
    private final OutputStream out;
    private final boolean tellsEmpty;

    /** @param tellsEmpty whether lists without rows say so, as from 7.18 on */
    Replies(OutputStream out, boolean tellsEmpty) {
        this.out = new BufferedOutputStream(out);
        this.tellsEmpty = tellsEmpty;
    }

    /** The end of a command that gives nothing. */
    void done(String tag) throws IOException {
        answer(tag, List.of(List.of("!done")));
    }

    /** The end of a command that gives a value. */
    void done(String tag, String result) throws IOException {
        answer(tag, List.of(List.of("!done", "=ret=" + result)));
    }

    void answer(String tag, ApiAnswer answer) throws IOException {
        List<List<String>> sentences = new ArrayList<>();
        answer.rows().forEach(row -> sentences.add(row(row)));
        if (answer.listing() && answer.rows().isEmpty() && tellsEmpty) {
            sentences.add(List.of("!empty"));
        }
        sentences.add(answer.result().map(r -> List.of("!done", "=ret=" + r)).orElse(List.of("!done")));
        answer(tag, sentences);
    }

    /** A row that was not asked for at this moment. */
    void row(String tag, Map<String, String> properties) throws IOException {
        answer(tag, List.of(row(properties)));
    }

    private static List<String> row(Map<String, String> properties) {
        List<String> words = new ArrayList<>(List.of("!re"));
        properties.forEach((name, value) -> words.add("=" + name + "=" + value));
        return words;
    }

    /** Why a command was not carried out, and its end. */
    void refuse(String tag, List<ApiRefusal.Reason> reasons) throws IOException {
        List<List<String>> sentences = new ArrayList<>();
        for (ApiRefusal.Reason reason : reasons) {
            List<String> words = new ArrayList<>(List.of("!trap"));
            reason.category().ifPresent(c -> words.add("=category=" + c));
            words.add("=message=" + reason.message());
            sentences.add(words);
        }
        sentences.add(List.of("!done"));
        answer(tag, sentences);
    }

    void refuse(String tag, String message) throws IOException {
        refuse(tag, List.of(new ApiRefusal.Reason(message, OptionalInt.empty())));
    }

    /** The last sentence of a connection; whoever cannot take it any more does not get it. */
    void fatal(String reason) throws IOException {
        answer("", List.of(List.of("!fatal", reason)));
    }

    private synchronized void answer(String tag, List<List<String>> sentences) throws IOException {
        for (List<String> sentence : sentences) {
            List<String> words = new ArrayList<>(sentence);
            if (!tag.isEmpty()) {
                words.add(1, ".tag=" + tag);
            }
            Sentences.write(out, words);
        }
        out.flush();
    }
}
