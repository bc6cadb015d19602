package mkrun.alpine.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mkrun.target.rootfs.Entry;
import mkrun.target.rootfs.RootfsProbe;

/** The programs that read and filter text. */
final class TextTools {
    private static final int MAX_SUBSTITUTE = 1000;
    private static final Pattern SUBSTITUTE =
            Pattern.compile("s([/|#,])((?:(?!\\1).)+)\\1((?:(?!\\1)[^&\\\\\n])*)\\1(g?)");

    private final RootfsProbe tree;

    TextTools(RootfsProbe tree) {
        this.tree = tree;
    }

    Map<String, Program> all() {
        return Map.of("cat", this::cat, "grep", this::grep, "sed", this::sed, "getent", this::getent);
    }

    private int cat(Program.Call call) throws ScriptException {
        List<String> files = call.options("").operands();
        return read(call, files, call.io().out());
    }

    /** All that can be read, the input if no files are named; 1 if one of them is not there. */
    private int read(Program.Call call, List<String> files, StringBuilder out) throws ScriptException {
        int status = 0;
        for (String file : files.isEmpty() ? List.of("-") : files) {
            if (file.equals("-")) {
                out.append(call.io().in());
                continue;
            }
            Optional<String> text = text(call, file);
            out.append(text.orElse(""));
            status = text.isEmpty() ? 1 : status;
        }
        return status;
    }

    /** The text of a file; empty if there is none. */
    private Optional<String> text(Program.Call call, String file) throws ScriptException {
        Optional<Entry> entry = tree.follow(file);
        if (entry.isEmpty() && file.matches("/(dev|proc|sys)/.*")
                || entry.filter(e -> !e.isFile()).isPresent()) {
            throw call.unsupported(file + " is no file");
        }
        Optional<String> text = tree.text(file);
        if (entry.isPresent() && text.isEmpty()) {
            throw call.unsupported(file + " is not text");
        }
        return text;
    }

    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        if (lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        return lines;
    }

    private int grep(Program.Call call) throws ScriptException {
        Options options = call.options("qsE", "quiet=q", "extended-regexp=E");
        if (options.operands().isEmpty() || options.operands().size() > 2) {
            throw call.unsupported("not replayed");
        }
        Regex pattern = Regex.of(call, options.operands().get(0), options.has('E'));
        Optional<String> text = options.operands().size() == 2
                ? text(call, options.operands().get(1))
                : Optional.of(call.io().in());
        if (text.isEmpty()) {
            return 2;
        }
        boolean found = false;
        for (String line : lines(text.get())) {
            if (pattern.find(line)) {
                found = true;
                call.io().out().append(options.has('q') ? "" : line + "\n");
            }
        }
        return found ? 0 : 1;
    }

    private int sed(Program.Call call) throws ScriptException {
        boolean extended = false;
        List<String> substitutions = new ArrayList<>();
        List<String> files = new ArrayList<>();
        List<String> words = call.operands();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.matches("-[Er]*e?") && word.length() > 1) {
                extended |= word.matches(".*[Er].*");
                if (word.endsWith("e") && ++i < words.size()) {
                    substitutions.add(words.get(i));
                }
            } else if (word.startsWith("-")) {
                throw call.unsupported("the option " + word + " is not replayed");
            } else {
                (substitutions.isEmpty() ? substitutions : files).add(word);
            }
        }
        StringBuilder text = new StringBuilder();
        int status = read(call, files, text);
        call.io().out().append(substituted(call, text.toString(), substitutions, extended));
        return status;
    }

    private static String substituted(Program.Call call, String text, List<String> substitutions, boolean extended)
            throws ScriptException {
        List<String> lines = lines(text);
        for (String substitution : substitutions) {
            Matcher m = SUBSTITUTE.matcher(substitution);
            if (substitution.length() > MAX_SUBSTITUTE || !m.matches()) {
                throw call.unsupported("the expression " + substitution + " is not replayed");
            }
            Regex pattern = Regex.of(call, m.group(2), extended);
            boolean all = !m.group(4).isEmpty();
            if (all && pattern.matchesNothing()) {
                throw call.unsupported("the expression " + substitution + " is not replayed");
            }
            for (int i = 0; i < lines.size(); i++) {
                lines.set(i, pattern.replace(lines.get(i), m.group(3), all));
            }
        }
        return String.join("\n", lines) + (text.endsWith("\n") ? "\n" : "");
    }

    private int getent(Program.Call call) throws ScriptException {
        if (call.operands().size() != 2 || !call.operands().get(0).matches("passwd|group|shadow")) {
            throw call.unsupported("not replayed");
        }
        String name = call.operands().get(1) + ":";
        Optional<String> line = tree.text("/etc/" + call.operands().get(0)).stream()
                .flatMap(String::lines)
                .filter(l -> l.startsWith(name))
                .findFirst();
        line.ifPresent(l -> call.io().out().append(l).append('\n'));
        return line.isPresent() ? 0 : 2;
    }
}
