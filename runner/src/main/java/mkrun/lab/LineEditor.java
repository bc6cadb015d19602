package mkrun.lab;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import mkrun.lab.script.Completion;

/**
 * Reads lines from a terminal: echo, backspace, history, Tab, Ctrl-C. With a terminal it draws as RouterOS does; without, it
 * only reads.
 */
final class LineEditor {
    private static final int CTRL_C = 3;
    private static final int CTRL_D = 4;
    private static final int BACKSPACE = 8;
    private static final int TAB = 9;
    private static final int CTRL_U = 21;
    private static final int ESCAPE = 27;
    private static final int DELETE = 127;
    private static final int WIDTH = 80;
    private static final int MAX_LINE = 64 * 1024;

    private final InputStream in;
    private final Consumer<String> out;
    private final boolean terminal;
    private final List<String> history = new ArrayList<>();

    private StringBuilder line = new StringBuilder();
    private String prompt = "";
    private int place;
    private boolean afterReturn;

    LineEditor(InputStream in, Consumer<String> out, boolean terminal) {
        this.in = in;
        this.out = out;
        this.terminal = terminal;
    }

    /** Reads one byte; -1 at the end. */
    int key() throws IOException {
        return in.read();
    }

    /** The next line; empty at the end of the input or at Ctrl-D on an empty line. */
    Optional<String> read(String newPrompt, Function<String, Completion> completer) throws IOException {
        return read(newPrompt, completer, false);
    }

    /** A line of a block that was begun; empty at the end of the input, too, and if the block is given up by Ctrl-C. */
    Optional<String> more(String newPrompt, Function<String, Completion> completer) throws IOException {
        return read(newPrompt, completer, true);
    }

    private Optional<String> read(String newPrompt, Function<String, Completion> completer, boolean within)
            throws IOException {
        prompt = newPrompt;
        line = new StringBuilder();
        place = history.size();
        int before = 0;
        while (true) {
            int key = in.read();
            if (key == TAB && terminal) {
                complete(completer.apply(text()), before == TAB);
            }
            before = key;
            if (key == CTRL_C && within) {
                return Optional.empty();
            }
            boolean secondOfPair = afterReturn && key == '\n';
            afterReturn = key == '\r';
            if (key < 0 || key == CTRL_D && line.isEmpty()) {
                return Optional.empty();
            }
            if ((key == '\r' || key == '\n') && !secondOfPair) {
                return Optional.of(entered());
            }
            if (!secondOfPair) {
                type(key);
            }
        }
    }

    private String entered() {
        String text = text();
        if (!text.isBlank()) {
            history.add(line.toString());
        }
        if (terminal) {
            out.accept("\r" + prompt + text + "\r\n\r");
        }
        return text;
    }

    /** Shows a prompt. */
    void show(String text) {
        out.accept(text);
    }

    private String text() {
        return new String(line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** Takes what is clear; what is not is shown when the key is hit again. */
    private void complete(Completion completion, boolean again) {
        if (!completion.text().isEmpty()) {
            for (int i = 0; i < completion.replaced(); i++) {
                erase();
            }
            line.append(completion.text());
            echo(completion.text());
        } else if (again && !completion.options().isEmpty()) {
            out.accept("\r\n" + columns(completion.options()) + "\r\n" + prompt + text());
        }
    }

    private static String columns(List<String> words) {
        StringBuilder shown = new StringBuilder();
        int column = 0;
        for (String word : words) {
            boolean fits = column > 0 && column + word.length() + 2 <= WIDTH;
            shown.append(column == 0 ? "" : fits ? "  " : "\r\n").append(word);
            column = fits ? column + 2 + word.length() : word.length();
        }
        return shown.toString();
    }

    private void type(int key) throws IOException {
        switch (key) {
            case ESCAPE -> escape();
            case BACKSPACE, DELETE -> erase();
            case CTRL_C, CTRL_U -> replace("");
            default -> {
                if (key >= ' ' && line.length() < MAX_LINE) {
                    line.append((char) key);
                    echo(Character.toString((char) key));
                }
            }
        }
    }

    /** Arrows walk through the history; other sequences, such as answers to probes, are dropped. */
    private void escape() throws IOException {
        int kind = in.read();
        if (kind == '/') {
            in.read();
            return;
        }
        if (kind != '[' && kind != 'O') { // O leads in F1 to F4, and the arrows of some terminals
            return;
        }
        int end = in.read();
        while (end >= 0x20 && end < 0x40) {
            end = in.read();
        }
        if (end == 'A' || end == 'B') {
            place = Math.max(0, Math.min(history.size(), place + (end == 'A' ? -1 : 1)));
            replace(place == history.size() ? "" : history.get(place));
        }
    }

    private void erase() {
        if (!line.isEmpty()) {
            line.setLength(line.length() - 1);
            echo("\b \b");
        }
    }

    private void replace(String text) {
        echo("\r" + prompt + " ".repeat(line.length()) + "\r" + prompt + text);
        line = new StringBuilder(text);
    }

    private void echo(String text) {
        if (terminal) {
            // The line holds bytes; what is sent is their UTF-8 text again once it is complete.
            out.accept(text.chars().allMatch(c -> c < DELETE) ? text : "");
        }
    }
}
