package mkrun.lab;

import java.io.IOException;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import mkrun.lab.script.Session;

/** Shows long lists page by page on a terminal, as {@code print} does there unless told {@code without-paging}. */
final class Pager {
    private static final Pattern PAGED = Pattern.compile("(?s)(?!.*without-paging).*\\bprint\\b.*");
    private static final String QUESTION = "-- [Q quit|D dump|down]";

    private final LineEditor keys;
    private final Consumer<String> out;
    private final int rows;

    /** @param rows of the terminal; 0 if there is none */
    Pager(LineEditor keys, Consumer<String> out, int rows) {
        this.keys = keys;
        this.out = out;
        this.rows = rows;
    }

    /** Runs a line and shows what it prints. */
    void run(Session session, String line) throws IOException {
        if (rows < 2 || !PAGED.matcher(line).matches()) {
            session.execute(line, out);
            return;
        }
        StringBuilder text = new StringBuilder();
        session.execute(line, text::append);
        show(text.toString().split("(?<=\n)"));
    }

    private void show(String[] lines) throws IOException {
        int shown = 0;
        boolean dump = false;
        for (String line : lines) {
            if (!dump && shown == rows - 1) {
                out.accept(QUESTION);
                int key = keys.key();
                out.accept("\r" + " ".repeat(QUESTION.length()) + "\r");
                if (key < 0 || key == 'q' || key == 'Q') {
                    return;
                }
                dump = key == 'd' || key == 'D';
                shown = 0;
            }
            out.accept(line);
            shown++;
        }
    }
}
