package mkrun.alpine.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mkrun.target.rootfs.RootfsProbe;

/** The programs that read and filter text. */
final class TextTools {
    private static final Pattern PLAIN = Pattern.compile("[\\w ^$.*\\[\\]:/#=@,-]*");
    private static final Pattern EXTENDED = Pattern.compile("[\\w ^$.*\\[\\]:/#=@,?+|()-]*");
    private static final Pattern SUBSTITUTE = Pattern.compile("s([/|#,])(.*?)\\1([^&\\\\]*?)\\1(g?)");

    private final RootfsProbe tree;

    TextTools(RootfsProbe tree) {
        this.tree = tree;
    }

    Map<String, Program> all() {
        return Map.of("cat", this::cat, "grep", this::grep, "sed", this::sed, "getent", this::getent);
    }

    private int cat(Program.Call call) throws ScriptException {
        List<String> files = call.options("").operands();
        for (String file : files.isEmpty() ? List.of("-") : files) {
            Optional<String> text = file.equals("-") ? Optional.of(call.io().in()) : tree.text(file);
            if (text.isEmpty()) {
                return 1;
            }
            call.io().out().append(text.get());
        }
        return 0;
    }

    private int grep(Program.Call call) throws ScriptException {
        Options options = call.options("qsE", "quiet=q", "extended-regexp=E");
        if (options.operands().isEmpty() || options.operands().size() > 2) {
            throw call.unsupported("not replayed");
        }
        Pattern pattern = pattern(call, options.operands().get(0), options.has('E'));
        Optional<String> text = options.operands().size() == 2
                ? tree.text(options.operands().get(1))
                : Optional.of(call.io().in());
        if (text.isEmpty()) {
            return 2;
        }
        List<String> found = text.get().lines().filter(pattern.asPredicate()).toList();
        if (!options.has('q')) {
            found.forEach(line -> call.io().out().append(line).append('\n'));
        }
        return found.isEmpty() ? 1 : 0;
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
        String text = files.isEmpty() ? call.io().in() : "";
        for (String file : files) {
            Optional<String> more = tree.text(file);
            if (more.isEmpty()) {
                return 1;
            }
            text += more.get();
        }
        call.io().out().append(substituted(call, text, substitutions, extended));
        return 0;
    }

    private static String substituted(Program.Call call, String text, List<String> substitutions, boolean extended)
            throws ScriptException {
        List<String> lines = new ArrayList<>(text.lines().toList());
        for (String substitution : substitutions) {
            Matcher m = SUBSTITUTE.matcher(substitution);
            if (!m.matches()) {
                throw call.unsupported("the expression " + substitution + " is not replayed");
            }
            Pattern pattern = pattern(call, m.group(2), extended);
            String replacement = Matcher.quoteReplacement(m.group(3));
            boolean all = !m.group(4).isEmpty();
            lines.replaceAll(line -> all
                    ? pattern.matcher(line).replaceAll(replacement)
                    : pattern.matcher(line).replaceFirst(replacement));
        }
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
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

    /** The Java pattern of a POSIX one that uses only what means the same in both. */
    private static Pattern pattern(Program.Call call, String regex, boolean extended) throws ScriptException {
        if (!(extended ? EXTENDED : PLAIN).matcher(regex).matches()) {
            throw call.unsupported("the pattern " + regex + " is not replayed");
        }
        return Pattern.compile(regex);
    }
}
